// Where parties stand: force-directed, worked out in slices between frames.
//
// No worker: the page's policy lets no script come out of a blob. Whoever asked for
// less motion sees the end alone. New parties start beside the one they came from,
// at an angle that depends on their id and on nothing else, so that the same graph
// looks the same tomorrow.

import type Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { still } from "../dom.ts";

const SLICE_MS = 12;
/** The last iterations, in which parties make room for one another. */
const CLEARING = 90;

/** A number in 0..1 that depends on the text alone. */
export function chance(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}

/** A place for a new party: near one it is linked to, else on a circle. */
export function start(graph: Graph, id: string, beside: string | undefined): { x: number; y: number } {
  const angle = chance(id) * 2 * Math.PI;
  if (beside && graph.hasNode(beside)) {
    const { x, y } = graph.getNodeAttributes(beside) as { x: number; y: number };
    return { x: x + Math.cos(angle) * 12, y: y + Math.sin(angle) * 12 };
  }
  const far = 40 + 60 * chance(id + "r");
  return { x: Math.cos(angle) * far, y: Math.sin(angle) * far };
}

export class Layout {
  private left = 0;
  private frame = 0;

  constructor(private readonly graph: Graph) {}

  /** Runs `iterations` more; pinned parties have `fixed`. */
  run(iterations: number): void {
    this.left = Math.max(this.left, iterations);
    if (this.graph.order < 2) return;
    if (still()) {
      this.slice(Infinity);
      return;
    }
    if (!this.frame) this.frame = requestAnimationFrame(() => this.step());
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.left = 0;
  }

  private step(): void {
    this.frame = 0;
    this.slice(SLICE_MS);
    if (this.left > 0) this.frame = requestAnimationFrame(() => this.step());
  }

  private slice(milliseconds: number): void {
    const settings = () => ({
      ...forceAtlas2.inferSettings(this.graph),
      gravity: 0.9,
      scalingRatio: 40,
      slowDown: 4,
      // first they find their side, passing through one another; then they keep clear:
      // a drawing of squares on squares says nothing
      adjustSizes: this.graph.order <= 400 && this.left <= CLEARING,
      strongGravityMode: false,
      barnesHutOptimize: this.graph.order > 400,
    });
    const batch = this.graph.order > 500 ? 2 : 6;
    const until = performance.now() + milliseconds;
    do {
      forceAtlas2.assign(this.graph, { iterations: batch, settings: settings() });
      this.left -= batch;
    } while (this.left > 0 && performance.now() < until);
  }
}
