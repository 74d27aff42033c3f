// 7: the graph of an entity: expand, pin, filter, undo; and all of it as a table.

import { assert, ready, workbench } from "./harness.mjs";
import { entityWith } from "./05-entity.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a mark that turns a name round is written out in the drawing as in the table", async (t, { open }) => {
    const page = await open("/search?q=alfa", { signed: true });
    const masked = page.locator("a[href^='/entity/']", { hasText: "U+202E" }).first();
    const id = decodeURIComponent((await masked.getAttribute("href")).replace("/entity/", ""));
    await page.goto(`/graph?of=${encodeURIComponent(id)}`);
    const graph = await ready(page, "graph");
    await page.locator("table#nodes tr[data-node] a").first().focus();
    const told = await graph.locator(".graph-panel strong").textContent();
    assert.match(told, /⟨U\+202E⟩/);
    assert.doesNotMatch(told, /\u202e/);
  });

  desk.test("the drawing grows from the table's row, is undone, and stands in the address", async (t, { open }) => {
    const page = await open(null, { signed: true });
    await entityWith(t, page, "beta", "a[href^='/graph?of=']");
    await page.locator("a[href^='/graph?of=']").first().click();
    const graph = await ready(page, "graph");
    const status = graph.getByRole("status").last();
    const before = await status.textContent();
    const other = page.locator("table#nodes tr[data-node]").nth(1).getByRole("link").first();
    const name = await other.textContent();
    await other.focus();
    assert.match(await graph.locator(".graph-panel").textContent(), new RegExp(name.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    await graph.getByRole("button", { name: "expand", exact: true }).click();
    await page.waitForURL(/open=/);
    const address = page.url();
    await graph.getByRole("button", { name: "undo" }).click();
    assert.doesNotMatch(page.url(), /open=/);
    assert.equal(await status.textContent(), before);
    await page.goto(address);
    await ready(page, "graph");
    assert.ok(await page.locator("tr[aria-current]").count());
    assert.equal(await page.locator("canvas").first().evaluate((canvas) => canvas.closest("[aria-hidden=true]") !== null), true);
  });

  desk.test("without scripts the table expands, filters and leads to rows", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await entityWith(t, page, "beta", "a[href^='/graph?of=']");
    await page.locator("a[href^='/graph?of=']").first().click();
    const before = await page.locator("table#nodes tbody tr").count();
    await page.locator("table#nodes a[href^='/graph?']").first().click();
    assert.ok((await page.locator("table#nodes tbody tr").count()) >= before);
    await page.locator("a[href^='/edge?']").first().click();
    assert.ok(await page.getByRole("row").count());
  });
}
