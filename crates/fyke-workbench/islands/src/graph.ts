// The graph of a party and who it is linked to: expand, pin, hide, filter, undo.
//
// `data-src` answers a `Graph` whose first node is the centre; `data-expand` answers
// one for `?node=ID` with the filters that stand in the address. `data-entity` is the
// form of a party's address (`{id}`), `data-edge` that of a link's rows (`{from}`,
// `{to}`, `{kind}`). `data-table` names
// the table that says the same. At most 300 parties are drawn until more are asked
// for, and never above 2,000: beyond that a drawing says less than the table.

import type { Graph, GraphEdge, GraphNode } from "./contract.ts";
import { address, button, dataOf, fetchJson, formed, full, h, notice, twin } from "./dom.ts";
import { drawn, NOTHING, Steps, toggled, worth, type State } from "./graph/state.ts";
import { kindOf } from "./graph/shapes.ts";
import { Table } from "./graph/table.ts";
import { View } from "./graph/view.ts";
import { worded, wordsOf } from "./words.ts";

const DRAWN_FIRST = 300;
const DRAWN_MAX = 2_000;
/** Expansions that an address may ask for, so that a link cannot make the page ask for ever. */
const OPENED_MAX = 25;
const LINKS_TOLD = 6;

function fromAddress(): State {
  const min = Number(address.one("min"));
  return {
    ...NOTHING,
    focus: address.one("focus"),
    open: address.all("open").slice(0, OPENED_MAX),
    pin: address.all("pin"),
    hide: address.all("hide"),
    without: address.all("without"),
    from: address.one("from"),
    to: address.one("to"),
    min: Number.isFinite(min) && min > 0 ? min : 0,
  };
}

