// Keys for who decides on many leads: each presses a button or follows a link that
// stands on the page, so nothing can be done with a key that cannot be seen.
//
// An element says its key in `data-key` (one character, or several with spaces
// between) and what it does in `data-key-says`, else in its own text. `?` shows them.
// Among elements of one key the one in the row with the focus is meant, else the first
// that shows. In a list (`data-rows`), `data-key-next` and `data-key-previous` on the
// list name the keys that move the focus from row to row.

import { h } from "./dom.ts";
import { wordsOf, type Words } from "./words.ts";

const shows = (element: HTMLElement): boolean => element.getClientRects().length > 0;

function targets(key: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].filter(
    (element) => (element.dataset["key"] ?? "").split(" ").includes(key) && shows(element),
  );
}

function current(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-row]") ?? null;
}

/** Moves the focus to the next or previous row of the list; true where there is one. */
function move(key: string): boolean {
  for (const list of document.querySelectorAll<HTMLElement>("[data-rows]")) {
    const step = key === (list.dataset["keyNext"] ?? "j") ? 1 : key === (list.dataset["keyPrevious"] ?? "k") ? -1 : 0;
    if (step === 0) continue;
    const rows = [...list.querySelectorAll<HTMLElement>("[data-row]")].filter(shows);
    const now = current();
    const at = now ? rows.indexOf(now) : -1;
    const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!row) continue;
    const focus = row.matches("a,button,input,[tabindex]") ? row : row.querySelector<HTMLElement>("a,button,input");
    (focus ?? row).focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  }
  return false;
}

function press(element: HTMLElement): void {
  if (element.matches("input:not([type=submit],[type=button],[type=checkbox],[type=radio]),textarea,select")) {
    element.focus();
  } else {
    element.click();
  }
}

function says(element: HTMLElement): string {
  const own = element.dataset["keySays"] ?? element.getAttribute("aria-label") ?? element.textContent ?? "";
  return own.replace(/\s+/g, " ").trim();
}

function help(words: Words): void {
  const open = document.querySelector<HTMLDialogElement>("dialog.keys-help");
  if (open) {
    open.close();
    return;
  }
  const lines = new Map<string, string>();
  for (const list of document.querySelectorAll<HTMLElement>("[data-rows]")) {
    for (const [name, fallback] of [["Next", "j"], ["Previous", "k"]] as const) {
      const said = list.dataset[`key${name}Says`];
      if (said) lines.set(list.dataset[`key${name}`] ?? fallback, said);
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]")) {
    for (const key of (element.dataset["key"] ?? "").split(" ")) {
      if (key && shows(element) && !lines.has(key)) lines.set(key, says(element));
    }
  }
  if (document.querySelector('[data-island="palette"]')) lines.set("ctrl k", words("keys-palette"));
  lines.set("?", words("keys-title"));
  const list = h("dl", { class: "keys-list" });
  for (const [key, text] of lines) list.append(h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)));
  const dialog = h(
    "dialog",
    { class: "keys-help", "aria-labelledby": "keys-help-title", close: () => dialog.remove() },
    h("h2", { id: "keys-help-title" }, words("keys-title")),
    list,
    h("form", { method: "dialog" }, h("button", {}, words("close"))),
  );
  document.body.append(dialog);
  dialog.showModal();
}

let listening = false;

export default function keys(root: HTMLElement, event?: Event): void {
  // a second element of this kind would press everything twice
  if (listening) return;
  listening = true;
  const words = wordsOf(root);
  const act = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
    const at = event.target;
    if (at instanceof Element && at.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]")) return;
    if (event.key === "?") {
      event.preventDefault();
      help(words);
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (move(event.key)) {
      event.preventDefault();
      return;
    }
    const all = targets(event.key);
    const row = current();
    const chosen = all.find((element) => row?.contains(element)) ?? all[0];
    if (!chosen) return;
    event.preventDefault();
    press(chosen);
  };
  document.addEventListener("keydown", act);
  if (event instanceof KeyboardEvent) act(event);
}
