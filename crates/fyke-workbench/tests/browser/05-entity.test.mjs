// 5: an entity: facts by who says so, what contradicts side by side.

import { assert, go, workbench } from "./harness.mjs";

/** Follows search results until an entity with `wanted` on its page. */
export async function entityWith(t, page, query, wanted) {
  await go(t, page, `/search?q=${encodeURIComponent(query)}`);
  const links = await page.locator("main ol > li").locator("a[href^='/entity/']").evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute("href")))]);
  for (const href of links) {
    await go(t, page, href);
    if (await page.locator(wanted).count()) return href;
  }
  assert.fail(`no result of "${query}" has ${wanted}`);
}

export default function suite() {
  const desk = workbench();

  desk.test("each value names the rows that say it, one click away", async (t, { open }) => {
    const page = await open(null, { signed: true });
    await entityWith(t, page, "beta", "table.facts a.row");
    const facts = page.locator("table.facts");
    assert.ok((await facts.getByRole("row").count()) > 2);
    await facts.locator("a.row").first().click();
    assert.match(page.url(), /row/);
  });

  desk.test("values that contradict stand together and are marked in words", async (t, { open }) => {
    const page = await open(null, { signed: true });
    await entityWith(t, page, "", "table.facts tbody.conflict");
    const conflict = page.locator("table.facts tbody.conflict").first();
    assert.ok((await conflict.getByRole("row").count()) >= 2);
    assert.ok((await conflict.locator(".label").textContent()).trim().length > 3, "not by colour alone");
  });
}
