// 17: a forecast is answered, and scores are shown when there are enough.

import { assert, go, workbench } from "./harness.mjs";
import { drawOne, judge } from "./18-triage.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a lead offers a question; who answers sees no crowd before", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    const id = await drawOne(t, page);
    await judge(page, id);
    await go(t, page, `/lead/${id}/forecasts`);
    const offer = page.locator("main form").filter({ has: page.locator("button") }).first();
    await offer.locator("button").first().click();
    await go(t, page, "/forecasts");
    const answer = page.locator("main form[action*='/answer']").first();
    await answer.locator("input[name=p], input[type=number]").first().fill("35");
    const why = answer.locator("textarea, input[name=why]").first();
    if (await why.count()) await why.fill("four of thirty-one comparable parties; this one sells more widely");
    await answer.locator("button").first().click();
    await go(t, page, "/forecasts");
    assert.match(await page.locator("main").textContent(), /35/);
  });

  desk.test("under thirty settled questions there is no score", async (t, { open }) => {
    const page = await open("/scores", { signed: true, js: false });
    assert.match(await page.locator("main").textContent(), /30|thirty/);
  });
}
