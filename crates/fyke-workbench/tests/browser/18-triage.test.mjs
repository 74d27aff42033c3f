// 18: the queue by keys alone, blind first: nothing that the machine thinks can be had
// before the person's own judgement is in the record.

import { assert, go, ready, skip, workbench } from "./harness.mjs";

/** Draws leads and returns the id of the first that is shown. */
export async function drawOne(t, page) {
  await go(t, page, "/triage");
  const draw = page.locator("form[action='/triage/draw']");
  if (await draw.count()) await draw.locator("button").click();
  if (!(await page.locator("form#judge").count())) skip(t, "the queue shows no lead to judge");
  const action = await page.locator("form#judge").getAttribute("action");
  return action.split("/")[2];
}

/** Judges a lead with the form, and sees what the machine thinks. */
export async function judge(page, id) {
  await page.goto(`/lead/${id}`);
  await page.locator("form#judge input[name=p]").fill("65");
  await page.locator("form#judge input[name=confidence][value=moderate]").check();
  await page.locator("form#judge input[name=ground]").first().check();
  const row = page.locator("input[name=row][form=judge]").first();
  if (await row.count()) await row.check();
  await page.locator("form#judge button[value=reveal]").click();
  await page.waitForLoadState();
}

export default function suite() {
  const desk = workbench();

  desk.test("a lead is judged, revealed, dismissed and taken back without a mouse", async (t, { open }) => {
    const page = await open("/triage", { signed: true });
    await page.keyboard.press("n");
    await page.waitForSelector("form#judge", { timeout: 5_000 }).catch(() => skip(t, "the queue shows no lead to judge"));
    await page.keyboard.press("?");
    const help = page.getByRole("dialog");
    await help.waitFor();
    assert.match(await help.textContent(), /lean on row/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("1");
    assert.ok(await page.locator("input[name=row][form=judge]").first().isChecked());
    await page.keyboard.press("p");
    await page.keyboard.type("70");
    await page.keyboard.press("Tab");
    await page.locator("body").evaluate(() => document.activeElement.blur());
    await page.keyboard.press("m");
    await page.keyboard.press("w");
    await page.keyboard.type("goods of the same code went on within a month; the buyer is unknown");
    await page.locator("body").evaluate(() => document.activeElement.blur());
    await page.keyboard.press("v");
    await page.waitForSelector("button[value=dismiss]");
    await page.keyboard.press("d");
    await page.waitForURL(/after=/);
    await page.keyboard.press("u");
    await page.waitForLoadState();
    assert.ok((await page.locator("main").textContent()).length > 100);
  });

  desk.test("no page says what the machine thinks of a lead that was not judged", async (t, { open }) => {
    const page = await open(null, { signed: true, js: false });
    const id = await drawOne(t, page);
    for (const address of [`/lead/${id}`, `/triage?lead=${id}`, "/leads", "/triage", `/leads?only=${id}`, "/", `/lead/${id}/hypotheses`, `/lead/${id}/forecasts`, `/lead/${id}/dossier`, `/export/lead/${id}.csv`, `/export/leads.csv`, `/record?about=${id}`]) {
      const answer = await page.goto(address).catch(() => null);
      if (!answer || answer.status() >= 400) continue;
      const said = (await page.content()).toLowerCase();
      for (const word of ["contribution", "score of the machine", "weights of evidence", "innocent explanation"]) {
        assert.ok(!said.includes(word), `${address} says "${word}"`);
      }
      assert.equal(await page.locator("#guilty, #innocent, #reasons").count(), 0, address);
    }
  });

  desk.test("an order that is asked for is not an order by score", async (t, { open }) => {
    const page = await open("/leads", { signed: true, js: false });
    const order = () => page.locator("main table tbody tr a[href^='/lead/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const plain = await order();
    for (const sort of ["score", "probability", "rank"]) {
      await page.goto(`/leads?sort=${sort}&order=${sort}`);
      if ((await page.locator("main table").count()) === 0) continue;
      assert.deepEqual(await order(), plain, sort);
    }
  });

  desk.test("the keys' script comes with the first key, not with the page", async (t, { open }) => {
    const page = await open(null, { signed: true });
    const scripts = [];
    page.on("request", (request) => request.resourceType() === "script" && scripts.push(new URL(request.url()).pathname));
    await go(t, page, "/triage");
    assert.ok(!scripts.some((path) => /keys-/.test(path)), scripts.join(" "));
    await page.keyboard.press("j");
    await ready(page, "keys");
    assert.ok(scripts.some((path) => /keys-/.test(path)));
  });
}
