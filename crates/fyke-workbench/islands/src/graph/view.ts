// The canvas of a graph: parties and links as sigma draws them, in the page's colours.
//
// Knows what to draw and what is chosen; what was done to the graph is `state.ts`'s.
// Screen readers get the table beside it: the canvas is hidden from them.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { createEdgeArrowProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import type { GraphEdge, GraphNode } from "../contract.ts";
import { h, hex, mixed, onTheme } from "../dom.ts";
import { Layout, start } from "./layout.ts";
import { kindOf, SHAPES, ShapeProgram, type Shaped } from "./shapes.ts";
import { worth, type Drawn, type State } from "./state.ts";

interface Colours {
  ink: string;
  soft: string;
  paper: string;
  faint: string;
  ring: string;
  kinds: Record<string, string>;
  edges: Record<string, string>;
}

function colours(): Colours {
  return {
    ink: hex("--ink", "#1c1f26"),
    soft: hex("--ink-soft", "#5b6270"),
    paper: hex("--paper", "#ffffff"),
    faint: mixed("--ink", "--paper", 0.12),
    ring: hex("--bad", "#b3261e"),
    kinds: {
      company: hex("--accent", "#2f5d8a"),
      person: hex("--onward", "#7a5195"),
      vessel: hex("--good", "#2e7d5b"),
      other: hex("--other", "#8a8f98"),
    },
    edges: {
      trade: mixed("--detour", "--paper", 0.72),
      ownership: mixed("--direct", "--paper", 0.72),
      directorship: mixed("--direct", "--paper", 0.72),
      payment: mixed("--onward", "--paper", 0.72),
      sanction: mixed("--bad", "--paper", 0.72),
      other: mixed("--ink-soft", "--paper", 0.6),
    },
  };
}

export class View {
  readonly canvas: HTMLElement;
  private readonly graph = new MultiDirectedGraph();
  private readonly layout = new Layout(this.graph);
  private readonly sigma: Sigma;
  private look = colours();
  private chosen: string | null = null;
  private hovered: string | null = null;
  private near = new Set<string>();
  /** Where names stand in this frame. */
  private names: { x: number; y: number; width: number }[] = [];

