// The page: a key set, a message, files; sealed parts to save. It has no way to a
// network (its own policy allows none) and keeps nothing.

import { randomBytes } from "@noble/hashes/utils.js";
import { codenameOf, inWords, tieOf } from "./codename.ts";
import { capacity, ofBytes, sealFile, sealText, type Job, type Sealed } from "./envelope.ts";
import { readKeySet, type KeySet } from "./keyset.ts";
import { LANGUAGES } from "./words.ts";

// a test runs these without a page
Object.assign(globalThis, { fyke: { readKeySet, sealText, sealFile, ofBytes, codenameOf, tieOf, inWords, capacity, randomBytes } });

type Children = (Node | string)[];

function element(name: string, attributes: Record<string, string> = {}, ...children: Children): HTMLElement {
  const out = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  out.append(...children);
  return out;
}

const today = () => Math.floor(Date.now() / 86_400_000);

let language = "en";
let keys: KeySet | undefined;
const say = (key: string): string => LANGUAGES[language]!.words.get(key) ?? key;
const fill = (key: string, place: string, value: string) => say(key).replace(`{${place}}`, value);
const field = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

function show(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language]!.fromRight ? "rtl" : "ltr";
  document.title = say("offline.title");
  const languages = element("select", { id: "language", "aria-label": say("languages") });
  for (const [code, { name }] of Object.entries(LANGUAGES)) {
    languages.append(element("option", { value: code, lang: code, ...(code === language ? { selected: "" } : {}) }, name));
  }
  languages.addEventListener("change", () => {
    language = (languages as HTMLSelectElement).value;
    keys = undefined;
    show();
  });
  const file = element("input", { id: "keyset", type: "file" });
  file.addEventListener("change", () => void takeKeys(file as HTMLInputElement));
  const main = element(
    "main",
    {},
    element("p", {}, languages),
    element("h1", {}, say("offline.title")),
    element("p", {}, element("strong", {}, say("unaudited"))),
    ...(navigator.onLine ? [element("p", { class: "note", role: "alert" }, say("offline.online"))] : []),
    element("p", {}, say("offline.lead")),
    element("p", {}, say("protects.b")),
    element("label", { for: "keyset" }, say("offline.keyset")),
    file,
    element("div", { id: "form" }),
    element("div", { id: "result", role: "status" }),
  );
  document.body.replaceChildren(main);
}

async function takeKeys(input: HTMLInputElement): Promise<void> {
  const chosen = input.files?.[0];
  const form = field("form");
  field("result").replaceChildren();
  if (!chosen) return;
  try {
    keys = readKeySet(new Uint8Array(await chosen.arrayBuffer()), today());
  } catch {
    keys = undefined;
    form.replaceChildren(element("p", { class: "note", role: "alert" }, say("offline.bad")));
    return;
  }
  const choice = element("fieldset", {}, element("legend", {}, say("to.title")));
  const names = keys.people.length > 1 ? keys.people.map(({ name }) => fill("to.one", "name", name)) : [];
  [say("to.all"), ...names].forEach((label, at) => {
    const radio = element("input", { type: "radio", name: "to", value: String(at - 1), ...(at === 0 ? { checked: "" } : {}) });
    choice.append(element("label", {}, radio, " ", label));
  });
  const button = element("button", {}, say("offline.seal"));
  button.addEventListener("click", () => void sealAll(button as HTMLButtonElement));
  form.replaceChildren(
    element("p", {}, fill("offline.door", "words", inWords(keys.door.subarray(0, 9)).join(" "))),
    choice,
    element("label", { for: "text" }, say("write.label")),
    element("textarea", { id: "text", rows: "10", dir: "auto", autocomplete: "off", spellcheck: "false" }),
    element("label", { for: "files" }, say("write.files")),
    element("input", { id: "files", type: "file", multiple: "" }),
    button,
  );
}

async function sealAll(button: HTMLButtonElement): Promise<void> {
  if (!keys) return;
  const result = field("result");
  const text = field<HTMLTextAreaElement>("text").value.trim();
  const files = [...(field<HTMLInputElement>("files").files ?? [])].slice(0, 255);
  if (!text && files.length === 0) {
    result.replaceChildren(element("p", { class: "note" }, say("write.empty")));
    return;
  }
  button.disabled = true;
  result.replaceChildren(element("p", {}, say("offline.busy")));
  const to = Number(document.querySelector<HTMLInputElement>("input[name=to]:checked")?.value ?? -1);
  const random = randomBytes(12);
  const job: Job = {
    keys,
    chosen: to < 0 ? keys.people.map((_, at) => at) : [to],
    tie: tieOf(random, keys.door, keys.day),
    message: randomBytes(16),
    language,
  };
  const list = element("dl");
  let number = 0;
  const add = (name: string, { parts, receipt }: Sealed) => {
    // the names of sealed parts say nothing of what is in them
    const part = `part-${String(++number).padStart(3, "0")}.sealed`;
    const blob = new Blob(parts as Uint8Array<ArrayBuffer>[], { type: "application/octet-stream" });
    const link = element("a", { href: URL.createObjectURL(blob), download: part }, part);
    list.append(element("dt", {}, name, " ", link), element("dd", { class: "words" }, inWords(receipt).join(" ")));
  };
  try {
    if (text) add(say("sent.message"), await sealText(job, new TextEncoder().encode(text)));
    for (const [at, file] of files.entries()) {
      const read = async (from: number, end: number) => new Uint8Array(await file.slice(from, end).arrayBuffer());
      for await (const sealed of sealFile(job, at, file.name, { size: file.size, read })) add(`${file.name} (${sealed.part + 1}/${sealed.of})`, sealed);
    }
  } catch {
    result.replaceChildren(element("p", { class: "note", role: "alert" }, say("offline.bad")));
    button.disabled = false;
    return;
  }
  result.replaceChildren(
    element("h2", {}, say("new.title")),
    element("p", {}, say("new.lead")),
    element("p", { class: "words" }, element("strong", {}, codenameOf(random))),
    element("p", {}, say("new.keep")),
    element("h2", {}, say("sent.receipts")),
    element("p", {}, say("offline.result")),
    list,
  );
}

if (typeof document !== "undefined") show();
