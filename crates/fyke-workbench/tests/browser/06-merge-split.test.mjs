// 6: two records are one, or are not: with a reason, and with a way back.

import { assert, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a pair is judged the same, found in the judgements, and taken back", async (t, { open }) => {
    const page = await open("/pairs", { signed: true, js: false });
    const pair = page.locator("article").first();
    const [left, right] = await Promise.all([pair.locator("input[name=left]").inputValue(), pair.locator("input[name=right]").inputValue()]);
    await pair.locator("input[name=why], textarea[name=why]").first().fill("same address and the same director");
    await pair.locator("button[value=same]").click();
    await page.goto("/judgements");
    assert.match(await page.locator("main").textContent(), /same address and the same director/);
    const line = page.locator("main li").filter({ hasText: "same address and the same director" });
    await line.locator("summary").click();
    await line.locator("input[name=why], textarea[name=why]").first().fill("the address was a mail box");
    await line.locator("form button").click();
    await page.goto("/pairs");
    const again = await page.locator("article input[name=left]").evaluateAll((all) => all.map((field) => `${field.value} ${field.form.elements.right.value}`));
    assert.ok(again.includes(`${left} ${right}`), "the pair waits again");
  });

  desk.test("without a reason nothing is judged", async (t, { open }) => {
    const page = await open("/pairs", { signed: true, js: false });
    const pair = page.locator("article").first();
    await pair.locator("button[value=different]").click();
    assert.match(page.url(), /\/(pairs|judgements)/);
    const said = await page.locator("main").textContent();
    await page.goto("/judgements");
    assert.doesNotMatch(await page.locator("main").textContent(), /\bdifferent\b.*just now/i);
    assert.ok(said.length > 0);
  });
}
