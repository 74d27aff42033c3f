// Every page of the front in seven languages, and the sealing page without a network:
// no barrier that axe knows, nobody scrolls sideways at 320 px, text runs from the side
// from which it is read, a page with its style is light, and the whole way from the
// first page to the receipt goes with scripts off. What was sealed by the page is taken
// by the door.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe, notWiderThanWindow, theBrowser } from "../../../fyke-workbench/tests/browser/harness.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.env.FYKE_DOOR_TARGET ?? join(here, "../../../../target/debug");
const SEALING_PAGE = `file://${join(here, "../../offline/dist/seal.html")}`;
const LANGUAGES = ["en", "uk", "ru", "fa", "ar", "zh", "tr"];
const PAGE_MAX = 30 * 1024;
const PAGES = ["", "to", "back", "sealed", "sheets", "keys", "nothing-is-here"];

export default function suite() {
  let folder, door, proxy, address;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "fyke-door-"));
    door = spawn(join(target, "examples/front_measure"), [join(target, "fyke-door"), join(folder, "door"), "serve"], { stdio: ["pipe", "pipe", "inherit"] });
    const socket = await new Promise((done, failed) => {
      let said = "";
      door.stdout.on("data", (bytes) => {
        said += bytes;
        const found = /^serves (.+)$/m.exec(said);
        if (found) done(found[1]);
      });
      door.on("exit", () => failed(new Error(`the door ended before it served: ${said}`)));
    });
    // the door knows Unix sockets alone; in Tor's place stands this
    proxy = createServer((one) => {
      const other = connect(socket);
      for (const [from, to] of [[one, other], [other, one]]) {
        from.on("error", () => to.destroy());
        from.pipe(to);
      }
    });
    await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${proxy.address().port}`;
  });

  after(async () => {
    door.stdin.end();
    await new Promise((done) => door.on("exit", done));
    proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (options) => (await (await theBrowser()).newContext(options)).newPage();

  /** From the first page to the form, by what a source clicks and types. */
  const walk = async (page, language, each = async () => {}) => {
    await page.goto(`${address}/${language}/`);
    await page.goto(`${address}/${language}/to`);
    await page.locator("main form button").first().click();
    await each();
    const codename = await page.locator("main strong").first().textContent();
    await page.locator("input[name=codename]").fill(codename);
    await page.locator("main form button").first().click();
    await each();
    await page.locator("textarea[name=text]").fill("what I saw");
    await page.locator("main form button").first().click();
    await each();
    return codename;
  };

  test("no barrier on any page in any language", async () => {
    const page = await open({});
    const wrong = [];
    const look = async () => wrong.push(...(await axe(page)).map((each) => `${page.url()}: ${each}`));
    for (const language of LANGUAGES) {
      for (const path of PAGES) {
        await page.goto(`${address}/${language}/${path}`);
        await look();
      }
      await walk(page, language, look);
    }
    assert.deepEqual(wrong, []);
  });

  test("nobody scrolls sideways at 320 px", async () => {
    const page = await open({ viewport: { width: 320, height: 480 } });
    const wrong = [];
    const look = () => notWiderThanWindow(page, page.url()).catch((error) => wrong.push(error.message));
    for (const language of LANGUAGES) {
      for (const path of PAGES) {
        await page.goto(`${address}/${language}/${path}`);
        await look();
      }
      await walk(page, language, look);
    }
    assert.deepEqual(wrong, []);
  });

  test("text runs from the side from which its language is read", async () => {
    const page = await open({});
    for (const language of LANGUAGES) {
      await page.goto(`${address}/${language}/`);
      const runs = await page.locator("main").evaluate((main) => getComputedStyle(main).direction);
      assert.equal(runs, ["fa", "ar"].includes(language) ? "rtl" : "ltr", language);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
    }
  });

  test("a page with its style is light, and asks for nothing else", async () => {
    const page = await open({});
    let asked = [];
    page.on("response", (answer) => asked.push(answer));
    const wrong = [];
    for (const language of LANGUAGES) {
      for (const path of PAGES) {
        asked = [];
        await page.goto(`${address}/${language}/${path}`);
        const bytes = await Promise.all(asked.map(async (answer) => (await answer.body()).length));
        const all = bytes.reduce((sum, one) => sum + one, 0);
        const others = asked.map((answer) => answer.url()).filter((url) => !url.endsWith("/style.css") && url !== page.url());
        if (all > PAGE_MAX || others.length > 0) wrong.push(`${page.url()}: ${all} bytes, ${others}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test("with scripts off, from the first page to the receipt and back", async () => {
    for (const language of LANGUAGES) {
      const page = await open({ javaScriptEnabled: false });
      const codename = await walk(page, language);
      assert.equal(await page.locator("script").count(), 0);
      assert.match(await page.locator("main").innerText(), /([a-z]+ ){3}[a-z]+/, `${language}: four words of a receipt`);
      await page.goto(`${address}/${language}/back`);
      await page.locator("input[name=codename]").fill(codename);
      await page.locator("main form button").first().click();
      assert.equal(await page.locator("textarea[name=text]").count(), 1, `${language}: a form to write again`);
      await page.context().close();
    }
  });

  test("the sealing page: no barrier, no network, and the door takes what it sealed", async () => {
    const keyset = await (await fetch(`${address}/keyset`)).arrayBuffer();
    const page = await open({ acceptDownloads: true, viewport: { width: 320, height: 480 } });
    await page.context().setOffline(true);
    const asked = [];
    page.on("request", (request) => request.url().startsWith("file:") || request.url().startsWith("blob:") || asked.push(request.url()));
    await page.goto(SEALING_PAGE);
    const wrong = [];
    for (const language of LANGUAGES) {
      await page.locator("#language").selectOption(language);
      wrong.push(...(await axe(page)).map((each) => `${language}: ${each}`));
      await notWiderThanWindow(page, language).catch((error) => wrong.push(error.message));
      await page.locator("#keyset").setInputFiles({ name: "keyset", mimeType: "application/octet-stream", buffer: Buffer.from(keyset) });
      await page.locator("#form textarea").first().waitFor();
      wrong.push(...(await axe(page)).map((each) => `${language}, with keys: ${each}`));
      await notWiderThanWindow(page, `${language}, with keys`).catch((error) => wrong.push(error.message));
    }
    await page.locator("#form textarea").first().fill("what I saw");
    await page.locator("#form button").first().click();
    const link = page.locator("#result a[download]").first();
    await link.waitFor();
    wrong.push(...(await axe(page)).map((each) => `sealed: ${each}`));
    const [saved] = await Promise.all([page.waitForEvent("download"), link.click()]);
    assert.deepEqual([wrong, asked], [[], []]);
    const sealed = readFileSync(await saved.path());
    const way = await open({ javaScriptEnabled: false });
    await way.goto(`${address}/en/sealed`);
    await way.locator("input[type=file]").setInputFiles({ name: "sealed.fyke", mimeType: "application/octet-stream", buffer: sealed });
    await way.locator("main form button").first().click();
    assert.match(await way.locator("main").innerText(), /([a-z]+ ){3}[a-z]+/);
    assert.match(await way.content(), /sealed\.fyke/);
  });
}
