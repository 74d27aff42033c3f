// 24: dark mode, less motion, keys alone: what each reader set is kept.
// Barriers, 400 % and pages without scripts are asked of every page in `axe`.

import { assert, tabTo, workbench } from "./harness.mjs";

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

export default function suite() {
  const desk = workbench();

  desk.test("dark as the system says, and as the reader says against it", async (t, { open }) => {
    const light = await open("/", { signed: true, theme: "light" });
    const bright = await paper(light);
    const dark = await open("/", { signed: true, theme: "dark" });
    assert.notEqual(await paper(dark), bright);
    await light.locator("select[name=theme]").selectOption("dark");
    await light.locator("form.prefs button").click();
    assert.notEqual(await paper(light), bright);
    await light.goto("/");
    assert.notEqual(await paper(light), bright, "kept for the next page");
  });

  desk.test("nothing moves for who wants less motion", async (t, { open }) => {
    const page = await open("/", { signed: true, still: true });
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
      const look = getComputedStyle(element);
      return look.animationName !== "none" || look.transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
    }).length);
    assert.equal(moving, 0);
  });

  desk.test("search by Tab and Enter, with a focus that can be seen on the way", async (t, { open }) => {
    const page = await open("/", { signed: true });
    await tabTo(page, / q /, 12);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    assert.ok(parseFloat(outline) >= 2, outline);
    await page.keyboard.type("beta");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=beta/);
  });

  desk.test("every target can be hit: 24 px, or room around it", async (t, { open }) => {
    const page = await open("/", { signed: true });
    const small = await page.locator("main button, main .button, nav a, form.prefs select").evaluateAll((all) => all.filter((element) => element.getClientRects().length && element.getBoundingClientRect().height < 24).length);
    assert.equal(small, 0);
  });
}
