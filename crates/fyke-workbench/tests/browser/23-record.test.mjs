// 23: who saw and decided what, and a button that checks the whole record.

import { assert, go, workbench } from "./harness.mjs";
import { drawOne, judge } from "./18-triage.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a judgement is in the record with its name, and the record verifies", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    const id = await drawOne(t, page);
    await judge(page, id);
    await go(t, page, "/record");
    assert.match(await page.locator("main").textContent(), /Ada/);
    const verify = page.locator("form[action='/record/verify'], a[href='/record/verify']").first();
    if ((await verify.evaluate((element) => element.tagName)) === "FORM") await verify.locator("button").click();
    else await verify.click();
    const said = await page.locator("main").textContent();
    assert.match(said, /nothing is wrong/);
    assert.match(said, /root|tree|entries/i);
  });

  desk.test("who looks leaves a trace", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    await go(t, page, "/record");
    assert.ok((await page.locator("main table tbody tr, main ol > li").count()) > 0);
  });
}
