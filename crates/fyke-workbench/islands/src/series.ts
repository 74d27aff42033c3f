// Lines over time, with the dates at which rules changed.
//
// Data is a `Series`. The chart is a canvas hidden from screen readers: the table
// beside it says the same. Drag to zoom, double click to zoom out.

import uPlot from "uplot";
import type { Series } from "./contract.ts";
import { dataOf, h, hex, language, mixed, onTheme, short } from "./dom.ts";
import { wordsOf } from "./words.ts";

const HEIGHT = 260;
const PARTS = ["direct", "detour", "onward", "other"];
const DASHES: number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];

const seconds = (text: string): number => Date.parse(text.length === 7 ? `${text}-01` : text) / 1000;

export default async function series(root: HTMLElement): Promise<void> {
  const words = wordsOf(root);
  const data = await dataOf<Series>(root);
  const times = data.at.map(seconds);
  const values: uPlot.AlignedData = [times, ...data.lines.map((line) => line.values)];
  const frame = h("div", { class: "series-frame", "aria-hidden": "true" });
  root.append(frame);
  root.append(
    h("p", { class: "visually-hidden" }, words("series-of", {
      names: data.lines.map((line) => line.name).join(", "),
      unit: data.unit,
      from: data.at[0] ?? "",
      to: data.at.at(-1) ?? "",
    })),
  );
  let plot: uPlot | undefined;

  function marks(chart: uPlot): void {
    const { ctx: context, bbox: box } = chart;
    const pixel = devicePixelRatio;
    context.save();
    context.font = `${11 * pixel}px ${getComputedStyle(root).fontFamily}`;
    context.strokeStyle = hex("--ink-soft", "#5b6270");
    context.fillStyle = hex("--ink-soft", "#5b6270");
    context.textAlign = "left";
    context.textBaseline = "alphabetic";
    context.setLineDash([3 * pixel, 3 * pixel]);
    const ends = [-Infinity, -Infinity, -Infinity];
    for (const mark of data.marks) {
      const x = chart.valToPos(seconds(mark.at), "x", true);
      if (x < box.left || x > box.left + box.width) continue;
      context.beginPath();
      context.moveTo(x, box.top);
      context.lineTo(x, box.top + box.height);
      context.stroke();
      // names in rows one below the other, each in the first row where it fits
      const width = context.measureText(mark.name).width;
      const left = x + 4 * pixel + width > box.left + box.width ? x - 4 * pixel - width : x + 4 * pixel;
      const row = ends.findIndex((end) => end < left);
      if (row < 0) continue;
      ends[row] = left + width + 8 * pixel;
      context.fillText(mark.name, left, box.top + (12 + row * 14) * pixel);
    }
    context.restore();
  }

  function draw(): void {
    plot?.destroy();
    const ink = hex("--ink-soft", "#5b6270");
    const grid = mixed("--ink", "--paper", 0.1);
    const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: `12px ${getComputedStyle(root).fontFamily}` };
    const day = new Intl.DateTimeFormat(language(), { year: "numeric", month: "short", ...(data.at[0]?.length === 7 ? {} : { day: "numeric" }), timeZone: "UTC" });
    plot = new uPlot(
      {
        width: Math.max(200, frame.clientWidth),
        height: HEIGHT,
        tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "UTC"),
        scales: { x: { time: true } },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => day.format(tick * 1000)), space: 90 },
          { ...axis, values: (_, ticks) => ticks.map((tick) => short(tick)), size: 64, label: data.unit, labelFont: axis.font, labelSize: 20 },
        ],
        series: [
          { label: "", value: (_, time) => (time === null ? "" : day.format(time * 1000)) },
          ...data.lines.map((line, at) => ({
            label: line.name,
            stroke: hex(`--${line.part ?? PARTS[at % PARTS.length] ?? "other"}`, "#2f5d8a"),
            width: 2,
            dash: DASHES[at % DASHES.length] ?? [],
            points: { show: times.length < 40, size: 5 },
            value: (_: uPlot, value: number | null) => (value === null ? "–" : short(value)),
          })),
        ],
        hooks: { draw: [marks] },
      },
      values,
      frame,
    );
  }

  draw();
  onTheme(draw);
  let width = frame.clientWidth;
  new ResizeObserver(() => {
    if (frame.clientWidth === width || !plot) return;
    width = frame.clientWidth;
    plot.setSize({ width: Math.max(200, width), height: HEIGHT });
  }).observe(frame);
}
