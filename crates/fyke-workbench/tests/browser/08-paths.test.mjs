// 8: ways between two, with the rows of each step.

import { assert, made, ready, workbench } from "./harness.mjs";
import { entityWith } from "./05-entity.test.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("a way from a maker to an end, each step leading to its rows", async (t, { open }) => {
    made(t, "a way from Alfa to Гама");
    const page = await open(null, { signed: true, js: false });
    const id = async (query) => decodeURIComponent((await entityWith(t, page, query, "h1")).replace("/entity/", ""));
    const [from, to] = [await id("alfa gmbh"), await id("гама")];
    await page.goto("/paths");
    await page.locator("main input[name=from]").fill(from);
    await page.locator("main input[name=to]").fill(to);
    await page.locator("main form button[type=submit]").click();
    const way = page.locator("ol > li").first();
    assert.match(await way.textContent(), /Alfa.*→.*Beta.*→/s);
    const steps = await way.locator("tbody tr").count();
    assert.ok(steps >= 2, `${steps} steps`);
    await way.locator("a[href^='/edge?']").first().click();
    assert.match(await page.locator("main").textContent(), /8542/);
  });

  desk.test("whom a name means is offered while it is typed, and chosen", async (t, { open }) => {
    made(t, "Alfa Halbleiter GmbH");
    const page = await open("/paths", { signed: true });
    await page.locator("main input[name=from]").pressSequentially("halbl", { delay: 30 });
    await page.locator("#ties a", { hasText: "Alfa Halbleiter GmbH" }).first().click();
    assert.equal(await page.locator("main input[name=from]").inputValue(), "Alfa Halbleiter GmbH");
    await page.locator("main input[name=to]").pressSequentially("vostok", { delay: 30 });
    await page.locator("#ties a", { hasText: "Восток" }).first().click();
    assert.match(await page.locator("ol > li").first().textContent(), /Alfa Halbleiter GmbH.*→.*Восток/s);
    assert.match(page.url(), /from=ent-alfa.*to=ent-vostok/);
    await page.goto("/graph");
    await page.locator("#who").pressSequentially("halbl", { delay: 30 });
    await page.locator("#whom a", { hasText: "Alfa Halbleiter GmbH" }).first().click();
    await ready(page, "graph");
  });
}
