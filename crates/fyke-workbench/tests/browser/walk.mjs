// The newcomer's walk: from a workbench nobody has decided in yet to a decided lead
// whose source row was seen. Counts what the hand does (a click, a key, a field filled
// in is one each) and keeps a picture of every step under docs/walk/.
//
//   node walk.mjs           walks, counts, fails above 12
//   node walk.mjs --keep    writes the pictures anew

import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, closeBrowser, NAME, PASSPHRASE, SERVER, start, theBrowser } from "./harness.mjs";

export const MOST = 12;
const PICTURE_MAX = 60_000;
const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../../docs/walk");

/** Walks; returns what was done, one line a step. */
export async function walk({ keep = false, command = SERVER } = {}) {
  const server = await start(command);
  const context = await (await theBrowser()).newContext({ baseURL: server.address, viewport: { width: 1000, height: 700 }, reducedMotion: "reduce", colorScheme: "light" });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const done = [];
  const picture = async (name) => {
    if (!keep) return;
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${String(done.length).padStart(2, "0")}-${name}.jpeg`);
    let quality = 62;
    do {
      await page.screenshot({ path, type: "jpeg", quality });
      quality -= 12;
    } while (statSync(path).size > PICTURE_MAX && quality > 10);
  };
  const act = async (says, name, doing) => {
    await doing();
    await page.waitForLoadState();
    done.push(says);
    await picture(name);
  };
  try {
    await page.goto("/welcome?back=/triage");
    await picture("welcome");
    await act("write a name", "name", () => page.locator("main input[name=name]").fill(NAME));
    await act("write a passphrase", "passphrase", () => page.locator("main input[name=passphrase]").fill(PASSPHRASE));
    await act("write it again", "again", () => page.locator("main input[name=again]").fill(PASSPHRASE));
    await act("Enter: the key is made", "made", () => page.keyboard.press("Enter").then(() => page.waitForURL((url) => !url.pathname.startsWith("/welcome"))));
    if (new URL(page.url()).pathname !== "/triage") {
      await act("click: the queue", "queue", () => page.locator("nav a[href='/triage']").first().click());
    }
    await act("n: draw leads", "lead", async () => {
      await page.keyboard.press("n");
      await page.waitForSelector("form#judge");
    });
    await act("click: the first row, in its file", "row", () => page.locator("main a[href^='/row/']").first().click());
    await act("click: back to the lead, leaning on it", "lean", () => page.locator("main a[href*='lean=']").click().then(() => page.waitForSelector("form#judge")));
    await act("click: 85 %, highly likely", "likely", () => page.locator("form#judge label").filter({ has: page.locator("input[name=step][value='85']") }).click());
    await act("m: the ground is moderate", "firm", () => page.keyboard.press("m"));
    await act("click: why it is", "ground", () => page.locator("form#judge label").filter({ has: page.locator("input[name=ground]") }).first().click());
    await act("v: say it, and show the machine's", "revealed", async () => {
      await page.keyboard.press("v");
      await page.waitForSelector("button[value=refute]");
    });
    await act("r: refuted", "decided", async () => {
      await page.keyboard.press("r");
      await page.waitForURL(/after=/);
    });
  } finally {
    await context.close();
    server.stop();
  }
  return done;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const done = await walk({ keep: process.argv.includes("--keep") });
    done.forEach((step, at) => console.log(`${String(at + 1).padStart(2)}  ${step}`));
    assert.ok(done.length <= MOST, `${done.length} clicks and keys; ${MOST} are the most`);
  } finally {
    await closeBrowser();
  }
}
