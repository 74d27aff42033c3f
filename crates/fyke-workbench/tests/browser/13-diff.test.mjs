// 13: two editions of a dataset, and what differs.

import { assert, go, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("what came, what went and what changed between two editions", async (t, { open }) => {
    made(t, "two editions of a list");
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/");
    await page.locator("main a[href='/dataset/made-list']").click();
    const form = page.locator("main form").first();
    if (await form.count()) await form.locator("button").first().click();
    assert.match(await page.locator("main").textContent(), /2023-01-10/);
    assert.match(await page.locator("main").textContent(), /2024-01-15/);
    assert.ok((await page.locator("main table tbody tr, main ol > li, main ul > li").count()) > 0);
  });
}
