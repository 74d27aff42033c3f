// 16: hypotheses against evidence, filled in with arrows and figures.

import { assert, go, ready, workbench } from "./harness.mjs";
import { drawOne, judge } from "./18-triage.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("evidence is added with the rows it stands on, weighed by keys, and kept", async (t, { open }) => {
    const page = await open(null, { signed: true });
    const id = await drawOne(t, page);
    await judge(page, id);
    await go(t, page, `/lead/${id}/hypotheses`);
    const add = page.locator("form").filter({ has: page.locator("input[name=evidence]") });
    await add.locator("input[name=evidence]").fill("the mass that came in went out again within a month");
    await add.locator("input[name=row]").first().check();
    await add.locator("button").click();
    await ready(page, "matrix");
    const cells = page.locator("table.matrix select");
    await cells.first().focus();
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("5");
    const set = await cells.evaluateAll((all) => all.map((cell) => cell.value));
    assert.ok(set.filter(Boolean).length >= 2, String(set));
    await page.locator("form[data-island=matrix] button[type=submit]").click();
    assert.deepEqual(await page.locator("table.matrix select").evaluateAll((all) => all.map((cell) => cell.value)), set);
  });

  desk.test("nobody fills it in before they have judged", async (t, { open }) => {
    const page = await open(null, { signed: true });
    await go(t, page, "/leads");
    const href = await page.locator("a[href^='/lead/']").last().getAttribute("href");
    const answer = await page.goto(`${href}/hypotheses`);
    assert.ok(answer.status() >= 400, String(answer.status()));
  });
}