export default async function graph(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const { entity = "", edge: rowsOf = "" } = root.dataset;
  const first = await dataOf<Graph>(root);
  const steps = new Steps(fromAddress());
  const expansions = new Map<string, Graph>();
  let limit = DRAWN_FIRST;
  let known = new Map<string, GraphNode>();
  let lines: GraphEdge[] = [];

  const bar = h("div", { class: "island-bar", role: "group" });
  // the page has filters of its own: these are about what is drawn
  const filters = h("fieldset", { class: "island-bar", hidden: true }, h("legend", {}, words("filter-drawing")));
  const panel = h("div", { class: "graph-panel", role: "status" });
  root.append(bar, filters);
  const view = new View(root, {
    choose: (id) => choose(id, true),
    expand: (id) => void expand(id),
    moved: (id) => {
      if (!steps.now.pin.includes(id)) go({ pin: [...steps.now.pin, id] });
    },
  });
  root.append(panel);
  const say = notice(root);
  const table = new Table(twin(root), entity, (id) => choose(id, false), (id) => view.hover(id));

  const act = {
    undo: button(words("undo"), () => steps.undo() && render()),
    redo: button(words("redo"), () => steps.redo() && render()),
    expand: button(words("expand"), () => steps.now.focus && void expand(steps.now.focus)),
    pin: button(words("pin"), () => steps.now.focus && go({ pin: toggled(steps.now.pin, steps.now.focus) })),
    hide: button(words("hide"), () => steps.now.focus && go({ hide: [...steps.now.hide, steps.now.focus], focus: null })),
    more: button(words("show-more", { n: full(DRAWN_MAX) }), () => {
      limit = DRAWN_MAX;
      render();
    }),
  };
  bar.append(
    act.expand,
    act.pin,
    act.hide,
    act.undo,
    act.redo,
    button("+", () => view.zoom(1.4), { "aria-label": words("zoom-in") }),
    button("−", () => view.zoom(1 / 1.4), { "aria-label": words("zoom-out") }),
    button(words("fit"), () => view.fit()),
    act.more,
  );

  function go(change: Partial<State>): void {
    steps.go(change);
    render();
  }

  function choose(id: string | null, scroll: boolean): void {
    steps.touch({ focus: id });
    view.choose(id);
    table.choose(id, scroll);
    tell();
  }

  async function load(id: string): Promise<void> {
    const base = root.dataset["expand"];
    if (!base || expansions.has(id)) return;
    const to = new URL(base, location.href);
    to.searchParams.set("node", id);
    for (const name of ["from", "to", "min"] as const) {
      const value = steps.now[name];
      if (value) to.searchParams.set(name, String(value));
    }
    say(words("loading"));
    const answer = await fetchJson<Graph>(to.pathname + to.search);
    expansions.set(id, answer);
    say(answer.more ? words("more-neighbours", { n: full(answer.more) }) : "");
  }

  async function expand(id: string): Promise<void> {
    if (steps.now.open.includes(id)) {
      go({ open: steps.now.open.filter((each) => each !== id), focus: id });
      return;
    }
    try {
      await load(id);
      go({ open: [...steps.now.open, id], focus: id });
    } catch (error) {
      say(words("failed", { why: String(error) }));
    }
  }

  function tell(): void {
    const state = steps.now;
    const node = state.focus ? known.get(state.focus) : undefined;
    for (const each of [act.expand, act.pin, act.hide]) each.disabled = !node;
    act.expand.disabled ||= !root.dataset["expand"];
    act.expand.textContent = words(node && state.open.includes(node.id) ? "collapse" : "expand");
    act.pin.textContent = words(node && state.pin.includes(node.id) ? "unpin" : "pin");
    act.undo.disabled = !steps.canUndo;
    act.redo.disabled = !steps.canRedo;
    address.set({
      focus: state.focus,
      open: [...state.open],
      pin: [...state.pin],
      hide: [...state.hide],
      without: [...state.without],
      from: state.from,
      to: state.to,
      min: state.min ? String(state.min) : null,
    });
    if (!node) {
      panel.replaceChildren(h("span", {}, words("nothing-chosen")));
      return;
    }
    const to = formed(entity, { id: node.id });
    panel.replaceChildren(...[
      h("strong", { dir: "auto" }, node.caption),
      h("span", {}, [words(`kind-${kindOf(node)}`), node.country ?? ""].filter(Boolean).join(", ")),
      h("span", {}, words("links-all", { n: full(node.degree) })),
      node.listed ? h("span", { class: "is-listed" }, words("listed")) : null,
      to ? h("a", { href: to }, words("open-page")) : null,
      links(node.id),
    ].filter((part) => part !== null));
  }

  /** The largest links of the chosen party, each leading to its rows. */
  function links(id: string): HTMLElement {
    const list = h("ul", { class: "graph-links" });
    const ends = lines.filter((edge) => edge.from === id || edge.to === id).sort((a, b) => worth(b) - worth(a));
    for (const edge of ends.slice(0, LINKS_TOLD)) {
      const text = `${known.get(edge.from)?.caption ?? edge.from} → ${known.get(edge.to)?.caption ?? edge.to}: ${edge.words}`;
      const to = formed(rowsOf, { from: edge.from, to: edge.to, kind: edge.kind });
      list.append(h("li", { dir: "auto" }, to ? h("a", { href: to }, text) : text));
    }
    return list;
  }

  function render(): void {
    const what = drawn(first, expansions, steps.now, limit);
    lines = what.edges;
    known = new Map(what.nodes.map((node) => [node.id, node]));
    view.show(what, steps.now);
    table.sync(what.nodes);
    act.more.hidden = what.all <= limit || limit >= DRAWN_MAX;
    say(words("drawn", { n: full(what.nodes.length), all: full(what.all), links: full(what.edges.length) }));
    choose(steps.now.focus && known.has(steps.now.focus) ? steps.now.focus : null, false);
  }

  function filter(): void {
    const kinds = [...new Set(first.edges.map((edge) => edge.kind))].sort();
    if (kinds.length > 1) {
      const boxes = kinds.map((kind) => {
        const box = h("input", { type: "checkbox", checked: !steps.now.without.includes(kind) });
        box.addEventListener("change", () => go({ without: toggled(steps.now.without, kind) }));
        return h("label", {}, box, worded(words, "link", kind));
      });
      filters.append(h("fieldset", {}, h("legend", {}, words("filter-kind")), ...boxes));
    }
    const dates = first.edges.flatMap((edge) => [edge.first ?? [], edge.last ?? []].flat()).sort();
    if (dates.length) {
      for (const name of ["from", "to"] as const) {
        const field = h("input", { type: "month", value: steps.now[name] ?? "", min: dates[0]?.slice(0, 7), max: dates.at(-1)?.slice(0, 7) });
        field.addEventListener("change", () => go({ [name]: field.value || null }));
        filters.append(h("label", {}, words(`filter-${name}`), field));
      }
    }
    const currency = first.edges.flatMap((edge) => edge.values)[0]?.currency;
    if (currency) {
      const field = h("input", { type: "number", min: 0, step: "any", value: steps.now.min || "" });
      field.addEventListener("change", () => go({ min: Math.max(0, Number(field.value) || 0) }));
      filters.append(h("label", {}, words("filter-min", { currency }), field));
    }
  }

  filter();
  filters.hidden = filters.childElementCount < 2;
  await Promise.all(steps.now.open.map((id) => load(id).catch(() => undefined)));
  render();
  view.fit();
}
