// The months of a flow map: a small chart of all months with the chosen ones
// marked, two sliders that work with the keyboard, and a button that plays.

import { button, h, monthName, s, still } from "../dom.ts";
import type { Words } from "../words.ts";

export interface Range {
  from: number;
  to: number;
}

const CHART_WIDTH = 960;
const CHART_HEIGHT = 54;
const STEP_MS = 700;

/** The bar of months; `changed` is called with the chosen ones. */
export function monthBar(
  months: readonly string[],
  totals: readonly number[],
  chosen: Range,
  words: Words,
  changed: (range: Range) => void,
): { bar: HTMLElement; range: () => Range } {
  const last = months.length - 1;
  let range = { ...chosen };
  let timer = 0;

  const most = Math.max(1, ...totals);
  const width = CHART_WIDTH / months.length;
  const bars = totals.map((total, at) => {
    const height = Math.max(total > 0 ? 1.5 : 0, (total / most) * (CHART_HEIGHT - 4));
    return s("rect", {
      x: (at * width + width * 0.1).toFixed(1),
      y: (CHART_HEIGHT - height).toFixed(1),
      width: (width * 0.8).toFixed(1),
      height: height.toFixed(1),
      class: "month",
    });
  });
  const years = months.flatMap((month, at) =>
    month.endsWith("-01") && at > 0
      ? [s("line", { x1: (at * width).toFixed(1), x2: (at * width).toFixed(1), y1: 0, y2: CHART_HEIGHT, class: "year" })]
      : [],
  );
  const chart = s(
    "svg",
    { viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`, preserveAspectRatio: "none", class: "months-chart", "aria-hidden": "true" },
    ...years,
    ...bars,
  );

  const slider = (which: keyof Range): { field: HTMLInputElement; label: HTMLElement } => {
    const field = h("input", { type: "range", min: 0, max: last, step: 1, class: `months-${which}` });
    field.value = String(range[which]);
    field.addEventListener("input", () => {
      stop();
      const value = Number(field.value);
      set(which === "from" ? { from: value, to: Math.max(value, range.to) } : { from: Math.min(value, range.from), to: value });
    });
    const output = h("output", {});
    return { field, label: h("label", {}, h("span", {}, words(which === "from" ? "month-from" : "month-to")), field, output) };
  };
  const from = slider("from");
  const to = slider("to");
  const play = button(words("play"), () => (timer ? stop() : start()), { "aria-pressed": "false" });

  function show(): void {
    for (const [which, { field, label }] of [["from", from], ["to", to]] as const) {
      field.value = String(range[which]);
      const name = monthName(months[range[which]] ?? "");
      field.setAttribute("aria-valuetext", name);
      const output = label.querySelector("output");
      if (output) output.textContent = name;
    }
    bars.forEach((bar, at) => bar.classList.toggle("is-in", at >= range.from && at <= range.to));
  }

  function set(next: Range): void {
    range = next;
    show();
    changed(range);
  }

  function stop(): void {
    clearInterval(timer);
    timer = 0;
    play.textContent = words("play");
    play.setAttribute("aria-pressed", "false");
  }

  /** Moves the chosen months on by one; all of them chosen, it begins with the first year. */
  function start(): void {
    const length = range.to - range.from >= last ? Math.min(11, Math.floor(last / 2)) : range.to - range.from;
    if (range.to >= last) set({ from: 0, to: length });
    play.textContent = words("pause");
    play.setAttribute("aria-pressed", "true");
    // who wants less motion gets one step a press
    if (still()) {
      set({ from: Math.min(range.from + 1, last - length), to: Math.min(range.to + 1, last) });
      stop();
      return;
    }
    timer = window.setInterval(() => {
      if (range.to >= last || document.hidden) return stop();
      set({ from: range.from + 1, to: range.to + 1 });
    }, STEP_MS);
  }

  show();
  return { bar: h("div", { class: "months" }, chart, h("div", { class: "island-bar" }, play, from.label, to.label)), range: () => range };
}
