// Small things every island does with the page.
//
// Elements are made from text, never from markup, so that a name in the data can
// hold anything. Colours come from the page's own CSS variables, so that an island
// is dark when the page is.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value as unknown as EventListener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
}

/** An HTML element. A function as attribute is a listener. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
}

/** A link that only ever leads into this program: other addresses are left out. */
export function local(href: string | null | undefined): string | null {
  if (!href) return null;
  try {
    const url = new URL(href, location.href);
    return url.origin === location.origin ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}

/** An address of the form a page gave, with `{name}` filled in; null where it gave none. */
export function formed(form: string | undefined, values: Record<string, string | number>): string | null {
  if (!form) return null;
  return local(form.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name] ?? ""))));
}

/** Texts of the data, unmasked wherever they stand in it; ids stay what they are. */
function shown(name: string, value: unknown): unknown {
  return typeof value === "string" && NAMES.has(name) ? unmasked(value) : value;
}
/** Members that hold what people read. */
const NAMES = new Set(["caption", "name", "words", "title", "note"]);

/** The island's data: a script element named by `data-from` or inside, else what `data-src` answers. */
export async function dataOf<T>(root: HTMLElement): Promise<T> {
  const named = root.dataset["from"];
  const script = named
    ? document.getElementById(named)
    : root.querySelector('script[type="application/json"]:not([data-words])');
  if (script) return JSON.parse(script.textContent ?? "", shown) as T;
  return fetchJson<T>(root.dataset["src"] ?? "");
}

/** JSON of this program. */
export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { headers: { accept: "application/json" }, credentials: "same-origin" };
  if (signal) init.signal = signal;
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
  return JSON.parse(await answer.text(), shown) as T;
}

/** Whether things may move. */
export const still = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether the page runs from right to left. */
export const rtl = (): boolean => document.documentElement.dir === "rtl";

/** The reader's language, for numbers and dates. */
export const language = (): string => document.documentElement.lang || "en";

const probe = (() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  return canvas.getContext("2d", { willReadFrequently: true });
})();

/** Red, green, blue of one of the page's colours, however it is written. */
export function rgb(name: string, fallback = "#777777"): [number, number, number] {
  const written = getComputedStyle(document.documentElement).getPropertyValue(name).trim() || fallback;
  if (!probe) return [119, 119, 119];
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = fallback;
  probe.fillStyle = written;
  probe.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

/** The same as `#rrggbb`. */
export function hex(name: string, fallback?: string): string {
  return "#" + rgb(name, fallback).map((part) => part.toString(16).padStart(2, "0")).join("");
}

/** One colour between two of the page's, opaque: what a thin line over paper looks like. */
export function mixed(name: string, paper: string, share: number): string {
  const [over, under] = [rgb(name), rgb(paper, "#ffffff")];
  return "#" + over
    .map((part, at) => Math.round(part * share + (under[at] ?? 0) * (1 - share)).toString(16).padStart(2, "0"))
    .join("");
}

/** Calls back when the page turns dark or light. */
export function onTheme(changed: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "class"],
  });
}

/** A short number for labels: `1.2 M`, in the reader's language. */
export function short(value: number): string {
  return new Intl.NumberFormat(language(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A whole number in full, as the page writes them: narrow spaces between thousands, in every language. */
export function full(value: number): string {
  const digits = Math.abs(Math.trunc(value)).toString().replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return value < 0 && digits !== "0" ? `−${digits}` : digits;
}

/** Money as the page writes it: whole units, the currency before. */
export function money(currency: string | null | undefined, value: number): string {
  return `${currency ?? ""} ${full(value)}`.trim();
}

/** A mark that turns writing round or ends the line for who reads on: U+202A to U+202E, U+2066 to U+2069, U+FEFF, controls. */
const TURNS = /[\u202a-\u202e\u2066-\u2069\ufeff]|(?![\n\t])\p{Cc}/u;
/** Those, and others that do not show. */
const HIDDEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?![\n\t])\p{Cc}/gu;

/**
 * A text of the data. Where marks in it turn writing round they are written out, as the
 * page does (`show::data`): with them one firm can be made to look like another.
 */
export function unmasked(text: string): string {
  if (!TURNS.test(text)) return text;
  return text.replace(HIDDEN, (mark) => `⟨U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
}

/** Reads and writes parts of the address, so that a view can be sent to a colleague. */
export const address = {
  one: (name: string): string | null => new URLSearchParams(location.search).get(name),
  all: (name: string): string[] => new URLSearchParams(location.search).getAll(name),
  set(values: Record<string, string | string[] | null>): void {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      query.delete(name);
      if (Array.isArray(value)) for (const each of value) query.append(name, each);
      else if (value !== null && value !== "") query.set(name, value);
    }
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
  },
};

/** A button of an island's bar. */
export function button(text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", class: "quiet", click: act, ...attributes }, text);
}

/** Writes what happened where screen readers hear it. */
export function notice(root: HTMLElement): (text: string) => void {
  const line = h("p", { class: "island-notice", role: "status" });
  root.append(line);
  return (text) => {
    line.textContent = text;
  };
}

/** Rows of the table that says the same as the drawing. */
export function twin(root: HTMLElement): HTMLElement | null {
  const id = root.dataset["table"];
  return id ? document.getElementById(id) : null;
}

/** Months from the first on, as `2022-03`. */
export function monthsFrom(first: string, count: number): string[] {
  const [year = 0, month = 1] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, at) => {
    const number = year * 12 + month - 1 + at;
    return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
  });
}

/** A month as people read it. */
export function monthName(month: string): string {
  const [year = 1970, number = 1] = month.split("-").map(Number);
  const name = new Intl.DateTimeFormat(language(), { year: "numeric", month: "short", timeZone: "UTC" });
  return name.format(new Date(Date.UTC(year, number - 1, 1)));
}

/** Saves text as a file of the reader's. */
export function save(name: string, type: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
