// A real browser before a workbench: what every test of an interaction needs.
//
// The workbench is the made case's (`cargo run --example sim`), a fresh one for each
// file of tests. With FYKE_CASE it is the program's, `fyke serve` (FYKE_PROGRAM says
// where that is) over a copy of that traced case, again a fresh one for each file; what
// rests on a name of the made case is skipped there, aloud. FYKE_SERVER_COMMAND names
// any other program that prints its address.
// The browser is Debian's Chromium, one for all files. Every page that a test opens
// is watched: a word on the console or a refusal of the policy fails the test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const repository = process.env.FYKE_REPOSITORY ?? join(here, "../../../..");
// packages may lie elsewhere: `cargo xtask test` keeps them out of the tree
const require = createRequire(process.env.FYKE_NODE_MODULES ? join(process.env.FYKE_NODE_MODULES, "x.js") : import.meta.url);
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const CHROMIUM = process.env.FYKE_CHROMIUM ?? "/usr/bin/chromium";
// a machine with other work is slow, and a page that never comes is found all the same
const WAIT_MS = Number(process.env.FYKE_WAIT_MS ?? 20_000);

let browser;

/** The one browser; started by whoever asks first. */
export async function theBrowser() {
  browser ??= chromium.launch({
    executablePath: CHROMIUM,
    // drawing without a GPU; the sandbox cannot be had by root
    args: ["--enable-unsafe-swiftshader", ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
  });
  return browser;
}

/** Ends it, or the process would wait for it. */
export async function closeBrowser() {
  if (browser) await (await browser).close();
  browser = undefined;
}

/** Starts a program that prints its address; `{case}` stands for a copy of the case. */
export async function start(command) {
  const copied = command.includes("{case}") ? mkdtempSync(join(tmpdir(), "fyke-case-")) : undefined;
  if (copied) cpSync(resolve(CASE), copied, { recursive: true });
  const [program, ...words] = command.split(" ").map((word) => (word === "{case}" ? copied : word));
  const child = spawn(program, words, { cwd: repository, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const address = await new Promise((done, failed) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /https?:\/\/[^\s"']+/.exec(said);
      // by its number: a test that wants the name asks for it
      if (found) done(found[0].replace(/\/$/, "").replace("//localhost:", "//127.0.0.1:"));
    });
    child.on("exit", (code) => failed(new Error(`\`${command}\` ended with ${code} before it said where it listens: ${said}`)));
  });
  child.once("exit", () => copied && rmSync(copied, { recursive: true, force: true }));
  return {
    address,
    stop() {
      try {
        // the program and what it started, nothing else
        process.kill(-child.pid, "SIGINT");
      } catch {
        // it has ended
      }
    },
  };
}

/** A traced case to serve, in which nobody may sign yet. */
export const CASE = process.env.FYKE_CASE;

export const SERVER =
  process.env.FYKE_SERVER_COMMAND ??
  (CASE ? `${process.env.FYKE_PROGRAM ?? "fyke"} serve {case} --listen 127.0.0.1:0` : "cargo run -q -p fyke-workbench --example sim -- --port 0");

/** Ends a test that looks for something of the made case, where another is served. */
export function made(t, what) {
  if (CASE) skip(t, `looks for ${what}, which only the made case has`);
}

/** What a page may not do: say something on the console, meet the policy, fail. */
function watched(page, faults) {
  page.on("console", (message) => {
    // a machine without a graphics card draws by its processor, and says so;
    // a page that answers 404 to a test that asks for one is no fault of a script
    if (["error", "warning"].includes(message.type()) && !/status of 4\d\d|GPU stall due to ReadPixels/.test(message.text())) {
      faults.push(`${message.type()}: ${message.text()} (${page.url()})`);
    }
  });
  page.on("pageerror", (error) => faults.push(`${error} (${page.url()})`));
}

/**
 * A workbench for one file of tests.
 *
 *   const desk = workbench();
 *   desk.test("what happens in the world", async (t, { open }) => { const page = await open("/search?q=alfa"); ... });
 */
export function workbench({ command = SERVER } = {}) {
  let server;
  let chief;
  before(async () => {
    server = await start(command);
  });
  after(() => server?.stop());

  /** A browser profile of its own: no cookie of another test. */
  async function profile({ lang = "en", theme = "light", js = true, width = 1100, height = 800, still = true, state } = {}) {
    const context = await (await theBrowser()).newContext({
      baseURL: server.address,
      colorScheme: theme,
      javaScriptEnabled: js,
      locale: lang,
      reducedMotion: still ? "reduce" : "no-preference",
      viewport: { width, height },
      ...(state ? { storageState: state } : {}),
    });
    context.setDefaultTimeout(WAIT_MS);
    await context.addCookies([{ name: "lang", value: lang, url: server.address }]);
    return context;
  }

  return {
    get address() {
      return server.address;
    },
    profile,
    /** The first reviewer's session, made once a file by filling in the first page of all. */
    async signedIn() {
      chief ??= (async () => {
        const context = await profile();
        const page = await context.newPage();
        await firstRun(page);
        const state = await context.storageState();
        await context.close();
        return state;
      })();
      return chief;
    },
    test(name, body) {
      nodeTest(name, async (t) => {
        const faults = [];
        const contexts = [];
        const open = async (address = "/", options = {}) => {
          const state = options.signed ? await this.signedIn() : undefined;
          const context = await profile({ ...options, state });
          contexts.push(context);
          const page = await context.newPage();
          watched(page, faults);
          if (address) await go(t, page, address);
          return page;
        };
        try {
          await body(t, { open, faults, profile });
          assert.deepEqual(faults, [], "the console has nothing to say");
        } catch (error) {
          if (error !== SKIPPED) throw error;
        } finally {
          for (const context of contexts) await context.close();
        }
      });
    },
  };
}

const SKIPPED = Symbol("skipped");

/** Ends a test that has nothing to look at, aloud. */
export function skip(t, why) {
  t.skip(why);
  throw SKIPPED;
}

/** Opens an address; a page that is not there skips the test and says so. */
export async function go(t, page, address) {
  const answer = await page.goto(address);
  if (answer.status() === 404 || answer.status() === 501) skip(t, `${address.split("?")[0]} is not there (${answer.status()})`);
  assert.ok(answer.status() < 500, `${address} answers ${answer.status()}`);
  return answer;
}

export const NAME = "Ada Prüfer";
export const PASSPHRASE = "seven herrings swim past a quiet lock";

/** Fills in whatever form asks who the first person is. */
export async function firstRun(page, address = "") {
  await page.goto(`${address}/welcome`);
  const name = page.getByLabel(/name/i).and(page.locator('main input:not([type="search"])')).first();
  await name.fill(NAME);
  for (const field of await page.locator('main input[type="password"]').all()) await field.fill(PASSPHRASE);
  await page.locator("main form").filter({ has: page.locator('input[type="password"]') }).locator('button[type="submit"], button:not([type])').first().click();
  await page.waitForLoadState();
}

/** Every state that shows a fault to somebody who sees badly or does not see. */
export async function axe(page, only) {
  if (!(await page.evaluate(() => "axe" in window))) {
    // put in from outside, as a debugger would: the policy of the page stays as it is
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: AXE });
  }
  const found = await page.evaluate(async (rules) => {
    const options = rules
      ? { runOnly: { type: "rule", values: rules } }
      : { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
    const { violations } = await window.axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.slice(0, 4).map((node) => `${node.target.join(" ")}: ${node.html.slice(0, 160)}`) }));
  }, only);
  return found.map(({ id, help, where }) => `${id} (${help})\n    ${where.join("\n    ")}`);
}

