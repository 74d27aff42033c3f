// Islands over made data, under the workbench's policy: what each does with mouse,
// keys and address. `islands/try.mjs` serves the page.

import { assert, axe, closeBrowser, ready, theBrowser } from "./harness.mjs";
import { after, before, test } from "node:test";
import { serve } from "../../islands/try.mjs";

export default function suite() {
  const passkeys = {};
  let server;
  before(async () => {
    server = await serve(0, {
      "/passkey/begin": () => ({
        state: "s",
        publicKey: {
          rp: { name: "fyke", id: "localhost" },
          user: { id: "dXNlcg", name: "ada", displayName: "Ada" },
          challenge: "Y2hhbGxlbmdl",
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          authenticatorSelection: { residentKey: "required", userVerification: "required" },
          extensions: { prf: { eval: { first: "c2FsdA" } } },
        },
      }),
      "/passkey/finish": (_, body) => {
        passkeys.finished = JSON.parse(body);
        return { next: "/?only=keys" };
      },
    });
  });
  after(() => server.close());

  const on = (name, only, body, options = {}) =>
    test(name, async () => {
      const context = await (await theBrowser()).newContext({ viewport: { width: 1100, height: 900 }, reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      const faults = [];
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(String(error)));
      await page.goto(`${options.at ?? server.address}/?only=${only}`);
      try {
        await body(page, context);
        assert.deepEqual(faults, []);
      } finally {
        await context.close();
      }
    });

  on("a graph is expanded, undone and redone, and its address says how", "graph", async (page) => {
    const graph = await ready(page, "graph");
    const canvas = graph.locator(".graph-canvas");
    assert.equal(await canvas.getAttribute("aria-hidden"), "true");
    await page.getByRole("link", { name: "Gama Teknik Ltd", exact: true }).focus();
    await page.getByRole("button", { name: "expand", exact: true }).click();
    await page.waitForURL(/open=a-2/);
    assert.match(await graph.getByRole("status").last().textContent(), /51 of 51/);
    await page.getByRole("button", { name: "undo" }).click();
    assert.doesNotMatch(page.url(), /open=/);
    await page.getByRole("button", { name: "redo" }).click();
    assert.match(page.url(), /open=a-2/);
    await page.getByLabel("ownership").uncheck();
    assert.match(page.url(), /without=ownership/);
    await page.getByRole("button", { name: "pin", exact: true }).click();
    assert.match(page.url(), /pin=a-2/);
    await page.reload();
    await ready(page, "graph");
    assert.match(await page.locator("tr[aria-current]").textContent(), /Gama Teknik/);
  });

  on("a flow map follows its months, by keys, and its table with it", "flowmap", async (page) => {
    const map = await ready(page, "flowmap");
    const value = page.locator('#routes [data-col="value"]').first();
    const all = await value.textContent();
    assert.match(all, /USD/);
    await page.getByLabel("first month").focus();
    for (let step = 0; step < 14; step++) await page.keyboard.press("ArrowRight");
    assert.match(page.url(), /from=2022-03/);
    assert.notEqual(await value.textContent(), all);
    await page.getByRole("button", { name: "play" }).click();
    assert.match(page.url(), /to=/);
    const arcs = await map.locator("a[data-arc]").count();
    assert.ok(arcs > 20, `${arcs} arcs`);
    assert.match(await map.locator("a[data-arc]").last().getAttribute("href"), /^\/flows\/[A-Z]{2}\/[A-Z]{2}\?from=/);
    const collisions = await map.locator("text.place").evaluateAll((labels) => {
      const boxes = labels.map((label) => label.getBoundingClientRect());
      let hits = 0;
      boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) => (hits += a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 3 && b.top < a.bottom - 3 ? 1 : 0)));
      return hits;
    });
    assert.equal(collisions, 0, "names lie over one another");
  });

  on("a chain leaves loops to its table and can be taken away as SVG", "sankey", async (page) => {
    const sankey = await ready(page, "sankey");
    assert.equal(await sankey.locator("a").count(), 17);
    assert.match(await sankey.getByRole("status").textContent(), /loop.*1/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "download as SVG" }).click()]);
    const { readFileSync } = await import("node:fs");
    const svg = readFileSync(await download.path(), "utf8");
    assert.match(svg, /xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /<a |class="band /);
    assert.match(svg, /stroke="rgb/);
  });

  on("lines and events are drawn, each with words for who does not see them", "series,timeline", async (page) => {
    const series = await ready(page, "series");
    assert.match(await series.textContent(), /direct to RU, by way of KG/);
    const timeline = await ready(page, "timeline");
    const drawn = () => timeline.locator("rect.event").count();
    const before_ = await drawn();
    assert.equal(before_, 44);
    await timeline.getByRole("button", { name: "zoom in" }).click();
    assert.ok((await drawn()) < before_);
  });

  on("the matrix is filled in with arrows and figures", "matrix", async (page) => {
    await ready(page, "matrix");
    await page.locator("select").first().focus();
    await page.keyboard.press("5");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("4");
    assert.deepEqual(await page.locator("select").evaluateAll((cells) => cells.map((cell) => cell.value)), ["5", "1", "", "", "4", "", "", "", ""]);
    assert.deepEqual(await page.locator("output").allTextContents(), ["0", "1", ""]);
  });

  on("keys press what stands on the page, and a dialog lists them", "keys", async (page) => {
    await page.evaluate(() => {
      window.pressed = [];
      for (const button of document.querySelectorAll("[data-press]")) button.addEventListener("click", () => window.pressed.push(button.dataset.press));
    });
    await page.keyboard.press("j");
    await page.waitForFunction(() => document.activeElement.id === "lead-1");
    for (const key of ["j", "j", "k", "d"]) await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => document.activeElement.id), "lead-2");
    assert.deepEqual(await page.evaluate(() => window.pressed), ["2"]);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog");
    assert.match(await help.textContent(), /j\s*next lead.*d\s*dismiss/s);
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
  });

  on("the palette goes to a page by part of its name", "keys", async (page) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("verif");
    assert.match(await page.getByRole("option").first().textContent(), /verify the record/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("flow");
    await page.keyboard.press("Enter");
    await page.waitForURL(/only=flowmap/);
  });

  test("a passkey gives the secret that opens the person's key", async () => {
    const context = await (await theBrowser()).newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true },
    });
    await page.goto(`${server.address.replace("127.0.0.1", "localhost")}/?only=passkey`);
    await page.getByLabel("passphrase").fill("never sent");
    await page.getByRole("button", { name: "use a passkey" }).click();
    await page.waitForURL(/only=keys/);
    assert.match(passkeys.finished.prf, /^[\w-]{43}$/, "32 bytes");
    assert.equal(passkeys.finished.state, "s");
    assert.equal(passkeys.finished.passphrase, undefined);
    assert.ok(passkeys.finished.credential.response.attestationObject);
    await page.goto(`${server.address}/?only=passkey`);
    await page.getByRole("button", { name: "use a passkey" }).click();
    assert.match(await page.getByRole("status").textContent(), /localhost/);
    await context.close();
  });

  for (const theme of ["light", "dark"]) {
    on(`nothing an island adds is a barrier, ${theme}`, "graph,flowmap,sankey,series,timeline,matrix", async (page) => {
      for (const island of ["graph", "flowmap", "sankey", "series", "timeline", "matrix"]) await ready(page, island);
      assert.deepEqual(await axe(page), []);
    }, { colorScheme: theme });
  }

  on("the map of all routes comes when asked for, and not before", "flowmap-large", async (page) => {
    const fetched = [];
    page.on("request", (request) => fetched.push(request.url()));
    assert.equal(await page.locator("canvas").count(), 0);
    await page.getByRole("button", { name: "draw all routes" }).click();
    await ready(page, "flowmap-large");
    assert.ok(fetched.some((url) => /flowmap-large/.test(url)));
    assert.equal(await page.locator(".map-frame canvas").count() > 0, true);
  });
}
