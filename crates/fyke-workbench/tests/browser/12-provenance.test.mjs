// 12: from any figure to the bytes of its row in at most two clicks.

import { assert, go, made, skip, workbench } from "./harness.mjs";
import { entityWith } from "./05-entity.test.mjs";

/** The row's page shows the bytes of the file, and says where in it they stand. */
async function bytesAreShown(page, words) {
  assert.match(page.url(), /\/row\//);
  const said = await page.locator("main").textContent();
  for (const word of words) assert.ok(said.includes(word), `${word} is not on ${page.url()}`);
  assert.match(said, /byte/i);
}

export default function suite() {
  const desk = workbench();

  desk.test("from a fact, from an edge, from a flow: row and bytes", async (t, { open }) => {
    made(t, "the facts and dealings of Beta Ticaret");
    const page = await open(null, { signed: true, js: false });
    await entityWith(t, page, "beta", "table.facts a.row");
    await page.locator("table.facts a.row").first().click();
    if ((await page.locator("h1").textContent()).match(/nothing at this address/)) skip(t, "/row is not there");
    await bytesAreShown(page, []);
    await entityWith(t, page, "beta", "a[href^='/graph?of=']");
    await page.locator("a[href^='/graph?of=']").first().click();
    // 1
    await page.locator("a[href^='/edge?'][href*=trade]").first().click();
    // 2
    await page.locator("main table a[href^='/row/']").first().click();
    await bytesAreShown(page, []);
  });

  desk.test("from a lead's row: one click", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/leads");
    await page.locator("a[href^='/lead/']").first().click();
    await page.locator("table a[href^='/row/']").first().click();
    await bytesAreShown(page, []);
  });
}
