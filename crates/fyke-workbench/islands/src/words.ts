// What islands say, in English; pages bring the reader's language.
//
// `boot.ts` fetches what `data-words` of the page's root names: the messages of
// `words/LANG/islands.ftl` under these names (there `island-NAME`). What is left out
// is said in English. `{n}` and the like stand for values.

export const ENGLISH = {
  "undo": "undo",
  "redo": "redo",
  "expand": "expand",
  "collapse": "collapse",
  "pin": "pin",
  "unpin": "unpin",
  "hide": "hide",
  "fit": "fit to view",
  "zoom-in": "zoom in",
  "zoom-out": "zoom out",
  "show-more": "draw up to {n}",
  "drawn": "parties drawn: {n} of {all}; links: {links}",
  "loading": "loading",
  "failed": "could not be loaded: {why}; the table beside it holds the same",
  "open-page": "open its page",
  "links-all": "links in the case: {n}",
  "listed": "on a watch list",
  "filter-kind": "kind of link",
  "filter-from": "from",
  "filter-to": "to",
  "filter-min": "at least, in {currency}",
  "filter-drawing": "in the drawing alone",
  "nothing-chosen": "choose a party in the drawing or in the table",
  "more-neighbours": "neighbours left out: {n}; narrow the filter",
  "kind-company": "company",
  "kind-person": "person",
  "kind-vessel": "vessel",
  "kind-other": "other",
  "link-trade": "trade",
  "link-ownership": "ownership",
  "link-directorship": "directorship",
  "link-link": "other link",
  "link-sanction": "sanction",
  "link-payment": "payment",
  "lane-consignment": "consignments",
  "lane-listing": "listings",
  "lane-directorship": "directors",
  "lane-ownership": "owners",
  "lane-payment": "payments",
  "lane-position": "positions",
  "month-from": "first month",
  "month-to": "last month",
  "play": "play",
  "pause": "pause",
  "world": "whole world",
  "map-of": "flow map, {from} to {to}; routes: {n}; in all {total}",
  "route": "{from} to {to}: {value}",
  "arcs-drawn": "routes drawn: the largest {n} of {all}; the table holds all",
  "direct": "direct",
  "detour": "detour",
  "onward": "onward",
  "other": "other",
  "download-svg": "download as SVG",
  "sankey-of": "chain in {unit}; bands: {n}",
  "loops": "bands that close a loop and stand in the table only: {n}",
  "series-of": "{names} in {unit}, {from} to {to}",
  "timeline-of": "timeline, {from} to {to}; events: {n}",
  "earlier": "earlier",
  "later": "later",
  "keys-title": "keys on this page",
  "keys-palette": "go to a page or search",
  "close": "close",
  "palette-title": "go to",
  "palette-label": "type a page or what to search for",
  "palette-search": "search for {q}",
  "palette-none": "nothing by that name",
  "passkey-working": "waiting for the passkey",
  "passkey-failed": "the passkey did not work: {why}; the passphrase does the same",
  "passkey-address": "passkeys work under a name, not a number: open this page at {address}",
  "cell-help": "arrow keys move, 1 to 5 set, 0 clears",
} as const;

export type Word = keyof typeof ENGLISH;
/** A word of a family, such as `link-trade`; the data's own where the family has none. */
export function worded(words: Words, family: string, member: string): string {
  const id = `${family}-${member}`;
  return id in ENGLISH ? words(id as Word) : member;
}

export type Words = (id: Word, values?: Record<string, string | number>) => string;

/** The words of the page an island stands in. */
export function wordsOf(root: Element): Words {
  let given: Record<string, unknown> = {};
  const script = root.querySelector("script[data-words]") ?? document.querySelector("script[data-words]");
  try {
    const read: unknown = JSON.parse(script?.textContent ?? "{}");
    if (read !== null && typeof read === "object") given = read as Record<string, unknown>;
  } catch {
    // English will do
  }
  return (id, values = {}) => {
    const own = given[id];
    const pattern = typeof own === "string" ? own : ENGLISH[id];
    return pattern.replace(/\{\s*\$?(\w+)\s*\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}
