// The table beside a graph: it says what the drawing says, and is there without it.
//
// Rows have `data-node`. The row of the chosen party is marked; to come into a row
// with the keyboard chooses its party. Parties that an expansion brings get a row of
// the same shape: cells say with `data-col` what they hold.

import type { GraphNode } from "../contract.ts";
import { formed, full } from "../dom.ts";

export class Table {
  private readonly rows = new Map<string, HTMLTableRowElement>();

  constructor(private readonly table: HTMLElement | null, private readonly entity: string, choose: (id: string) => void, hover: (id: string | null) => void) {
    for (const row of table?.querySelectorAll<HTMLTableRowElement>("tr[data-node]") ?? []) {
      this.rows.set(row.dataset["node"] ?? "", row);
    }
    const of = (event: Event): string | null =>
      (event.target as Element).closest<HTMLElement>("tr[data-node]")?.dataset["node"] ?? null;
    table?.addEventListener("focusin", (event) => {
      const id = of(event);
      if (id) choose(id);
    });
    table?.addEventListener("click", (event) => {
      const id = of(event);
      if (id && !(event.target as Element).closest("a,button,input")) choose(id);
    });
    table?.addEventListener("pointerover", (event) => hover(of(event)));
    table?.addEventListener("pointerleave", () => hover(null));
  }

  choose(id: string | null, scroll: boolean): void {
    for (const [at, row] of this.rows) {
      row.classList.toggle("is-chosen", at === id);
      if (at === id) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const row = id ? this.rows.get(id) : undefined;
    if (row && scroll) row.scrollIntoView({ block: "nearest" });
  }

  /** Gives every party a row; rows the server did not send go with their party. */
  sync(nodes: GraphNode[]): void {
    if (!this.table) return;
    const ids = new Set(nodes.map((node) => node.id));
    for (const node of nodes) if (!this.rows.has(node.id)) this.add(node);
    for (const [id, row] of this.rows) {
      if (row.dataset["added"] !== undefined) row.hidden = !ids.has(id);
      row.classList.toggle("is-out", !ids.has(id));
    }
  }

  private add(node: GraphNode): void {
    const pattern = [...this.rows.values()].at(-1);
    if (!pattern) return;
    const row = pattern.cloneNode(true) as HTMLTableRowElement;
    row.dataset["node"] = node.id;
    row.dataset["added"] = "";
    row.removeAttribute("id");
    row.removeAttribute("aria-current");
    row.classList.remove("is-chosen");
    for (const cell of row.cells) {
      const column = cell.dataset["col"] ?? "";
      const value = this.value(node, column);
      const link = cell.querySelector("a");
      const to = formed(this.entity, { id: node.id });
      if (column === "name" && link && to) {
        link.href = to;
        link.textContent = value;
        cell.replaceChildren(link);
      } else {
        cell.textContent = value;
      }
    }
    pattern.after(row);
    this.rows.set(node.id, row);
  }

  private value(node: GraphNode, column: string): string {
    if (column === "name") return node.caption;
    if (column === "schema") return node.schema;
    if (column === "country") return node.country ?? "";
    if (column === "degree") return full(node.degree);
    return "";
  }
}
