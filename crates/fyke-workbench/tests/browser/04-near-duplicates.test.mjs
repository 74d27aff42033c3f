// 4: what is nearly the same is one line that opens, and no record is lost.

import { assert, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a folded result opens, and unfolding shows every record", async (t, { open }) => {
    made(t, "firms of one name on the first page");
    const page = await open("/search?q=", { signed: true, js: false });
    const folded = await page.locator("main ol > li").count();
    const near = page.locator("main ol > li details").first();
    await near.locator("summary").click();
    assert.ok(await near.getByRole("link").first().isVisible());
    await page.goto("/search?q=&unfolded=1");
    assert.ok((await page.locator("main ol > li").count()) > folded);
  });
}
