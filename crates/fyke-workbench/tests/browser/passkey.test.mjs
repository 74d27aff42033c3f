// Coming in with a passkey: one that gives a secret opens the key alone, one that
// gives none is asked for beside the passphrase. The authenticator is the browser's
// own virtual one.

import { PASSPHRASE, assert, firstRun, workbench } from "./harness.mjs";

async function authenticator(page, hasPrf) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A passkey belongs to a name: the same workbench under its name. */
const named = (address) => address.replace("127.0.0.1", "localhost");

async function added(page, base) {
  await firstRun(page, base);
  await page.goto(`${base}/people`);
  await page.getByLabel(/what you call it/).fill("my machine");
  await page.getByRole("button", { name: "add a passkey" }).click();
  await page.waitForURL(/said=passkey/);
}

async function left(page, base) {
  await page.getByRole("button", { name: "leave" }).click();
  await page.waitForLoadState();
  await page.goto(`${base}/record`);
  assert.match(page.url(), /\/login\?back=%2Frecord/);
}

export function withSecret() {
  const desk = workbench();
  desk.test("a passkey that gives a secret opens the key alone", async (t, { open }) => {
    const page = await open(null);
    const base = named(desk.address);
    await authenticator(page, true);
    await added(page, base);
    assert.match(await page.locator("main").textContent(), /my machine: opens your key alone/);
    await left(page, base);
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.waitForURL(/\/record$/);
    assert.ok(await page.getByRole("button", { name: "leave" }).count(), "inside, and where it was going");
    // its count goes on: it is taken again
    await left(page, base);
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.waitForURL(/\/record$/);
    // under a number the way to the name is shown
    await page.goto(`${desk.address}/login`);
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.locator("main a[href^='http://localhost:']").waitFor();
  });
}

export function withoutSecret() {
  const desk = workbench();
  desk.test("a passkey that gives no secret is asked for beside the passphrase", async (t, { open }) => {
    const page = await open(null);
    const base = named(desk.address);
    await authenticator(page, false);
    await added(page, base);
    assert.match(await page.locator("main").textContent(), /my machine: asked for beside your passphrase/);
    await left(page, base);
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.waitForURL(/said=second/);
    assert.match(await page.locator("[role=alert]").textContent(), /bring the passphrase first/);
    await page.getByLabel("passphrase").fill(PASSPHRASE);
    await page.getByRole("button", { name: "come in", exact: true }).click();
    await page.getByRole("heading", { name: "now your passkey" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "leave" }).count(), 0, "not inside yet");
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.getByRole("button", { name: "leave" }).waitFor();
  });
}

export default function suite() {
  withSecret();
  withoutSecret();
}
