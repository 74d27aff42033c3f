// Arcs that taper from where goods left to where they came, and names that do not collide.

export type Point = readonly [number, number];

const round = (value: number): string => value.toFixed(1);

/** The outline of an arc: `width` wide where it begins, a third of it where it ends, with a head. */
export function arcOutline(from: Point, to: Point, width: number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 1) return "";
  // always to the left of its way: two arcs between the same places do not lie on one another
  const bend = Math.min(0.22 * length, 90);
  const control: Point = [(from[0] + to[0]) / 2 + (dy / length) * bend, (from[1] + to[1]) / 2 - (dx / length) * bend];
  const head = Math.min(length * 0.3, 5 + width * 1.1);
  const end = 1 - head / (length * 1.08);
  const thin = Math.max(0.5, width * 0.34);
  const left: string[] = [];
  const right: string[] = [];
  const parts = Math.max(8, Math.min(28, Math.round(length / 14)));
  for (let step = 0; step <= parts; step++) {
    const t = (step / parts) * end;
    const [x, y] = bezier(from, control, to, t);
    const [nx, ny] = normal(from, control, to, t);
    const half = (width + (thin - width) * (step / parts)) / 2;
    left.push(`${round(x + nx * half)} ${round(y + ny * half)}`);
    right.unshift(`${round(x - nx * half)} ${round(y - ny * half)}`);
  }
  const [bx, by] = bezier(from, control, to, end);
  const [nx, ny] = normal(from, control, to, end);
  const wing = Math.max(2.2, thin * 1.5);
  const tip = `${round(bx + nx * wing)} ${round(by + ny * wing)}L${round(to[0])} ${round(to[1])}L${round(bx - nx * wing)} ${round(by - ny * wing)}`;
  return `M${left.join("L")}L${tip}L${right.join("L")}Z`;
}

function bezier(a: Point, c: Point, b: Point, t: number): Point {
  const u = 1 - t;
  return [u * u * a[0] + 2 * u * t * c[0] + t * t * b[0], u * u * a[1] + 2 * u * t * c[1] + t * t * b[1]];
}

function normal(a: Point, c: Point, b: Point, t: number): Point {
  const x = 2 * (1 - t) * (c[0] - a[0]) + 2 * t * (b[0] - c[0]);
  const y = 2 * (1 - t) * (c[1] - a[1]) + 2 * t * (b[1] - c[1]);
  const length = Math.hypot(x, y) || 1;
  return [-y / length, x / length];
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  text: string;
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Places names around their dots, the first ones first; one that finds no free side is left out. */
export function placeLabels(
  wanted: readonly { text: string; at: Point; radius: number }[],
  measure: (text: string) => number,
  height: number,
  bounds: Box,
): Label[] {
  const taken: Box[] = wanted.map(({ at, radius }) => ({
    x: at[0] - radius,
    y: at[1] - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const labels: Label[] = [];
  for (const [index, { text, at, radius }] of wanted.entries()) {
    const width = measure(text);
    const gap = radius + 4;
    const sides: [number, number, Label["anchor"]][] = [
      [gap, 0, "start"],
      [-gap, 0, "end"],
      [0, -gap - height / 2, "middle"],
      [0, gap + height / 2, "middle"],
      [gap * 0.75, -gap * 0.9, "start"],
      [gap * 0.75, gap * 0.9, "start"],
      [-gap * 0.75, -gap * 0.9, "end"],
      [-gap * 0.75, gap * 0.9, "end"],
    ];
    for (const [dx, dy, anchor] of sides) {
      const x = at[0] + dx;
      const y = at[1] + dy;
      const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
      const box: Box = { x: left - 1, y: y - height / 2, width: width + 2, height };
      const inside =
        box.x >= bounds.x && box.y >= bounds.y && box.x + box.width <= bounds.x + bounds.width && box.y + box.height <= bounds.y + bounds.height;
      if (!inside || taken.some((other, which) => which !== index && overlap(box, other))) continue;
      taken.push(box);
      labels.push({ text, x, y, anchor });
      break;
    }
  }
  return labels;
}
