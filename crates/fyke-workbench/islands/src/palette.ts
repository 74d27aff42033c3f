// Ctrl-K: go to a page by typing part of its name, or search for what was typed.
//
// Knows the links of the page's navigation and those that `data-src` answers
// (`Command[]`); everything in it can be reached without it.

import type { Command } from "./contract.ts";
import { fetchJson, h, local } from "./dom.ts";
import { wordsOf } from "./words.ts";

const LINES_MAX = 12;

export default async function palette(root: HTMLElement, event?: Event): Promise<void> {
  const words = wordsOf(root);
  const commands = new Map<string, Command>();
  const links = document.querySelectorAll<HTMLAnchorElement>("nav a[href], a[data-palette]");
  for (const link of links) {
    const name = (link.dataset["palette"] || link.textContent || "").replace(/\s+/g, " ").trim();
    if (name) commands.set(link.href, { name, href: link.href });
  }
  const src = root.dataset["src"];
  if (src) {
    for (const command of await fetchJson<Command[]>(src).catch(() => [])) commands.set(command.href, command);
  }
  const list = h("ul", { class: "palette-list", role: "listbox", id: "palette-list", "aria-label": words("palette-title") });
  const input = h("input", {
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": words("palette-label"),
    "aria-controls": "palette-list",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    placeholder: words("palette-label"),
    input: () => show(),
  });
  const dialog = h("dialog", { class: "palette", "aria-label": words("palette-title") }, input, list);
  let shown: HTMLElement[] = [];
  let chosen = 0;

  function line(name: string, href: string, hint?: string | null): HTMLElement {
    const at = shown.length;
    return h(
      "li",
      { role: "option", id: `palette-${at}`, click: () => go(href) },
      h("span", {}, name),
      hint ? h("small", {}, hint) : null,
    );
  }

  function go(href: string): void {
    const to = local(href);
    dialog.close();
    if (to) location.assign(to);
  }

  function choose(at: number): void {
    chosen = shown.length ? (at + shown.length) % shown.length : 0;
    shown.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    const now = shown[chosen];
    if (now) {
      input.setAttribute("aria-activedescendant", now.id);
      now.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(): void {
    const typed = input.value.trim();
    const parts = typed.toLocaleLowerCase().split(/\s+/);
    shown = [];
    for (const { name, href, hint } of commands.values()) {
      const text = `${name} ${hint ?? ""}`.toLocaleLowerCase();
      if (parts.every((part) => text.includes(part))) shown.push(line(name, href, hint));
      if (shown.length >= LINES_MAX) break;
    }
    const search = root.dataset["search"];
    if (typed && search) {
      const to = new URL(search, location.href);
      to.searchParams.set("q", typed);
      shown.push(line(words("palette-search", { q: typed }), to.href));
    }
    list.replaceChildren(...(shown.length ? shown : [h("li", { role: "option", "aria-disabled": "true" }, words("palette-none"))]));
    choose(0);
  }

  function open(): void {
    if (dialog.open) return;
    input.value = "";
    show();
    dialog.showModal();
    input.focus();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") shown[chosen]?.click();
    else return;
    event.preventDefault();
  });
  // a click beside it closes it, as Escape does
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    open();
  });
  for (const opener of root.querySelectorAll<HTMLElement>("[data-load]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  }
  if (event) open();
}
