// What came through the door: two people open at one screen, without scripts, at
// 320 px, in either direction; nothing of it stays in the browser.

import { assert, axe, made, NAME, notWiderThanWindow, weigh, workbench } from "./harness.mjs";

const ROOM = "/intake/room-a1b2c3000000000000000000000000cc";
const LETTER = "/intake/envelope-3fa9c1000000000000000000000000aa";
const SECOND = "Ben Okoro";
const passphrase = (officer) => `made passphrase of ${officer}`;
const PAGE_KB = 60;

/** Both steps, each with a passphrase of its own; what is labelled is found by its form. */
async function open(page, thing) {
  await page.goto(thing);
  const give = page.locator('.step form[action$="/give"]');
  await give.locator("select[name=from]").selectOption(SECOND);
  await give.locator("input[type=password]").fill(passphrase(SECOND));
  await give.locator("button").click();
  const second = page.locator('.step form[action$="/open"]');
  await second.locator("input[type=password]").fill(passphrase(NAME));
  await second.locator("button").click();
}

export default function suite() {
  const desk = workbench();

  desk.test("every page of an open conversation has no barrier and fits into 320 px", async (t, { open: browse }) => {
    made(t, "an intake");
    for (const [lang, width] of [["en", 1280], ["ar", 320]]) {
      const page = await browse(null, { signed: true, lang, width, height: 700, js: false });
      const wrong = [];
      const look = async (what) => {
        await notWiderThanWindow(page, what).catch((error) => wrong.push(error.message));
        assert.equal(await page.locator("h1").count(), 1, what);
      };
      await page.goto(ROOM);
      await look("closed");
      await page.locator('.step form[action$="/open"] input[type=password]').fill(passphrase(NAME));
      await page.locator('.step form[action$="/open"] button').click();
      assert.equal(await page.getByRole("alert").count(), 1, "one person is told what is missing");
      await look("alone");
      await open(page, ROOM);
      assert.match(await page.locator("main").innerText(), /Beta Ticaret/);
      await look("open");
      await page.goto(`${ROOM}/file/0`);
      await look("file");
      assert.ok(await page.locator(".seen img").evaluate((image) => image.naturalWidth > 0));
      await page.goto(ROOM);
      await page.locator("textarea[name=text]").fill("Is Marek still at gate 14?");
      await page.locator('form[action$="/reply"] button').click();
      assert.ok((await page.locator(".checked mark").count()) > 0);
      await look("warned");
      await page.goto(`${ROOM}/mark`);
      await look("mark");
      await page.locator("input[name=span]").nth(1).check();
      await page.locator(".marking button").click();
      await look("preview");
      await page.locator("button[name=keep]").click();
      await look("kept");
      await page.goto(ROOM);
      await page.locator('form[action$="/close"] button').click();
      assert.deepEqual(wrong, []);
    }
  });

  desk.test("screen readers and the wire meet the same on open pages", async (t, { open: browse, profile }) => {
    made(t, "an intake");
    const page = await browse(null, { signed: true });
    await open(page, ROOM);
    const wrong = [];
    for (const address of [ROOM, `${ROOM}/file/0`, `${ROOM}/mark`, `${ROOM}/erase`]) {
      await page.goto(address);
      wrong.push(...(await axe(page)).map((each) => `${address}: ${each}`));
      await page.emulateMedia({ colorScheme: "dark" });
      wrong.push(...(await axe(page, ["color-contrast", "target-size", "link-in-text-block"])).map((each) => `${address}, dark: ${each}`));
      await page.emulateMedia({ colorScheme: "light" });
    }
    await page.goto(`${ROOM}/mark`);
    await page.locator("input[name=span]").first().check();
    await page.locator(".marking button").click();
    wrong.push(...(await axe(page)).map((each) => `preview: ${each}`));
    assert.deepEqual(wrong, []);
    const context = await profile({ state: await page.context().storageState() });
    for (const address of [ROOM, `${ROOM}/mark`]) {
      const parts = await weigh(context, address);
      const text = parts.filter((part) => ["document", "stylesheet"].includes(part.type) && !/islands-/.test(part.url));
      const bytes = text.reduce((sum, part) => sum + part.gzip, 0);
      assert.ok(bytes <= PAGE_KB * 1000, `${address} weighs ${bytes} B`);
    }
    await context.close();
    // the session is that of the next test
    await page.goto(ROOM);
    await page.locator('form[action$="/close"] button').click();
  });

  desk.test("what was opened is kept by no browser, and closed is closed", async (t, { open: browse }) => {
    made(t, "an intake");
    const page = await browse(null, { signed: true });
    await open(page, LETTER);
    assert.match(await page.locator("main").innerText(), /I counted six/);
    await open(page, ROOM);
    const answer = await page.goto(ROOM);
    assert.equal(answer.headers()["cache-control"], "no-store");
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    // the page behind has to be there before the way back to it is asked for
    const closed = page.waitForEvent("load");
    await page.locator('form[action$="/close"] button').click();
    await closed;
    await page.goBack();
    assert.doesNotMatch(await page.locator("main").innerText(), /Beta Ticaret/, "the way back shows a closed conversation");
  });
}
