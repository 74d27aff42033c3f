// 22: a link to this very view, with the version of the case it shows.

import { assert, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("the permalink shows the same to somebody else", async (t, { open }) => {
    const page = await open("/search?q=beta&country=TR", { signed: true, js: false });
    const link = page.locator("footer a[href*='at=']");
    const href = await link.getAttribute("href");
    assert.match(href, /q=beta/);
    assert.match(href, /country=TR/);
    const shown = (other) => other.locator("main ol").first().textContent();
    const mine = await shown(page);
    const other = await open(href, { signed: true, js: false, lang: "en" });
    assert.equal(await shown(other), mine);
  });

  desk.test("a link to a version that is gone still opens, and says that the case has changed", async (t, { open }) => {
    const page = await open("/search?q=beta&at=long-ago", { signed: true, js: false });
    assert.ok(await page.getByRole("link", { name: /Beta/ }).count());
    assert.match(await page.locator("body").textContent(), /made at version long-ago/);
  });
}
