// The hypothesis matrix as a grid of cells: arrow keys move, 1 to 5 set, 0 clears.
//
// The page is a form with a table of `select` elements and works as such; this only
// moves the focus and chooses options. Options are numbered in their order, those
// with an empty value count as cleared. Where options carry `data-counts`, the
// sum of a row is written into its `output` as it changes.

import { h, rtl } from "./dom.ts";
import { wordsOf } from "./words.ts";

export default function matrix(root: HTMLElement): void {
  const words = wordsOf(root);
  const table = root.matches("table") ? root : root.querySelector("table");
  if (!table) return;
  const grid = (): HTMLSelectElement[][] =>
    [...table.querySelectorAll("tbody tr")]
      .map((row) => [...row.querySelectorAll<HTMLSelectElement>("td select")])
      .filter((row) => row.length > 0);

  const help = h("p", { class: "island-help", id: "matrix-help" }, words("cell-help"));
  table.before(help);
  for (const cell of table.querySelectorAll("td select")) cell.setAttribute("aria-describedby", help.id);

  const add = (row: HTMLSelectElement[]): void => {
    const output = row[0]?.closest("tr")?.querySelector("output");
    if (!output) return;
    const counts = row.map((cell) => cell.selectedOptions[0]?.dataset["counts"]);
    const known = counts.filter((count) => count !== undefined);
    if (known.length) output.textContent = String(known.reduce((sum, count) => sum + Number(count), 0));
  };

  const choose = (cell: HTMLSelectElement, number: number): void => {
    const options = [...cell.options];
    const values = options.filter((option) => option.value !== "");
    const option = number === 0 ? options.find((each) => each.value === "") : values[number - 1];
    if (!option) return;
    cell.value = option.value;
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  };

  table.addEventListener("change", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLSelectElement)) return;
    const first = [...cell.options].find((option) => option.defaultSelected) ?? cell.options[0];
    cell.closest("td")?.toggleAttribute("data-changed", first?.value !== cell.value);
    const row = grid().find((each) => each.includes(cell));
    if (row) add(row);
  });

  table.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLSelectElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (/^[0-9]$/.test(event.key)) {
      event.preventDefault();
      choose(cell, Number(event.key));
      return;
    }
    const rows = grid();
    const y = rows.findIndex((row) => row.includes(cell));
    const x = rows[y]?.indexOf(cell) ?? -1;
    const ahead = rtl() ? -1 : 1;
    const steps: Record<string, [number, number]> = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      ArrowLeft: [-ahead, 0],
      ArrowRight: [ahead, 0],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const to = rows[y + step[1]]?.[x + step[0]];
    to?.focus();
    to?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
