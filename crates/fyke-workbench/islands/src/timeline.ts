// Dated things in lanes, one lane a kind; what lasted is a bar, what happened a mark.
//
// Data is a list of `Event`. Zoom with the buttons or `+` and `-`, move with the
// arrow keys. The list on the page says the same; `data-row` gives the form of the
// ids of its rows (`{at}`), and a bar leads there; where the list goes over many pages,
// `data-part` is the form of their address (`{offset}`) and `data-limit` their length.

import type { Event as Dated, Timeline } from "./contract.ts";
import { button, dataOf, formed, full, h, language, local, rtl, s } from "./dom.ts";
import { worded, wordsOf } from "./words.ts";

const WIDTH = 960;
const GUTTER = 120;
const ROW = 22;
const AXIS = 26;
const DAY = 86_400_000;
/** Rows of a lane; what does not fit stands in the list only. */
const ROWS_MAX = 8;

const PARTS: Record<string, string> = { consignment: "detour", listing: "bad", ownership: "direct", directorship: "direct", payment: "onward" };

interface Bar {
  event: Dated;
  at: number;
  from: number;
  to: number;
}

export default async function timeline(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const data = await dataOf<Timeline>(root);
  const events = Array.isArray(data) ? data : data.items;
  const bars: Bar[] = events
    .map((event, at) => ({ event, at, from: Date.parse(event.from), to: Date.parse(event.to || event.from) }))
    .filter((bar) => Number.isFinite(bar.from) && Number.isFinite(bar.to));
  if (bars.length === 0) return;
  const first = Math.min(...bars.map((bar) => bar.from));
  const last = Math.max(...bars.map((bar) => bar.to), first + 30 * DAY);
  const margin = (last - first) * 0.03;
  let [left, right] = [first - margin, last + margin];
  const lanes = [...new Set(bars.map((bar) => bar.event.kind))];

  const svg = s("svg", { class: "timeline", role: "group", tabindex: 0, "aria-label": words("timeline-of", { n: full(bars.length), from: day(first), to: day(last) }) });
  root.append(
    h("div", { class: "timeline-frame" }, svg),
    h(
      "div",
      { class: "island-bar" },
      button(words("earlier"), () => move(-0.4)),
      button(words("later"), () => move(0.4)),
      button("+", () => zoom(0.5), { "aria-label": words("zoom-in") }),
      button("−", () => zoom(2), { "aria-label": words("zoom-out") }),
      button(words("fit"), () => {
        [left, right] = [first - margin, last + margin];
        draw();
      }),
    ),
  );

  function day(time: number): string {
    return new Intl.DateTimeFormat(language(), { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(time);
  }

  function move(share: number): void {
    const by = (right - left) * share;
    [left, right] = [left + by, right + by];
    draw();
  }

  function zoom(factor: number): void {
    const middle = (left + right) / 2;
    const half = Math.min(Math.max(((right - left) / 2) * factor, 5 * DAY), last - first + 2 * margin);
    [left, right] = [middle - half, middle + half];
    draw();
  }

  /** The page of the list that has the row: this one, or another part of it. */
  function pageOf(row: string, at: number): string {
    if (document.getElementById(row)) return "";
    const limit = Math.max(1, Number(root.dataset["limit"]) || 1);
    return formed(root.dataset["part"], { offset: Math.floor(at / limit) * limit }) ?? "";
  }

  const x = (time: number): number => {
    const along = GUTTER + ((time - left) / (right - left)) * (WIDTH - GUTTER - 8);
    return rtl() ? WIDTH - along : along;
  };

  /** Years, quarters, months or weeks, whichever leaves room for its name. */
  function ticks(): { at: number; name: string }[] {
    const days = (right - left) / DAY;
    const months = days > 3650 ? 24 : days > 1500 ? 12 : days > 500 ? 6 : days > 240 ? 3 : 1;
    const name = new Intl.DateTimeFormat(language(), months >= 12 ? { year: "numeric", timeZone: "UTC" } : { year: "numeric", month: "short", timeZone: "UTC" });
    const found: { at: number; name: string }[] = [];
    const start = new Date(left);
    let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
    for (; found.length < 40; month += months) {
      const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > right) break;
      if (at >= left) found.push({ at, name: name.format(at) });
    }
    return found;
  }

  function draw(): void {
    const parts: SVGElement[] = [];
    let top = AXIS;
    for (const lane of lanes) {
      const rows: number[] = [];
      const placed: SVGElement[] = [];
      for (const bar of bars.filter((each) => each.event.kind === lane).sort((a, b) => a.from - b.from)) {
        if (bar.to < left || bar.from > right) continue;
        const [a, b] = [x(Math.max(bar.from, left)), x(Math.min(bar.to, right))];
        const [start, width] = [Math.min(a, b), Math.max(7, Math.abs(b - a))];
        // where time runs from right to left, so do rows
        const begin = rtl() ? WIDTH - start - width : start;
        let row = rows.findIndex((end) => end + 3 < begin);
        if (row < 0) row = rows.length;
        if (row >= ROWS_MAX) continue;
        rows[row] = begin + width;
        const y = top + row * ROW;
        const text = `${bar.event.words}, ${day(bar.from)}${bar.to > bar.from ? ` – ${day(bar.to)}` : ""}`;
        const shape = s("rect", { x: start.toFixed(1), y: y + 4, width: width.toFixed(1), height: ROW - 8, rx: 3, class: `event part-${PARTS[lane] ?? "other"}` }, s("title", {}, text));
        const row_id = (root.dataset["row"] ?? "").replace("{at}", String(bar.at));
        const href = local(bar.event.href) ?? (row_id ? `${pageOf(row_id, bar.at)}#${row_id}` : null);
        const room = Math.floor(width / 6.6) - 1;
        const letters = room > 6 ? s("text", { x: rtl() ? start + width - 5 : start + 5, y: y + ROW / 2, "dominant-baseline": "central", "font-size": 11, class: "event-name" }, room < bar.event.words.length ? bar.event.words.slice(0, room - 1) + "…" : bar.event.words) : null;
        placed.push(href ? s("a", { href, "aria-label": text }, shape, letters) : s("g", {}, shape, letters));
      }
      const height = Math.max(1, rows.length) * ROW;
      parts.push(
        s("line", { x1: 0, x2: WIDTH, y1: top + height + 3, y2: top + height + 3, class: "rule" }),
        s("text", { x: rtl() ? WIDTH - 4 : 4, y: top + ROW / 2, "dominant-baseline": "central", "font-size": 12, class: "lane" }, worded(words, "lane", lane)),
        ...placed,
      );
      top += height + 7;
    }
    const marks = ticks().flatMap(({ at, name }) => [
      s("line", { x1: x(at).toFixed(1), x2: x(at).toFixed(1), y1: AXIS - 6, y2: top, class: "tick" }),
      s("text", { x: x(at).toFixed(1), y: 12, "text-anchor": "middle", "font-size": 11, class: "tick-name" }, name),
    ]);
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${top + 4}`);
    svg.replaceChildren(...marks, ...parts);
  }

  svg.addEventListener("keydown", (event) => {
    if (event.target !== svg) return;
    const ahead = rtl() ? -0.2 : 0.2;
    if (event.key === "ArrowRight") move(ahead);
    else if (event.key === "ArrowLeft") move(-ahead);
    else if (event.key === "+" || event.key === "=") zoom(0.5);
    else if (event.key === "-") zoom(2);
    else return;
    event.preventDefault();
  });
  draw();
}
