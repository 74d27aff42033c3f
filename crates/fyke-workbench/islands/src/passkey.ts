// Signing in with a passkey, whose PRF secret unlocks the person's signing key.
//
// The server sends options and takes the answer, both as the JSON forms of WebAuthn
// level 3; the salt of the PRF comes with the options. The 32 bytes that the passkey
// makes of it go back in `prf`, to the program on this machine, which opens the
// sealed key with them and keeps neither; null where the passkey has no such secret:
// then it is asked for beside the passphrase. The passphrase form on the same page
// does the same without any of this.
//
// The element: `data-mode` (`register` or `sign-in`), `data-begin`, `data-finish`,
// and a button with `data-load`. Fields of the form around it go along to `begin`.

import { h, local } from "./dom.ts";
import { wordsOf } from "./words.ts";

type Json = Record<string, unknown>;

const encode = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const decode = (text: unknown): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(String(text).replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const listed = (list: unknown): PublicKeyCredentialDescriptor[] =>
  (Array.isArray(list) ? (list as Json[]) : []).map((each) => ({
    ...(each as unknown as PublicKeyCredentialDescriptor),
    id: decode(each["id"]),
  }));

/** The PRF's salt, as bytes; everything else in `extensions` is passed on. */
function extensions(options: Json): AuthenticationExtensionsClientInputs {
  const given = (options["extensions"] ?? {}) as Json;
  const first = ((given["prf"] as Json | undefined)?.["eval"] as Json | undefined)?.["first"];
  return { ...given, prf: first === undefined ? {} : { eval: { first: decode(first) } } } as AuthenticationExtensionsClientInputs;
}

async function post(address: string, body: Json): Promise<Json> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", accept: "application/json", ...(token ? { "x-csrf": token } : {}) },
    body: JSON.stringify(body),
  });
  const read = (await answer.json().catch(() => ({}))) as Json;
  if (!answer.ok) throw new Error(String(read["detail"] ?? read["title"] ?? answer.status));
  return read;
}

async function ask(mode: string, options: Json): Promise<PublicKeyCredential> {
  const common = { ...options, challenge: decode(options["challenge"]), extensions: extensions(options) };
  const credential =
    mode === "register"
      ? await navigator.credentials.create({
          publicKey: {
            ...common,
            user: { ...(options["user"] as Json), id: decode((options["user"] as Json)["id"]) },
            excludeCredentials: listed(options["excludeCredentials"]),
          } as unknown as PublicKeyCredentialCreationOptions,
        })
      : await navigator.credentials.get({
          publicKey: {
            ...common,
            allowCredentials: listed(options["allowCredentials"]),
          } as unknown as PublicKeyCredentialRequestOptions,
        });
  if (!(credential instanceof PublicKeyCredential)) throw new Error("no credential");
  return credential;
}

function answer(credential: PublicKeyCredential): Json {
  const from = credential.response;
  const response: Json = { clientDataJSON: encode(from.clientDataJSON) };
  if (from instanceof AuthenticatorAttestationResponse) {
    response["attestationObject"] = encode(from.attestationObject);
    response["transports"] = from.getTransports?.() ?? [];
  } else if (from instanceof AuthenticatorAssertionResponse) {
    response["authenticatorData"] = encode(from.authenticatorData);
    response["signature"] = encode(from.signature);
    response["userHandle"] = from.userHandle ? encode(from.userHandle) : null;
  }
  return { id: credential.id, rawId: encode(credential.rawId), type: credential.type, response, clientExtensionResults: {} };
}

export default function passkey(root: HTMLElement, event?: Event): void {
  const words = wordsOf(root);
  const { mode = "sign-in", begin = "", finish = "" } = root.dataset;
  const say = h("p", { role: "status", class: "island-notice" });
  root.append(say);

  // WebAuthn knows names of hosts, no addresses; this machine has a name as well
  const numbered = /^(\d+\.){3}\d+$|^\[/.test(location.hostname);
  const run = async (): Promise<void> => {
    if (numbered) {
      const there = new URL(location.href);
      there.hostname = "localhost";
      say.replaceChildren(h("a", { href: there.href }, words("passkey-address", { address: there.host })));
      return;
    }
    say.textContent = words("passkey-working");
    try {
      const form = root.closest("form");
      const fields: Json = form ? Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "passphrase")) : {};
      const asked = await post(begin, fields);
      const options = (asked["publicKey"] ?? asked) as Json;
      const credential = await ask(mode, options);
      const results = credential.getClientExtensionResults() as { prf?: { enabled?: boolean; results?: { first?: ArrayBuffer } } };
      let secret = results.prf?.results?.first;
      if (!secret && mode === "register" && results.prf?.enabled) {
        // some passkeys make the secret only when asked a second time
        const again = await ask("sign-in", {
          challenge: options["challenge"],
          rpId: (options["rp"] as Json | undefined)?.["id"],
          allowCredentials: [{ type: "public-key", id: credential.id }],
          userVerification: "required",
          extensions: options["extensions"],
        });
        const second = again.getClientExtensionResults() as typeof results;
        secret = second.prf?.results?.first;
      }
      const done = await post(finish, { ...fields, state: asked["state"], credential: answer(credential), prf: secret ? encode(secret) : null });
      location.assign(local(String(done["next"] ?? "/")) ?? "/");
    } catch (error) {
      say.textContent = words("passkey-failed", { why: error instanceof Error ? error.message : String(error) });
    }
  };
  root.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-load]")) return;
    event.preventDefault();
    void run();
  });
  if (event) void run();
}
