// 2: facets (counted over what is not folded: they count records) with counts; and, or, not; all of it in the address.

import { assert, workbench } from "./harness.mjs";

/** A number as people read it: with something between its thousands. */
const total = async (page) => Number((await page.getByRole("status").first().textContent()).match(/\d[\d,.\s]*/)?.[0].replace(/\D/g, ""));

export default function suite() {
  const desk = workbench();

  desk.test("a facet says how many, and gives that many; without it the rest", async (t, { open }) => {
    const page = await open("/search?q=&unfolded=1", { signed: true, js: false });
    const facet = page.locator("aside.facets li").first();
    const counted = Number((await facet.locator("a.with .soft").textContent()).replace(/\D/g, ""));
    await facet.locator("a.with").click();
    assert.equal(await total(page), counted);
    const chosen = page.url();
    assert.match(chosen, /[?&][a-z]+=/);
    await page.goto(chosen);
    assert.equal(await total(page), counted, "the address says it all");
    await page.goto("/search?q=&unfolded=1");
    const before = await total(page);
    await page.locator("aside.facets li").first().locator("a.without").click();
    assert.match(page.url(), /not/);
    assert.equal(await total(page), before - counted);
  });

  desk.test("two countries are one or the other", async (t, { open }) => {
    const page = await open(null, { signed: true });
    const counts = [];
    for (const query of ["country=TR", "country=RU", "country=TR&country=RU"]) {
      await page.goto(`/search?unfolded=1&${query}`);
      counts.push(await total(page));
    }
    assert.ok(counts[0] > 0 && counts[1] > 0, String(counts));
    assert.ok(counts[2] > Math.max(counts[0], counts[1]), `${counts}`);
  });
}
