// Every page that links lead to, for who sees badly, does not see, reads from right
// to left, enlarges four times, or has scripts switched off.

import { assert, axe, notWiderThanWindow, routes, workbench } from "./harness.mjs";
import { drawOne, judge } from "./18-triage.test.mjs";

/** Rules that a change of colours or of direction can break; the rest were asked before. */
const LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "meta-viewport"];

/** Where somebody begins, besides what the menu and the links lead to. */
const STARTS = ["/", "/search?q=alfa", "/batch", "/flows", "/graph", "/leads", "/triage", "/record", "/people", "/forecasts", "/bookmarks", "/texts", "/sayings", "/disagreements", "/intake", "/nowhere"];

export default function suite() {
  const desk = workbench();
  let found;
  const all = async (t, open) => {
    found ??= (async () => {
      const page = await open(null, { signed: true });
      // one lead is judged, so that pages that open after it are seen too
      const id = await drawOne(t, page);
      await judge(page, id);
      return ["/login", ...(await routes(page, [`/lead/${id}`, ...STARTS]))];
    })();
    return found;
  };

  desk.test("no barrier on any page, light and dark, in either direction", async (t, { open }) => {
    const addresses = await all(t, open);
    t.diagnostic(`${addresses.length} pages: ${addresses.join(" ")}`);
    const wrong = [];
    for (const lang of ["en", "ar"]) {
      const page = await open(null, { signed: true, lang });
      for (const address of addresses) {
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(address);
        wrong.push(...(await axe(page)).map((each) => `${address} (${lang}, light): ${each}`));
        await page.emulateMedia({ colorScheme: "dark" });
        wrong.push(...(await axe(page, LOOKS)).map((each) => `${address} (${lang}, dark): ${each}`));
        const heads = await page.locator("h1").count();
        if (heads !== 1) wrong.push(`${address}: ${heads} first headings`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  desk.test("nobody scrolls sideways at 400 %", async (t, { open }) => {
    const addresses = await all(t, open);
    const wrong = [];
    for (const lang of ["en", "ar"]) {
      const page = await open(null, { signed: true, width: 320, height: 256, lang });
      for (const address of addresses) {
        await page.goto(address);
        await notWiderThanWindow(page, address).catch((error) => wrong.push(`${lang}: ${error.message}`));
      }
    }
    assert.deepEqual(wrong, []);
  });

  desk.test("every page says the same without scripts", async (t, { open }) => {
    const addresses = await all(t, open);
    const [bare, whole] = [await open(null, { signed: true, js: false }), await open(null, { signed: true })];
    const wrong = [];
    const says = async (page, address) => {
      await page.goto(address);
      return page.locator("main").evaluate((main) => {
        const copy = main.cloneNode(true);
        for (const island of copy.querySelectorAll("[data-island], script, template")) if (!island.querySelector("form, table")) island.remove();
        return copy.textContent.replace(/\s+/g, " ").trim();
      });
    };
    for (const address of addresses) {
      const said = await says(bare, address).catch(() => "");
      if (said.length < 40) wrong.push(`${address}: says only "${said}"`);
      const forms = await bare.locator("main form").evaluateAll((all_) => all_.filter((form) => form.querySelector("select, textarea, input:not([type=hidden])") && ![...form.elements].some((field) => field.type === "submit")).length);
      if (forms) wrong.push(`${address}: ${forms} forms without a button`);
      await whole.goto(address);
    }
    assert.deepEqual(wrong, []);
  });

  desk.test("from the address bar to the content with Tab, past the menu with one key", async (t, { open }) => {
    const page = await open("/", { signed: true });
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /skip/);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });
}
