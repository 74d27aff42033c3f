// What the browser lets nobody do with a workbench, and what the workbench refuses.

import { request as httpRequest } from "node:http";
import { createServer } from "node:http";
import { assert, routes, theBrowser, workbench } from "./harness.mjs";

/** A request as it is written, without what a browser would put right. */
function raw(address, path, headers = {}, method = "GET", body = "") {
  const { hostname, port } = new URL(address);
  return new Promise((done, failed) => {
    const request = httpRequest({ hostname, port, path, method, headers: { host: `${hostname}:${port}`, ...headers } }, (response) => {
      let text = "";
      response.on("data", (bytes) => (text += bytes));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on("error", failed);
    request.end(body);
  });
}

export default function suite() {
  const desk = workbench();

  desk.test("the policy stands on every answer and lets nothing from elsewhere in", async (t, { open, faults }) => {
    const page = await open(null, { signed: true });
    const policies = new Set();
    page.on("response", (response) => policies.add(response.headers()["content-security-policy"]));
    await routes(page, ["/", "/search?q=alfa", "/leads", "/record"], { most: 20 });
    assert.equal(policies.size, 1, [...policies].join("\n"));
    const [policy] = policies;
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) {
      assert.ok(policy.includes(part), `${policy} lacks ${part}`);
    }
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    await page.goto("/");
    // markup that got in all the same: its handler must not run, and the browser says so
    await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<img src="/nothing" onerror="window.ran = true">'));
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => Boolean(window.ran)), false);
    assert.ok(faults.splice(0).some((fault) => /Content Security Policy/.test(fault)));
  });

  desk.test("no page stands in a frame of somebody else's", async () => {
    const other = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<iframe src="${desk.address}/" width="600" height="400"></iframe>`);
    });
    await new Promise((done) => other.listen(0, "127.0.0.1", done));
    const context = await (await theBrowser()).newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${other.address().port}/`);
    await page.waitForTimeout(300);
    const frames = page.frames().slice(1).map((frame) => frame.url());
    assert.ok(frames.every((url) => !url.startsWith(desk.address)), frames.join(" "));
    await context.close();
    other.close();
  });

  desk.test("a form of another site changes nothing", async (t, { profile }) => {
    const other = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<form method="post" action="${desk.address}/prefs"><input name="lang" value="ar"><input name="back" value="/"><button>win a prize</button></form>`);
    });
    await new Promise((done) => other.listen(0, "127.0.0.1", done));
    const context = await profile({ state: await desk.signedIn() });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${other.address().port}/`);
    const [answer] = await Promise.all([page.waitForNavigation(), page.getByRole("button").click()]);
    assert.equal(answer.status(), 403);
    await context.close();
    other.close();
  });

  desk.test("nothing is served from outside what the program holds", async () => {
    const ways = ["/assets/../Cargo.toml", "/assets/..%2fCargo.toml", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..\\..\\etc\\passwd", "/assets//etc/passwd", "/evidence/../../../etc/passwd", "/rows/..%2f..%2f..%2fetc%2fpasswd/1/2", "/entities/..%2f..%2fetc%2fpasswd", "/../../etc/passwd", "/assets/%00", "/%ff%fe"];
    for (const path of ways) {
      const answer = await raw(desk.address, path);
      assert.ok(answer.status >= 300 && answer.status < 500, `${path} answers ${answer.status}`);
      assert.doesNotMatch(answer.text, /root:|\[package\]/, path);
    }
  });

  desk.test("a name of somebody else's for this machine is turned away", async () => {
    assert.equal((await raw(desk.address, "/", { host: "evil.example" })).status, 421);
    assert.equal((await raw(desk.address, "/", { host: "127.0.0.1.evil.example" })).status, 421);
  });

  desk.test("a body that is too large is refused before it is read", async () => {
    const answer = await raw(desk.address, "/batch", { "content-type": "text/plain", "content-length": String(1 << 30) }, "POST").catch(() => ({ status: 413 }));
    assert.ok([400, 401, 403, 404, 405, 411, 413].includes(answer.status), String(answer.status));
  });

  desk.test("markup in a name is shown and not run", async (t, { open }) => {
    const page = await open("/search?q=%3Cscript%3Ewindow.ran%3Dtrue%3C%2Fscript%3E", { signed: true });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    await page.goto("/search?q=zeta");
    assert.equal(await page.locator("main b").count(), 0);
  });
}
