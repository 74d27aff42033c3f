// What a person did to a graph, apart from how it is drawn.
//
// The state is small and stands in the address; what is drawn follows from it and
// from what the server sent. Undo and redo are two lists of states.

import type { Graph, GraphEdge, GraphNode } from "../contract.ts";

export interface State {
  focus: string | null;
  /** Parties whose neighbours were asked for, in order. */
  open: readonly string[];
  pin: readonly string[];
  hide: readonly string[];
  /** Kinds of links left out. */
  without: readonly string[];
  from: string | null;
  to: string | null;
  /** Least value of a link, in whole units of its largest currency. */
  min: number;
}

export const NOTHING: State = { focus: null, open: [], pin: [], hide: [], without: [], from: null, to: null, min: 0 };

const STEPS_KEPT = 200;

/** The state now, those before it and those taken back. */
export class Steps {
  private readonly before: State[] = [];
  private after: State[] = [];

  constructor(public now: State) {}

  /** A new step; what was taken back is gone. */
  go(change: Partial<State>): void {
    this.before.push(this.now);
    if (this.before.length > STEPS_KEPT) this.before.shift();
    this.after = [];
    this.now = { ...this.now, ...change };
  }

  /** A choice that is not worth a step of its own. */
  touch(change: Partial<State>): void {
    this.now = { ...this.now, ...change };
  }

  undo(): boolean {
    const last = this.before.pop();
    if (!last) return false;
    this.after.push(this.now);
    this.now = last;
    return true;
  }

  redo(): boolean {
    const next = this.after.pop();
    if (!next) return false;
    this.before.push(this.now);
    this.now = next;
    return true;
  }

  get canUndo(): boolean {
    return this.before.length > 0;
  }

  get canRedo(): boolean {
    return this.after.length > 0;
  }
}

/** Adds or removes one member of a list. */
export function toggled(list: readonly string[], member: string): readonly string[] {
  return list.includes(member) ? list.filter((each) => each !== member) : [...list, member];
}

/** The largest amount of a link, in whole units. */
export function worth(edge: GraphEdge): number {
  return Math.max(0, ...edge.values.map((amount) => amount.minor / 100));
}

function passes(edge: GraphEdge, state: State): boolean {
  if (state.without.includes(edge.kind)) return false;
  if (state.from && edge.last && edge.last < state.from) return false;
  // a month or a year as end takes in all of its days
  if (state.to && edge.first && edge.first.slice(0, state.to.length) > state.to) return false;
  return state.min <= 0 || edge.values.length === 0 || worth(edge) >= state.min;
}

export interface Drawn {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Parties there are to draw, of which `nodes` are the first. */
  all: number;
}

/** What to draw: the first graph and the expansions of what is open, filtered, at most `limit` parties. */
export function drawn(first: Graph, expansions: ReadonlyMap<string, Graph>, state: State, limit: number): Drawn {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const parts = [first, ...state.open.flatMap((id) => expansions.get(id) ?? [])];
  for (const part of parts) {
    for (const node of part.nodes) if (!state.hide.includes(node.id)) nodes.set(node.id, node);
    for (const edge of part.edges) edges.set(`${edge.from}\u0000${edge.to}\u0000${edge.kind}`, edge);
  }
  const kept = [...edges.values()].filter((edge) => nodes.has(edge.from) && nodes.has(edge.to) && passes(edge, state));
  const linked = new Set(kept.flatMap((edge) => [edge.from, edge.to]));
  const root = first.nodes[0]?.id;
  const stays = (id: string): boolean =>
    linked.has(id) || id === root || id === state.focus || state.pin.includes(id) || state.open.includes(id);
  const wanted = [...nodes.values()].filter((node) => stays(node.id));
  const shown = wanted.slice(0, limit);
  const ids = new Set(shown.map((node) => node.id));
  return { nodes: shown, edges: kept.filter((edge) => ids.has(edge.from) && ids.has(edge.to)), all: wanted.length };
}
