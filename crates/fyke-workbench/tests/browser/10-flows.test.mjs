// 10: flows between countries by goods, with a slider of months.

import { assert, ready, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("the slider moves by keys; table and address follow", async (t, { open }) => {
    const page = await open("/flows", { signed: true });
    await ready(page, "flowmap");
    const first = page.locator("tr[data-arc]").first();
    assert.ok(await first.count());
    await page.getByLabel("first month").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.match(page.url(), /from=\d{4}-\d{2}/);
    assert.ok(await page.locator("svg.map a[data-arc]").count());
    assert.match(await page.locator("main").textContent(), /borders|outlines/i, "says whose borders these are");
  });

  desk.test("the map writes figures as the page does", async (t, { open }) => {
    const figures = (page) => page.locator("tr[data-arc] td[data-col=value]").allTextContents();
    for (const lang of ["en", "ar"]) {
      const written = await figures(await open("/flows", { signed: true, js: false, lang }));
      const page = await open("/flows", { signed: true, lang });
      await ready(page, "flowmap");
      assert.deepEqual(await figures(page), written, lang);
    }
  });

  desk.test("without scripts the form and the table do", async (t, { open }) => {
    const page = await open("/flows", { signed: true, js: false });
    // of a large case only the largest routes are in the table, whatever the goods
    const routes = () => page.locator("tr[data-arc]").allTextContents();
    const all = await routes();
    await page.locator("main input[name=hs]").first().fill("8482");
    await page.locator("main form").filter({ has: page.locator("input[name=hs]") }).locator("button").first().click();
    assert.match(page.url(), /hs=8482/);
    const some = await routes();
    assert.ok(some.length <= all.length && some.join() !== all.join());
    await page.locator("tr[data-arc] a").first().click();
    assert.ok(await page.getByRole("row").count());
  });
}
