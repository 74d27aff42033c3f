// Flows between countries on a map, as SVG: it prints, scales, and needs no GPU.
//
// Data is a `Flows`; `data-table` names the table that says the same, whose rows
// have `data-arc="FROM TO"` and cells `data-col="value"` that follow the months.
// `data-route` is the form of the address of an arc's rows (`{exporter}`,
// `{importer}`, `{from}`, `{to}`). The months stand in the page's address.

import type { Arc, Flows, Place } from "./contract.ts";
import { address, button, dataOf, formed, full, h, money as written, monthName, monthsFrom, notice, s, twin } from "./dom.ts";
import { monthBar, type Range } from "./flowmap/months.ts";
import { at, HEIGHT, outlines, viewOf, WIDTH } from "./flowmap/projection.ts";
import { arcOutline, placeLabels, type Point } from "./flowmap/shapes.ts";
import { wordsOf } from "./words.ts";

/** More arcs than this hide one another; the table has all. */
const ARCS_DRAWN = 120;
const LABELS_WANTED = 36;
const WIDTH_MAX = 15;
const PARTS = ["direct", "detour", "onward", "other"] as const;

const LETTERS = document.createElement("canvas").getContext("2d");

interface Sum {
  arc: Arc;
  value: number;
}

export default async function flowmap(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const [data, world] = await Promise.all([dataOf<Flows>(root), outlines()]);
  const months = monthsFrom(data.first ?? "2000-01", Math.max(1, data.months));
  const places = new Map(data.places.map((place) => [place.country, place]));
  const arcs = data.arcs.filter((arc) => places.has(arc.exporter) && places.has(arc.importer));
  const totals = months.map((_, month) => arcs.reduce((sum, arc) => sum + (arc.by_month[month] ?? 0), 0));
  const index = (name: string, fallback: number): number => {
    const found = months.indexOf(address.one(name)?.slice(0, 7) ?? "");
    return found < 0 ? fallback : found;
  };
  let range: Range = { from: index("from", 0), to: index("to", months.length - 1) };
  if (range.from > range.to) range = { from: range.to, to: range.from };
  let whole = false;
  let zoom = 1;
  let shift: [number, number] = [0, 0];

  const svg = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "map", role: "group", tabindex: 0 });
  const frame = h("div", { class: "map-frame" }, svg);
  const reset = button(words("world"), () => {
    whole = !whole;
    [zoom, shift] = [1, [0, 0]];
    reset.setAttribute("aria-pressed", String(whole));
    draw();
  }, { "aria-pressed": "false" });
  const bar = h(
    "div",
    { class: "island-bar" },
    button("+", () => zoomBy(1.5), { "aria-label": words("zoom-in") }),
    button("−", () => zoomBy(1 / 1.5), { "aria-label": words("zoom-out") }),
    button(words("fit"), () => {
      [whole, zoom, shift] = [false, 1, [0, 0]];
      reset.setAttribute("aria-pressed", "false");
      draw();
    }),
    reset,
    ...(PARTS.filter((part) => arcs.some((arc) => arc.part === part)).length > 1
      ? PARTS.map((part) => h("span", { class: `key part-${part}` }, words(part)))
      : []),
  );
  const slider = monthBar(months, totals, range, words, (next) => {
    range = next;
    address.set({
      from: next.from === 0 ? null : (months[next.from] ?? null),
      to: next.to === months.length - 1 ? null : (months[next.to] ?? null),
    });
    draw();
  });
  root.append(frame, bar, slider.bar);
  const say = notice(root);

  function zoomBy(factor: number): void {
    const next = Math.min(12, Math.max(0.6, zoom * factor));
    shift = [shift[0] * (next / zoom), shift[1] * (next / zoom)];
    zoom = next;
    draw();
  }

  function sums(): Sum[] {
    return arcs
      .map((arc) => ({ arc, value: arc.by_month.slice(range.from, range.to + 1).reduce((sum, value) => sum + value, 0) / 100 }))
      .filter((sum) => sum.value > 0)
      .sort((a, b) => b.value - a.value);
  }

  const money = (value: number): string => written(data.currency, value);

  function draw(): void {
    const all = sums();
    const shown = all.slice(0, ARCS_DRAWN);
    const through = new Map<string, number>();
    for (const { arc, value } of shown) {
      through.set(arc.exporter, (through.get(arc.exporter) ?? 0) + value);
      through.set(arc.importer, (through.get(arc.importer) ?? 0) + value);
    }
    // the view depends on all arcs, not on the months: it must not jump while they play
    const view = viewOf(whole ? [] : data.places.filter((place) => used.has(place.country)), zoom, shift);
    const point = (place: Place): Point => view.projection(at(place)) ?? [-99, -99];
    const most = Math.max(1, ...all.map((sum) => sum.value));
    const busiest = Math.max(1, ...through.values());
    const first = monthName(months[range.from] ?? "");
    const last = monthName(months[range.to] ?? "");
    svg.setAttribute(
      "aria-label",
      words("map-of", { from: first, to: last, n: full(all.length), total: money(all.reduce((sum, each) => sum + each.value, 0)) }),
    );
    const land = world.features.map((country) => s("path", { d: view.path(country) ?? "", class: "land" }));
    const routes = [...shown].reverse().map(({ arc, value }) => {
      const [from, to] = [places.get(arc.exporter), places.get(arc.importer)];
      if (!from || !to) return null;
      const width = Math.max(1, WIDTH_MAX * Math.sqrt(value / most));
      const text = words("route", { from: from.name, to: to.name, value: money(value) });
      const shape = s("path", { d: arcOutline(point(from), point(to), width), class: `arc part-${arc.part ?? "detour"}` }, s("title", {}, text));
      const href = formed(root.dataset["route"], {
        exporter: arc.exporter,
        importer: arc.importer,
        from: months[range.from] ?? "",
        to: months[range.to] ?? "",
      });
      return href ? s("a", { href, "aria-label": text, "data-arc": `${arc.exporter} ${arc.importer}` }, shape) : shape;
    });
    const busy = [...through].sort((a, b) => b[1] - a[1]).flatMap(([code, value]) => {
      const place = places.get(code);
      return place ? [{ place, text: place.name, at: point(place), radius: 2 + 7 * Math.sqrt(value / busiest) }] : [];
    });
    const dots = busy.map(({ place, at: [cx, cy], radius }) =>
      s("circle", { cx: cx.toFixed(1), cy: cy.toFixed(1), r: radius.toFixed(1), class: place.embargoed ? "dot is-embargoed" : "dot" }),
    );
    // letters have the size they have on the page, however small the map is there
    const scale = Math.max(1, WIDTH / Math.max(1, frame.clientWidth || WIDTH));
    const size = 12 * scale;
    if (LETTERS) LETTERS.font = `500 ${size}px ${getComputedStyle(root).fontFamily}`;
    const labels = placeLabels(
      busy.slice(0, LABELS_WANTED),
      (text) => LETTERS?.measureText(text).width ?? text.length * size * 0.6,
      size * 1.15,
      { x: 0, y: 0, width: WIDTH, height: HEIGHT },
    ).map(({ text, x, y, anchor }) =>
      s("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor, "dominant-baseline": "central", "font-size": size.toFixed(1), direction: "ltr", class: "place" }, text),
    );
    svg.replaceChildren(
      s("g", { class: "lands", "aria-hidden": "true" }, ...land),
      s("g", { class: "arcs" }, ...routes),
      s("g", { class: "dots", "aria-hidden": "true" }, ...dots),
      s("g", { class: "places", "aria-hidden": "true" }, ...labels),
    );
    say(shown.length < all.length ? words("arcs-drawn", { n: full(shown.length), all: full(all.length) }) : "");
    sync(all);
  }

  function sync(all: Sum[]): void {
    const values = new Map(all.map(({ arc, value }) => [`${arc.exporter} ${arc.importer}`, value]));
    for (const row of twin(root)?.querySelectorAll<HTMLElement>("tr[data-arc]") ?? []) {
      const value = values.get(row.dataset["arc"] ?? "") ?? 0;
      row.classList.toggle("is-out", value === 0);
      const cell = row.querySelector('[data-col="value"]');
      if (cell) cell.textContent = money(value);
    }
  }

  const biggest = [...arcs].sort((a, b) => b.value_minor - a.value_minor).slice(0, ARCS_DRAWN);
  const used = new Set(biggest.flatMap((arc) => [arc.exporter, arc.importer]));

  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg) return;
    const steps: Record<string, [number, number]> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    const step = steps[event.key];
    if (step) {
      shift = [shift[0] + step[0], shift[1] + step[1]];
      draw();
    } else if (event.key === "+" || event.key === "=") zoomBy(1.5);
    else if (event.key === "-") zoomBy(1 / 1.5);
    else return;
    event.preventDefault();
  });
  let held: { x: number; y: number } | null = null;
  svg.addEventListener("pointerdown", (event) => {
    if (!(event.target as Element).closest("a")) held = { x: event.clientX, y: event.clientY };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const unit = WIDTH / Math.max(1, svg.clientWidth);
    shift = [shift[0] + (event.clientX - held.x) * unit, shift[1] + (event.clientY - held.y) * unit];
    held = { x: event.clientX, y: event.clientY };
    draw();
  });
  for (const end of ["pointerup", "pointerleave", "pointercancel"] as const) svg.addEventListener(end, () => (held = null));
  // the row and its arc light up together
  const table = twin(root);
  const light = (arc: string | undefined): void => {
    svg.classList.toggle("has-chosen", arc !== undefined);
    for (const each of svg.querySelectorAll<SVGElement>("a[data-arc]")) each.classList.toggle("is-chosen", each.dataset["arc"] === arc);
  };
  for (const enter of ["pointerover", "focusin"] as const) {
    table?.addEventListener(enter, (event) => light((event.target as Element).closest<HTMLElement>("tr[data-arc]")?.dataset["arc"]));
  }
  for (const leave of ["pointerleave", "focusout"] as const) table?.addEventListener(leave, () => light(undefined));
  new ResizeObserver(() => draw()).observe(frame);
}
