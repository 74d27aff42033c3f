// What a page weighs on the wire. A page of text: at most 60 KB, no island fetched
// before somebody wants it. An island: at most 350 KB with all it needs.

import { readFileSync } from "node:fs";
import { assert, routes, weigh, workbench } from "./harness.mjs";

const PAGE_KB = 60;
const ISLAND_KB = 350;
const manifest = JSON.parse(readFileSync(new URL("../../islands/dist/manifest.json", import.meta.url), "utf8"));

/** What every page loads: not an island. */
const SHELL = ["boot.js", "htmx.js"].map((name) => manifest[name].file);

export default function suite() {
  const desk = workbench();

  desk.test(`a page of text weighs at most ${PAGE_KB} KB and fetches no island`, async (t, { open, profile }) => {
    const crawler = await open(null, { signed: true });
    const addresses = await routes(crawler, ["/", "/search?q=alfa", "/flows", "/graph", "/leads", "/record", "/people", "/texts", "/sayings", "/disagreements", "/intake"], { most: 40 });
    const context = await profile({ state: await desk.signedIn() });
    const heavy = [];
    let most = 0;
    for (const address of addresses) {
      const parts = await weigh(context, address);
      // an island and its data come when it is near the eye: counted apart
      const shell = parts.filter((part) => ["document", "stylesheet", "image", "font"].includes(part.type) || SHELL.some((file) => part.url.endsWith(file)));
      const first = shell.filter((part) => !/islands-/.test(part.url)).reduce((sum, part) => sum + part.gzip, 0);
      most = Math.max(most, first);
      if (first > PAGE_KB * 1000) heavy.push(`${address}: ${first} B`);
      const drawn = await crawler.goto(address).then(() => crawler.locator('[data-island]:not([data-when="key"], [data-when="click"])').count());
      const scripts = parts.filter((part) => part.type === "script" && !SHELL.some((file) => part.url.endsWith(file)));
      if (drawn === 0 && scripts.length) heavy.push(`${address}: fetches ${scripts.map((part) => part.url).join(" ")}`);
    }
    await context.close();
    t.diagnostic(`${addresses.length} pages, the heaviest ${most} B compressed`);
    assert.deepEqual(heavy, []);
  });

  desk.test(`no island weighs more than ${ISLAND_KB} KB with all it needs`, async (t) => {
    const heavy = Object.entries(manifest).filter(([, file]) => (file.gzip_with_imports ?? file.gzip) > ISLAND_KB * 1000);
    t.diagnostic(Object.entries(manifest).map(([name, file]) => `${name} ${file.gzip_with_imports ?? file.gzip}`).join(", "));
    assert.deepEqual(heavy, []);
    assert.ok(manifest["boot.js"].gzip <= 3_000);
  });
}
