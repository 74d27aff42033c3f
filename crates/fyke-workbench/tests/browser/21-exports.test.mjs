// 21: what is seen can be taken away, in the forms that other tools read.

import { assert, go, workbench } from "./harness.mjs";

/** What a file of a form begins with. */
const BEGINS = { csv: /^\ufeff?[^\n]*[,;]/, xlsx: /^PK/, ftm: /^\s*\{/, json: /^\s*[[{]/, geojson: /FeatureCollection/, svg: /<svg/, stix: /"type":\s*"bundle"/, bib: /^\s*@/, pdf: /^%PDF/ };

export default function suite() {
  const desk = workbench();

  desk.test("every export link of a page gives a file of its kind", async (t, { open }) => {
    const page = await open(null, { signed: true });
    const wrong = [];
    const kinds = new Set();
    let asked = 0;
    const follow = async (address) => {
      await go(t, page, address);
      const links = await page.locator("a[href^='/export/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      for (const link of links) {
        const kind = new URL(link, desk.address).pathname.split(".").at(-1);
        const answer = await page.request.get(link);
        asked++;
        kinds.add(kind);
        const body = (await answer.body()).toString("latin1");
        if (answer.status() !== 200) wrong.push(`${link}: ${answer.status()}`);
        else if (BEGINS[kind] && !BEGINS[kind].test(body)) wrong.push(`${link}: begins with ${body.slice(0, 60)}`);
        else if (!/attachment/.test(answer.headers()["content-disposition"] ?? "")) wrong.push(`${link}: is not sent as a file`);
      }
    };
    await follow("/search?q=beta");
    const entity = await page.locator("a[href^='/entity/']").first().getAttribute("href");
    await follow(entity);
    await page.locator("a[href^='/graph?of=']").first().click();
    await follow(new URL(page.url()).pathname + new URL(page.url()).search);
    for (const address of ["/flows", "/chain"]) {
      const answer = await page.goto(address);
      if (answer.status() === 200) await follow(address);
    }
    t.diagnostic(`${asked} files: ${[...kinds].join(", ")}`);
    assert.deepEqual(wrong, []);
    assert.ok(asked >= 8);
  });

  desk.test("a cell that begins like a formula does not run in a spreadsheet", async (t, { open }) => {
    const page = await open(null, { signed: true });
    const answer = await page.request.get("/export/search.csv?q=");
    assert.equal(answer.status(), 200);
    for (const line of (await answer.text()).split("\n")) for (const cell of line.split(",")) assert.doesNotMatch(cell, /^"?[=+@\t]/, line);
  });
}
