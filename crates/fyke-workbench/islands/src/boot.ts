// The only script of ours that every page loads: finds islands and fetches each
// when it is needed, so that a page of text costs nothing more.
//
// `data-when`: `near` the viewport (default), `now`, `click` on something in it
// that has `data-load`, or `key` at the first key pressed outside a field.
// `data-needs` names something the browser must have; without it the element stays
// as the server made it.

declare const ISLANDS_CSS: string;

type Island = { default: (root: HTMLElement, event?: Event) => void | Promise<void> };

const ISLANDS: Record<string, () => Promise<Island>> = {
  "flowmap": () => import("./flowmap.ts"),
  "flowmap-large": () => import("./flowmap-large.ts"),
  "graph": () => import("./graph.ts"),
  "keys": () => import("./keys.ts"),
  "matrix": () => import("./matrix.ts"),
  "palette": () => import("./palette.ts"),
  "passkey": () => import("./passkey.ts"),
  "sankey": () => import("./sankey.ts"),
  "series": () => import("./series.ts"),
  "timeline": () => import("./timeline.ts"),
};

const seen = new WeakSet<HTMLElement>();
let styled: Promise<unknown> | undefined;
let spoken: Promise<unknown> | undefined;

function style(): Promise<unknown> {
  return (styled ??= new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(ISLANDS_CSS, import.meta.url).href;
    link.onload = link.onerror = done;
    document.head.append(link);
  }));
}

/** The reader's language, fetched with the first island; without it they speak English. */
function speak(): Promise<unknown> {
  return (spoken ??= (async () => {
    const src = document.documentElement.dataset["words"];
    if (!src || document.querySelector("script[data-words]")) return;
    const words = document.createElement("script");
    words.type = "application/json";
    words.dataset["words"] = "";
    words.textContent = await (await fetch(src)).text();
    document.head.append(words);
  })().catch(() => undefined));
}

async function load(root: HTMLElement, event?: Event): Promise<void> {
  const fetchIsland = ISLANDS[root.dataset["island"] ?? ""];
  if (!fetchIsland || root.dataset["state"]) return;
  root.dataset["state"] = "loading";
  try {
    const [island] = await Promise.all([fetchIsland(), style(), speak()]);
    await island.default(root, event);
    root.dataset["state"] = "ready";
  } catch (error) {
    // the page as the server made it says the same; say that the drawing is missing
    root.dataset["state"] = "failed";
    root.dataset["why"] = String(error);
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      void load(entry.target as HTMLElement);
    }
  },
  { rootMargin: "200px" },
);

/** Keys typed into a field are text, not commands. */
function typing(event: KeyboardEvent): boolean {
  const at = event.target;
  return at instanceof Element && at.closest("input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]") !== null;
}

function watch(root: HTMLElement): void {
  if (seen.has(root)) return;
  seen.add(root);
  const needs = root.dataset["needs"];
  if (needs) {
    if (!(needs in window)) return;
    root.hidden = false;
  }
  const when = root.dataset["when"] ?? "near";
  if (when === "now") void load(root);
  else if (when === "near") near.observe(root);
  else if (when === "click") {
    root.addEventListener("click", (event) => {
      if (!(event.target as Element).closest("[data-load]")) return;
      if (root.dataset["state"]) return;
      event.preventDefault();
      void load(root, event);
    });
  }
}

function find(within: ParentNode): void {
  for (const root of within.querySelectorAll<HTMLElement>("[data-island]")) watch(root);
}

document.addEventListener("keydown", (event) => {
  const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!palette && (typing(event) || event.ctrlKey || event.metaKey || event.altKey)) return;
  const wanted = palette ? '[data-island="palette"]' : '[data-when="key"]:not([data-island="palette"])';
  for (const root of document.querySelectorAll<HTMLElement>(wanted)) {
    if (root.dataset["state"]) continue;
    if (palette) event.preventDefault();
    void load(root, event);
  }
});

find(document);
// what htmx brings in later
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (!(node instanceof HTMLElement)) continue;
      if (node.dataset["island"]) watch(node);
      find(node);
    }
  }
}).observe(document.body, { childList: true, subtree: true });
