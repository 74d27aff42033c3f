// 11: a chain of re-exports as a Sankey diagram, its table beside it.

import { assert, go, ready, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("bands lead to their rows, and the drawing goes away as SVG", async (t, { open }) => {
    const page = await open(null, { signed: true });
    await go(t, page, "/chain");
    const chain = await ready(page, "sankey");
    const band = chain.locator("a").first();
    assert.ok((await band.getAttribute("aria-label")).length > 5);
    await band.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/#/);
    assert.ok(await page.locator(":target").count());
    const [download] = await Promise.all([page.waitForEvent("download"), chain.getByRole("button").last().click()]);
    assert.match(download.suggestedFilename(), /\.svg$/);
  });

  desk.test("the table says the same without scripts", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/chain");
    assert.ok((await page.locator("main table tbody tr").count()) > 0);
  });
}
