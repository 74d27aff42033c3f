// 15: notes that cite rows.

import { assert, go, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a note's @row is a link to the row", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/search?q=beta");
    await page.locator("main ol > li a[href^='/entity/']").first().click();
    const row = decodeURIComponent((await page.locator("a[href^='/row/']").first().getAttribute("href")).replace("/row/", "")).replace(/\//g, ":");
    const about = decodeURIComponent(new URL(page.url()).pathname.replace("/entity/", ""));
    await go(t, page, `/notes?about=${encodeURIComponent(`entity:${about}`)}`);
    const form = page.locator("main form").filter({ has: page.locator("textarea") }).first();
    await form.locator("textarea").fill(`the mass was corrected by hand, see @${row}`);
    await form.locator("button").first().click();
    assert.ok(await page.locator("main a[href^='/row/']").count());
    assert.match(await page.locator("main").textContent(), /corrected by hand/);
  });
}
