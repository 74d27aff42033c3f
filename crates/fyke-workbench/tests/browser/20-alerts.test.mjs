// 20: a search that is kept tells what is new, in the page and as a feed.

import { assert, go, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a search is kept and listed, with a feed that a reader of feeds can read", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/search?q=beta");
    const keep = page.locator("form[action^='/searches'], form[action^='/saved'], form[action^='/alerts']").first();
    await keep.locator("input[type=text], input:not([type])").first().fill("firms called beta").catch(() => undefined);
    await keep.locator("button").first().click();
    await page.locator("main").getByText(/beta/i).first().waitFor();
    const feed = page.locator("a[href*='.atom'], a[href*='.xml'], a[href*='feed'], link[rel=alternate][type='application/atom+xml']").first();
    const href = await feed.getAttribute("href");
    const answer = await page.request.get(href);
    assert.equal(answer.status(), 200);
    assert.match(await answer.text(), /<feed|<rss/);
  });
}
