// Who comes in: the first person, one who was invited, with a passphrase and with a
// passkey whose secret opens the key.

import { assert, NAME, PASSPHRASE, firstRun, workbench } from "./harness.mjs";

/** A passkey that the browser makes up, with the PRF extension. */
async function authenticator(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true },
  });
}

export default function suite() {
  const desk = workbench();

  desk.test("the first person makes a key, adds a passkey, and comes in with it alone", async (t, { profile, faults }) => {
    const context = await profile();
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    await authenticator(context, page);
    // a passkey belongs to a name: localhost is one, 127.0.0.1 is not
    const named = desk.address.replace("127.0.0.1", "localhost");
    await page.goto(named);
    await firstRun(page, named);
    assert.match(await page.locator("body").textContent(), new RegExp(NAME));
    await page.goto(`${named}/people`);
    await page.getByRole("button", { name: "add a passkey" }).click();
    await page.waitForURL(/said=passkey/);
    await page.locator("form[action='/logout'] button").click();
    await page.goto(`${named}/login`);
    await page.getByRole("button", { name: "come in with a passkey" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/login"));
    await page.goto(`${named}/people`);
    assert.match(await page.locator("header").textContent(), new RegExp(NAME));
    await context.close();
  });

  desk.test("somebody is invited, compared and let in; a wrong passphrase says no more than it must", async (t, { profile }) => {
    const chief = await (await profile({ js: false })).newPage();
    await chief.goto("/login");
    const who = chief.locator("main [name=who]").first();
    if ((await who.evaluate((field) => field.tagName)) === "SELECT") await who.selectOption({ index: 0 });
    else if ((await who.getAttribute("type")) === "radio") await who.check();
    else await who.fill(NAME);
    await chief.locator("main input[name=passphrase]").first().fill("not this one at all");
    await chief.locator("main form").filter({ has: chief.locator("input[name=passphrase]") }).locator("button").first().click();
    assert.match(await chief.locator("main").textContent(), /do not go together/);
    await chief.waitForTimeout(1_200);
    await chief.locator("main input[name=passphrase]").first().fill(PASSPHRASE);
    await chief.locator("main form").filter({ has: chief.locator("input[name=passphrase]") }).locator("button").first().click();
    await chief.goto("/people");
    await chief.locator("form[action='/people/invite'] button").click();
    const word = (await chief.locator("main p.told").textContent()).trim();
    const guest = await (await profile({ js: false })).newPage();
    await guest.goto("/join");
    await guest.locator("main input[name=word]").fill(word);
    await guest.locator("main input[name=name]").fill("Bela Zwei");
    for (const field of await guest.locator("main input[type=password]").all()) await field.fill("five storks over a green harbour");
    await guest.locator("main form button").first().click();
    await chief.goto("/people");
    assert.match(await chief.locator("main").textContent(), /Bela Zwei/);
    const admit = chief.locator("form[action='/people/admit']").first();
    const folded = chief.locator("details").filter({ has: admit }).locator("summary").first();
    if (await folded.count()) await folded.click();
    await admit.locator("input[type=checkbox]").check();
    await admit.locator("button").click();
    assert.match(await chief.locator("main").textContent(), /they can come in now/);
    await chief.context().close();
    await guest.context().close();
  });
}