  constructor(root: HTMLElement, acts: { choose: (id: string | null) => void; expand: (id: string) => void; moved: (id: string) => void }) {
    this.canvas = h("div", { class: "graph-canvas", "aria-hidden": "true" });
    root.append(this.canvas);
    this.sigma = new Sigma(this.graph, this.canvas, this.settings());
    this.sigma.on("clickNode", ({ node }) => acts.choose(node));
    this.sigma.on("clickStage", () => acts.choose(null));
    this.sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      acts.expand(node);
    });
    this.sigma.on("enterNode", ({ node }) => this.hover(node));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("beforeRender", () => {
      this.names = [];
    });
    this.drag(acts.moved);
    // the page scrolls with the wheel; the drawing zooms when asked to
    this.sigma.on("wheelStage", (event) => this.wheel(event));
    this.sigma.on("wheelNode", (event) => this.wheel(event));
    onTheme(() => {
      this.look = colours();
      this.sigma.setSettings(this.settings());
      this.sigma.refresh();
    });
  }

  /** Draws what is to be drawn, keeping what stands where it stands. */
  show(what: Drawn, state: State): void {
    const ids = new Set(what.nodes.map((node) => node.id));
    for (const id of this.graph.nodes()) if (!ids.has(id)) this.graph.dropNode(id);
    const beside = new Map<string, string>();
    for (const edge of what.edges) {
      if (this.graph.hasNode(edge.from)) beside.set(edge.to, edge.from);
      if (this.graph.hasNode(edge.to)) beside.set(edge.from, edge.to);
    }
    let added = 0;
    for (const node of what.nodes) {
      const attributes = this.attributes(node, state);
      if (this.graph.hasNode(node.id)) this.graph.mergeNodeAttributes(node.id, attributes);
      else {
        this.graph.addNode(node.id, { ...start(this.graph, node.id, beside.get(node.id)), ...attributes });
        added++;
      }
    }
    this.graph.clearEdges();
    const most = Math.max(1, ...what.edges.map(worth));
    for (const edge of what.edges) this.graph.addEdge(edge.from, edge.to, this.line(edge, most));
    this.choose(this.chosen && ids.has(this.chosen) ? this.chosen : null);
    if (added) this.layout.run(added > 20 ? 390 : 150);
    this.sigma.refresh();
  }

  choose(id: string | null): void {
    this.chosen = id && this.graph.hasNode(id) ? id : null;
    this.surroundings();
  }

  hover(id: string | null): void {
    this.hovered = id && this.graph.hasNode(id) ? id : null;
    this.canvas.classList.toggle("is-over", this.hovered !== null);
    this.surroundings();
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: Math.min(20, Math.max(0.05, camera.ratio / factor)) });
  }

  fit(): void {
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1.08, angle: 0 });
  }

  private surroundings(): void {
    const around = this.hovered ?? this.chosen;
    this.near = new Set(around ? [around, ...this.graph.neighbors(around)] : []);
    this.sigma.refresh({ skipIndexation: true });
  }

  private attributes(node: GraphNode, state: State): Record<string, unknown> {
    const pinned = state.pin.includes(node.id);
    return {
      label: node.caption,
      kind: kindOf(node),
      shape: SHAPES[kindOf(node)],
      size: 5 + Math.min(6, 1.1 * Math.log2(1 + Math.max(0, node.degree))),
      ringed: node.listed,
      pinned,
      fixed: pinned,
    };
  }

  private line(edge: GraphEdge, most: number): Record<string, unknown> {
    return {
      kind: edge.kind in this.look.edges ? edge.kind : "other",
      size: 1.6 + 4.4 * Math.sqrt(worth(edge) / most),
    };
  }

  private settings(): Partial<Settings> {
    const look = this.look;
    return {
      allowInvalidContainer: true,
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram as never },
      defaultEdgeType: "arrow",
      edgeProgramClasses: { arrow: createEdgeArrowProgram({ lengthToThicknessRatio: 3.4, widenessToThicknessRatio: 2.6 }) },
      labelColor: { color: look.ink },
      labelFont: getComputedStyle(document.body).fontFamily || "sans-serif",
      labelSize: 13,
      labelWeight: "500",
      // few labels at first, more when one zooms in: none over another
      labelDensity: 0.55,
      labelGridCellSize: 130,
      labelRenderedSizeThreshold: 5,
      stagePadding: 48,
      minEdgeThickness: 1,
      zIndex: true,
      enableCameraRotation: false,
      defaultDrawNodeLabel: (context, data, settings) => this.label(context, data, settings.labelSize, settings.labelFont, false),
      defaultDrawNodeHover: (context, data, settings) => this.label(context, data, settings.labelSize, settings.labelFont, true),
      nodeReducer: (id, data) => {
        const faded = this.near.size > 0 && !this.near.has(id);
        const kind = String(data["kind"]);
        return {
          ...data,
          color: faded ? look.faint : (look.kinds[kind] ?? look.soft),
          ring: faded ? look.faint : look.ring,
          label: faded ? "" : data["label"],
          highlighted: id === this.chosen || id === this.hovered,
          forceLabel: this.near.has(id) && this.near.size < 16,
          zIndex: faded ? 0 : 1,
        } as Partial<Shaped>;
      },
      edgeReducer: (edge, data) => {
        const around = this.hovered ?? this.chosen;
        const faded = around !== null && !this.graph.hasExtremity(edge, around);
        return {
          ...data,
          color: faded ? look.faint : (look.edges[String(data["kind"])] ?? look.soft),
          zIndex: faded ? 0 : 1,
        };
      },
    };
  }

  /** A name with a halo of paper, so that it reads over lines. */
  private label(
    context: CanvasRenderingContext2D,
    data: { x: number; y: number; size: number; label: string | null },
    size: number,
    font: string,
    strong: boolean,
  ): void {
    if (!data.label) return;
    const text = data.label.length > 34 && !strong ? data.label.slice(0, 33) + "…" : data.label;
    context.font = `${strong ? 600 : 500} ${size}px ${font}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const x = data.x + data.size + 6;
    const width = context.measureText(text).width;
    if (!strong) {
      // a name over a name is two names lost; the larger party comes first
      const over = this.names.some((name) => Math.abs(name.y - data.y) < size * 1.15 && x < name.x + name.width && name.x < x + width);
      if (over) return;
      this.names.push({ x, y: data.y, width });
    }
    if (strong) {
      context.fillStyle = this.look.paper;
      context.strokeStyle = this.look.soft;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(x - 5, data.y - size * 0.85, width + 10, size * 1.7, 4);
      context.fill();
      context.stroke();
    } else {
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeStyle = this.look.paper;
      context.strokeText(text, x, data.y);
    }
    context.fillStyle = this.look.ink;
    context.fillText(text, x, data.y);
  }

  private wheel(event: { preventSigmaDefault: () => void; event: { original: Event } }): void {
    const original = event.event.original;
    if (original instanceof WheelEvent && !(original.ctrlKey || original.metaKey)) event.preventSigmaDefault();
  }

  private drag(moved: (id: string) => void): void {
    let dragged: string | null = null;
    let far = false;
    this.sigma.on("downNode", ({ node }) => {
      dragged = node;
      far = false;
      if (!this.sigma.getCustomBBox()) this.sigma.setCustomBBox(this.sigma.getBBox());
    });
    this.sigma.on("moveBody", ({ event }) => {
      if (!dragged) return;
      far = true;
      this.layout.stop();
      const { x, y } = this.sigma.viewportToGraph(event);
      this.graph.mergeNodeAttributes(dragged, { x, y });
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = (): void => {
      if (dragged && far) moved(dragged);
      dragged = null;
    };
    this.sigma.on("upNode", drop);
    this.sigma.on("upStage", drop);
  }
}