/** Asserts that the page is as wide as the window: nobody has to scroll sideways to read. */
export async function notWiderThanWindow(page, where) {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (content <= window_) return;
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest(".scroll, .sankey-frame, .timeline-frame, pre"))
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
  assert.fail(`${where} is ${content} px wide in a window of ${window_}: ${wide.join(", ")}`);
}

/** Bytes that come over the wire for a first view, islands told apart. */
export async function weigh(context, address) {
  const page = await context.newPage();
  const parts = [];
  page.on("response", async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0));
    parts.push({ url: new URL(response.url()).pathname, type: response.request().resourceType(), gzip: gzipSync(body, { level: 6 }).length });
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.close();
  return parts;
}

/** Addresses that a person can reach by following links, one or two of each kind. */
export async function routes(page, starts, { most = 60, each = 1 } = {}) {
  const kinds = new Map();
  const found = [];
  const queue = [...starts];
  const asked = new Set();
  while (queue.length && found.length < most) {
    const address = queue.shift();
    if (asked.has(address)) continue;
    asked.add(address);
    const answer = await page.goto(address).catch(() => null);
    if (!answer || !(answer.headers()["content-type"] ?? "").startsWith("text/html") || answer.status() >= 500) continue;
    if (answer.status() === 404 || answer.status() === 501) continue;
    found.push(address);
    const links = await page.locator("a[href]").evaluateAll((all) => all.filter((link) => link.origin === location.origin && !link.hasAttribute("download")).map((link) => link.pathname + link.search));
    for (const link of links) {
      const kind = kindOf(link);
      const known = kinds.get(kind) ?? 0;
      if (known >= each || asked.has(link)) continue;
      kinds.set(kind, known + 1);
      queue.push(link);
    }
  }
  return found;
}

/** `/lead/ab12?at=9` and `/lead/cd34` are one kind of page; with a question another. */
function kindOf(link) {
  const url = new URL(link, "http://x");
  const [top, ...rest] = url.pathname.split("/").slice(1);
  // what stands below a singular is the name of something: of a lead, an entity, a row
  const below = rest.map((part, at) => (at === 0 && !top.endsWith("s") ? "*" : /[0-9%:]|.{18}/.test(part) ? "*" : part));
  url.searchParams.delete("at");
  return `/${[top, ...below].join("/")}${url.search ? "?" : ""}`;
}

/** Presses keys one after the other. */
export async function keys(page, ...all) {
  for (const key of all) await page.keyboard.press(key);
}

/** Tabs until what has the focus fulfils `wanted`; fails after `most` steps. */
export async function tabTo(page, wanted, most = 60) {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const at = document.activeElement;
      return `${at?.tagName ?? ""} ${at?.getAttribute("aria-label") ?? ""} ${at?.textContent ?? ""} ${at?.getAttribute("name") ?? ""} ${at?.getAttribute("href") ?? ""}`;
    });
    if (wanted.test(text)) return step + 1;
  }
  assert.fail(`no Tab of ${most} reaches ${wanted}`);
}

/** A picture for a person to look at, where FYKE_SHOTS names a folder. */
export async function shot(page, name) {
  const folder = process.env.FYKE_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Waits until an island says that it is ready. */
export async function ready(page, island) {
  const root = page.locator(`[data-island="${island}"]`).first();
  await root.scrollIntoViewIfNeeded();
  await page.waitForFunction((name) => ["ready", "failed"].includes(document.querySelector(`[data-island="${name}"]`)?.dataset.state), island);
  assert.equal(await root.getAttribute("data-why"), null);
  return root;
}

export { assert };
