// 1: search as you type, forgiving of typos and of scripts.

import { assert, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("results follow the typing, and the address follows them", async (t, { open }) => {
    made(t, "Beta Ticaret");
    const page = await open("/search", { signed: true });
    await page.locator("#q").pressSequentially("beta tic", { delay: 30 });
    await page.getByRole("link", { name: /Beta Ticaret/ }).first().waitFor();
    await page.waitForURL(/q=beta/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "q", "typing goes on");
  });

  desk.test("a name is found from another script, and with a wrong letter", async (t, { open }) => {
    made(t, "names in two scripts");
    const page = await open(null, { signed: true });
    for (const [typed, found] of [["gama", /Гама/], ["дельта", /Дельта|Delta/], ["Beta Tikaret", /Beta Ticaret/]]) {
      await page.goto(`/search?q=${encodeURIComponent(typed)}`);
      assert.ok(await page.locator("main").getByRole("link", { name: found }).count(), `${typed} finds ${found}`);
    }
  });

  desk.test("the same without scripts", async (t, { open }) => {
    made(t, "Beta Ticaret");
    const page = await open("/search", { signed: true, js: false });
    await page.locator("#q").fill("beta");
    await page.locator("main form[role=search] button[type=submit]").click();
    assert.match(page.url(), /q=beta/);
    assert.ok(await page.getByRole("link", { name: /Beta Ticaret/ }).count());
  });
}
