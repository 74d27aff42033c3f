// 19: many leads dismissed at once: seen before, logged one by one, taken back after.

import { assert, go, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("ticked leads are shown, dismissed with a reason, and brought back", async (t, { open }) => {
    const page = await open("/leads", { signed: true, js: false });
    const boxes = page.locator("main table input[type=checkbox]");
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.locator("form[action='/leads/bulk'] button[type=submit]").first().click();
    assert.match(page.url(), /\/leads\/bulk/);
    const takes = await page.locator("form[action='/leads/bulk'] input[name=lead]").count();
    assert.ok(takes >= 1 && takes <= 2, `${takes}`);
    assert.equal(await page.locator("input[value=escalate], button[value=escalate]").count(), 0, "only dismiss and defer go in bulk");
    await page.locator("input[name=verdict][value=dismiss]").check();
    await page.locator("textarea[name=why]").fill("samples under ten kilograms");
    await page.locator("form[action='/leads/bulk'] button[type=submit]").click();
    assert.match(page.url(), /done/);
    await page.locator("form[action='/leads/bulk/undo'] input[name=why]").fill("one of them was no sample");
    await page.locator("form[action='/leads/bulk/undo'] button").click();
    assert.match(page.url(), /\/leads/);
  });

  desk.test("nothing is dismissed without a reason", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/leads");
    await page.locator("main table input[type=checkbox]").first().check();
    await page.locator("form[action='/leads/bulk'] button[type=submit]").first().click();
    const why = page.locator("textarea[name=why]");
    assert.equal(await why.getAttribute("required"), "");
  });
}
