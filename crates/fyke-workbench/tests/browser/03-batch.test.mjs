// 3: ten thousand pasted names in one go, and a file of what was found.

import { readFileSync } from "node:fs";
import { assert, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("ten thousand names are pasted, hits are told apart and taken away as CSV", async (t, { open }) => {
    made(t, "Beta Ticaret on a list");
    const page = await open("/batch", { signed: true });
    const names = Array.from({ length: 10_000 }, (_, at) => (at === 4_321 ? "Beta Ticaret A.S.; TR" : `Quite Unknown Traders ${at} Zzz`));
    await page.locator("textarea[name=names]").evaluate((box, text) => { box.value = text; }, names.join("\n"));
    // ten thousand names in an unoptimised build, beside whatever else the machine does
    const patient = { timeout: 180_000 };
    await page.locator("main form button[type=submit]").click(patient);
    await page.waitForURL(/\/batch\/./, patient);
    assert.match((await page.locator("main").textContent()).replace(/[,.\s\u202f\u00a0]/g, ""), /10000/);
    await page.locator("ul.chips a[href*=hits]").first().click();
    assert.ok(await page.getByRole("row").filter({ hasText: "Beta Ticaret A.S." }).count());
    assert.ok((await page.getByRole("row").count()) < 60);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).first().click()]);
    assert.match(readFileSync(await download.path(), "utf8"), /Beta Ticaret/);
  });

  desk.test("too many are refused with what to do", async (t, { open }) => {
    const page = await open("/batch", { signed: true, js: false });
    await page.locator("textarea[name=names]").evaluate((box) => { box.value = "a name\n".repeat(10_001); });
    await page.locator("main form button[type=submit]").click();
    assert.match(await page.locator("main").textContent(), /10.?001/);
  });
}
