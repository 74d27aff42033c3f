// A chain of re-exports as a Sankey diagram: who sent on how much of what came in.
//
// Data is a `Chain`. The table beside it has a row with an id for each link, whose
// form `data-row` gives (`row-{at}`); following a band leads to its row, and from
// there to the consignments. Loops cannot be drawn and are counted.

import { sankey as arrange, sankeyJustify, sankeyLinkHorizontal, type SankeyGraph } from "d3-sankey";
import type { Chain, ChainLink, ChainNode } from "./contract.ts";
import { button, dataOf, full, h, money, notice, rtl, s, save } from "./dom.ts";
import { wordsOf } from "./words.ts";

interface Box extends ChainNode {
  position: number;
}
interface Band {
  source: number;
  target: number;
  value: number;
  link: ChainLink;
  at: number;
}

const WIDTH = 960;
const BOX_WIDTH = 14;
const SIDE = 8;
const LETTER = 12;

/** Links that close a loop with those before them, the largest kept first. */
export function withoutLoops(links: readonly { from: number; to: number; weight: number; at: number }[]): Set<number> {
  const kept = new Set<number>();
  const onward = new Map<number, number[]>();
  const reaches = (start: number, goal: number): boolean => {
    const seen = new Set<number>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === goal) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(onward.get(at) ?? []));
    }
    return false;
  };
  for (const link of [...links].sort((a, b) => b.weight - a.weight)) {
    if (link.from === link.to || reaches(link.to, link.from)) continue;
    kept.add(link.at);
    onward.set(link.from, [...(onward.get(link.from) ?? []), link.to]);
  }
  return kept;
}

export default async function sankey(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const chain = await dataOf<Chain>(root);
  // one unit for all bands: value where every band has one in the same currency, else mass
  const currencies = new Set(chain.links.map((link) => link.value?.currency ?? ""));
  const currency = currencies.size === 1 ? [...currencies][0] : "";
  const weigh = (link: ChainLink): number => (currency ? (link.value?.minor ?? 0) / 100 : link.mass_g / 1000);
  const unit = currency || "kg";
  const sum = (value: number): string => (currency ? money(currency, value) : `${full(value)} kg`);
  const weighed = chain.links.map((link, at) => ({ from: link.from, to: link.to, weight: weigh(link), at }));
  const kept = withoutLoops(weighed.filter((link) => link.weight > 0));
  const used = new Set([...kept].flatMap((at) => [chain.links[at]?.from ?? -1, chain.links[at]?.to ?? -1]));
  const places = [...used].sort((a, b) => a - b);
  const position = new Map(places.map((place, at) => [place, at]));
  const nodes: Box[] = places.flatMap((place) => {
    const node = chain.nodes[place];
    return node ? [{ ...node, position: place }] : [];
  });
  const links: Band[] = [...kept].sort((a, b) => a - b).flatMap((at) => {
    const link = chain.links[at];
    return link ? [{ source: position.get(link.from) ?? 0, target: position.get(link.to) ?? 0, value: weigh(link), link, at }] : [];
  });
  const frame = h("div", { class: "sankey-frame" });
  root.append(frame);
  const say = notice(root);
  if (links.length === 0) return;

  const columns = new Map<string, number>();
  for (const node of nodes) columns.set(node.role, (columns.get(node.role) ?? 0) + 1);
  const tallest = Math.max(...columns.values(), nodes.length / 3);
  const height = Math.min(1200, Math.max(220, tallest * 38));
  const layout = arrange<Box, Band>()
    .nodeWidth(BOX_WIDTH)
    .nodePadding(Math.max(10, Math.min(26, height / tallest / 1.6)))
    .nodeAlign(sankeyJustify)
    .extent([[SIDE, 10], [WIDTH - SIDE, height - 10]]);
  const graph: SankeyGraph<Box, Band> = layout({ nodes, links });
  const path = sankeyLinkHorizontal<Box, Band>();
  const mirror = rtl();

  const name = (node: string | number | { name?: string }): string => (typeof node === "object" ? (node.name ?? "") : "");
  const bands = graph.links.map((band) => {
    const text = words("route", { from: name(band.source), to: name(band.target), value: sum(band.value) });
    const shape = s(
      "path",
      { d: path(band) ?? "", "stroke-width": Math.max(1, band.width ?? 1).toFixed(1), class: `band part-${band.link.part || "other"}` },
      s("title", {}, `${text}, ${full(band.link.rows)}`),
    );
    const row = (root.dataset["row"] ?? "").replace("{at}", String(band.at));
    return row ? s("a", { href: `#${row}`, "aria-label": text }, shape) : shape;
  });
  const boxes = graph.nodes.map((node) => {
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [node.x0, node.x1, node.y0, node.y1];
    const late = x0 > WIDTH / 2;
    const [x, anchor] = late ? [x0 - 6, "end"] : [x1 + 6, "start"];
    const whole = `${node.name}${node.country ? ` (${node.country})` : ""}`;
    const text = whole.length > 30 ? whole.slice(0, 29) + "…" : whole;
    const middle = (y0 + y1) / 2;
    return s(
      "g",
      {},
      s("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(1, y1 - y0), class: `box role-${node.role}` }, s("title", {}, `${whole}: ${sum(node.value ?? 0)}`)),
      s(
        "text",
        {
          x: mirror ? -x : x,
          y: middle,
          "text-anchor": anchor === (mirror ? "end" : "start") ? "start" : "end",
          "dominant-baseline": "central",
          "font-size": LETTER,
          transform: mirror ? "scale(-1 1)" : null,
          direction: "ltr",
          class: "name",
        },
        text,
      ),
    );
  });
  const svg = s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, class: "sankey", role: "group", "aria-label": chain.title || words("sankey-of", { n: full(links.length), unit }) },
    s("g", { transform: mirror ? `translate(${WIDTH} 0) scale(-1 1)` : null }, s("g", { class: "bands" }, ...bands), s("g", { class: "boxes" }, ...boxes)),
  );
  frame.append(svg);
  root.append(
    h("div", { class: "island-bar" }, button(words("download-svg"), () => save("chain.svg", "image/svg+xml", standalone(svg)))),
  );
  const loops = weighed.filter((link) => link.weight > 0).length - kept.size;
  if (loops > 0) say(words("loops", { n: full(loops) }));
}

/** The drawing as a file: colours of the page written into it, links left out. */
export function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const originals = svg.querySelectorAll<SVGElement>("path,rect,text,circle,line");
  const copies = copy.querySelectorAll<SVGElement>("path,rect,text,circle,line");
  originals.forEach((original, at) => {
    const look = getComputedStyle(original);
    const into = copies[at];
    if (!into) return;
    const letters = original.tagName === "text" ? ["font-family", "font-weight", "paint-order"] : [];
    for (const property of ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", ...letters]) {
      into.setAttribute(property, look.getPropertyValue(property));
    }
    into.removeAttribute("class");
  });
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return new XMLSerializer().serializeToString(copy);
}
