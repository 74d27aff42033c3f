// 9: what happened, as a list and as lanes.

import { assert, made, ready, workbench } from "./harness.mjs";
import { entityWith } from "./05-entity.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("an entity's events are a list first, and a drawing that moves with keys", async (t, { open }) => {
    made(t, "the dealings of Beta Ticaret");
    const page = await open(null, { signed: true });
    await entityWith(t, page, "beta", "a[href^='/timeline?']");
    await page.locator("a[href^='/timeline?']").first().click();
    assert.ok(await page.locator("main ol > li").count());
    const timeline = await ready(page, "timeline");
    const bars = await timeline.locator("rect.event").count();
    assert.ok(bars > 0);
    await timeline.locator("svg").focus();
    for (let at = 0; at < 3; at++) await page.keyboard.press("+");
    assert.ok((await timeline.locator("rect.event").count()) <= bars);
  });

  desk.test("every event is drawn in either direction, and leads to its line in the list", async (t, { open }) => {
    for (const lang of ["en", "ar"]) {
      const page = await open("/timeline?entity=ent-alfa", { signed: true, lang });
      const events = await page.locator("main ol > li").count();
      const timeline = await ready(page, "timeline");
      assert.equal(await timeline.locator("rect.event").count(), events, lang);
      const lines = await timeline.locator("svg a").evaluateAll((all) => all.map((a) => document.getElementById(a.getAttribute("href").split("#")[1])?.tagName));
      assert.deepEqual(lines, Array(events).fill("LI"), lang);
    }
    // a line on another part of the list is led to there
    const page = await open("/timeline?entity=ent-alfa&limit=5", { signed: true });
    const timeline = await ready(page, "timeline");
    const last = await timeline.locator("svg a").last().getAttribute("href");
    await page.goto(last);
    assert.equal(await page.evaluate(() => document.querySelector(":target")?.tagName), "LI", last);
  });

  desk.test("it is filtered by kind and by day, without scripts too", async (t, { open }) => {
    made(t, "the dealings of Beta Ticaret");
    const page = await open(null, { signed: true, js: false });
    await entityWith(t, page, "beta", "a[href^='/timeline?']");
    await page.locator("a[href^='/timeline?']").first().click();
    const all = await page.locator("main ol > li").count();
    await page.locator("main input[name=since]").fill("2022-04-01");
    await page.locator("main form button[type=submit]").last().click();
    const some = await page.locator("main ol > li").count();
    assert.ok(some > 0 && some < all, `${some} of ${all}`);
  });
}
