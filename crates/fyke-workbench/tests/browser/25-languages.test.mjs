// 25: five languages, one of them from right to left; names in their own script with
// Latin letters beside.

import { assert, go, made, workbench } from "./harness.mjs";

export default function suite() {
  const desk = workbench();

  desk.test("the reader's choice of language is kept, and the page turns round for Arabic", async (t, { open }) => {
    const page = await open("/", { signed: true, js: false });
    for (const [lang, dir] of [["uk", "ltr"], ["ru", "ltr"], ["ar", "rtl"], ["zh", "ltr"], ["en", "ltr"]]) {
      await page.locator("select[name=lang]").selectOption(lang);
      await page.locator("form.prefs button").click();
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [lang, dir]);
      const head = await page.locator("h1").boundingBox();
      const main = await page.locator("main").boundingBox();
      assert.ok(head && main);
    }
  });

  desk.test("no message is missing: nothing reads like the name of one", async (t, { open }) => {
    const page = await open(null, { signed: true, lang: "zh" });
    for (const address of ["/", "/search?q=", "/leads", "/flows", "/record", "/people", "/triage", "/texts", "/sayings", "/disagreements"]) {
      const answer = await page.goto(address);
      if (answer.status() >= 400) continue;
      const latin = await page.locator("main h1, main h2, main button, nav a, main th").allTextContents();
      const ids = latin.filter((text) => /^[a-z]+-[a-z-]+$/.test(text.trim()));
      assert.deepEqual(ids, [], address);
    }
  });

  desk.test("a name in another script has its Latin reading beside it, and its own direction", async (t, { open }) => {
    made(t, "a name in Cyrillic");
    const page = await open(null, { signed: true, lang: "ar" });
    await go(t, page, `/search?q=${encodeURIComponent("гама")}`);
    assert.ok(await page.locator("main .latin, main [lang$=Latn]").count());
    assert.ok(await page.locator("main bdi, main [dir=auto]").count());
  });

  desk.test("islands speak the reader's language", async (t, { open }) => {
    const page = await open("/", { signed: true, lang: "uk" });
    await page.keyboard.press("?");
    const help = page.getByRole("dialog");
    await help.waitFor();
    assert.match(await help.textContent(), /клавіші/);
  });
}
