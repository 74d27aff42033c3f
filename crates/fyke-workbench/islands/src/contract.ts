// What the server's JSON looks like: `fyke_model::desk`'s views as serde writes them.
//
// A field is added there first. Amounts are integers, hundredths of their currency,
// mass is in grams, days are `2022-03-17` and months `2022-03`. Every text is data
// from outside: it goes into the page as text, never as markup. Addresses are not in
// the data: the page gives their form, such as `data-entity="/entities/{id}"`.

/** `money::Amount`; sums never mix currencies. */
export interface Amount {
  minor: number;
  currency: string;
}

/** `desk::entities::Stub`. */
export interface Stub {
  id: string;
  caption: string;
  /** FollowTheMoney's word for what it is: `Company`, `Person`, `Vessel`, ... */
  schema: string;
  country: string | null;
  /** A watch list names it. */
  listed: boolean;
}

/** `desk::trade::Node`. */
export interface GraphNode extends Stub {
  /** How many it is tied to in the whole case. */
  degree: number;
}

/** `desk::trade::Edge`. */
export interface GraphEdge {
  from: string;
  to: string;
  /** `trade`, `ownership`, `directorship`, `link`, `sanction`, `payment`. */
  kind: string;
  /** `40 consignments of 854231`, `owner, 50 %`. */
  words: string;
  rows: number;
  values: Amount[];
  mass_g: number;
  first: string | null;
  last: string | null;
}

/** `desk::trade::GraphView`; the entities asked for come first. */
export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Neighbours that were left out. */
  more: number;
}

/** `desk::trade::PlaceView`. */
export interface Place {
  country: string;
  name: string;
  lat_milli: number;
  lon_milli: number;
  embargoed: boolean;
}

/** `desk::trade::Arc`. */
export interface Arc {
  exporter: string;
  importer: string;
  /** Hundredths of the currency, one for each month. */
  by_month: number[];
  value_minor: number;
  mass_g: number;
  rows: number;
  /** `direct`, `detour`, `onward` or `other`, where a page knows: picks the colour. */
  part?: string | null;
}

/** `desk::trade::FlowsView`. */
export interface Flows {
  currency: string | null;
  /** First month of every series. */
  first: string | null;
  months: number;
  arcs: Arc[];
  more: number;
  places: Place[];
}

/** `desk::trade::ChainNode`. */
export interface ChainNode {
  id: string;
  name: string;
  country: string | null;
  /** `maker`, `middle`, `seller`, `end`. */
  role: string;
}

/** `desk::trade::ChainLink`; ends are positions among the nodes. */
export interface ChainLink {
  from: number;
  to: number;
  value: Amount | null;
  mass_g: number;
  rows: number;
  days: [string, string] | null;
  /** `direct`, `detour`, `onward` or `other`. */
  part: string;
}

/** `desk::trade::ChainView`. */
export interface Chain {
  title: string;
  nodes: ChainNode[];
  links: ChainLink[];
  note: string;
}

/** Lines over months or days. */
export interface Series {
  unit: string;
  /** Months or days, in order. */
  at: string[];
  lines: { name: string; part?: string | null; values: (number | null)[] }[];
  /** Dates at which rules changed. */
  marks: { at: string; name: string }[];
}

/** `desk::entities::Event`. */
export interface Event {
  kind: string;
  from: string;
  to: string;
  words: string;
  other: Stub | null;
  /** The address of its rows, where the page gives one. */
  href?: string | null;
}

/** What a timeline draws: `Listed<Event>` or a list alone. */
export type Timeline = Event[] | { items: Event[] };

/** One line of the command palette. */
export interface Command {
  name: string;
  href: string;
  hint?: string | null;
}
