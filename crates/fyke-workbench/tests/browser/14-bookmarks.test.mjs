// 14: what one keeps, with what one means to do with it.

import { assert, go, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a lead is kept to be checked, found again, and marked as seen", async (t, { open }) => {
    made(t, "Beta Ticaret");
    const page = await open("/bookmarks", { signed: true, js: false });
    await go(t, page, "/search?q=beta");
    await page.locator("main ol > li a[href^='/entity/']").first().click();
    const form = page.locator("form[action^='/bookmarks']").first();
    await form.locator("select[name=status]").selectOption("to_check");
    await form.locator("button").first().click();
    await page.goto("/bookmarks");
    const line = page.locator("main").getByRole("link", { name: /Beta/ }).first();
    assert.ok(await line.count());
    await page.locator("main select[name=status]").first().selectOption("checked");
    await page.locator("main form").filter({ has: page.locator("select[name=status]") }).first().locator("button").first().click();
    await page.goto("/bookmarks?status=checked");
    assert.ok(await page.locator("main").getByRole("link", { name: /Beta/ }).count());
  });
}
