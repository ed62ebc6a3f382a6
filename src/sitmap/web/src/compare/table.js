// The table of the page: the same numbers as the maps', sortable, a row for a place marked on all maps.

import { el, replace } from "../dom.js";

export class CompareTable {
  constructor(page) {
    const { columns, rows } = page.settings;
    this.page = page;
    this.order = rows.map((_, at) => at);
    this.sorted = { column: -1, down: false };
    this.heads = columns.map(({ head, is_number: isNumber }, at) =>
      this.makeHead(head, isNumber, at),
    );
    this.rows = rows.map((cells, at) => this.makeRow(cells, at));
    this.body = el("tbody", {}, this.rows);
    this.sort(this.sumColumn());
    this.element = el(
      "div",
      { class: "compare-table", tabindex: "0", role: "region", "aria-label": page.t("compared") },
      el("table", {}, el("thead", {}, el("tr", {}, this.heads)), this.body),
    );
  }

  /** The last side's counts: what most is there now comes first. */
  sumColumn() {
    const { columns } = this.page.settings;
    return columns.reduce((last, { is_count: isCount }, at) => (isCount ? at : last), 0);
  }

  makeHead(head, isNumber, at) {
    const button = el(
      "button",
      {
        type: "button",
        title: this.page.t("sort_by", { name: head }),
        on: { click: () => this.sort(at) },
      },
      head,
    );
    return el("th", { scope: "col", class: isNumber && "is-number" }, button);
  }

  makeRow(cells, at) {
    const { columns } = this.page.settings;
    const onMap = this.page.placeOf(at) >= 0;
    const filled = cells.map((cell, column) => {
      const { is_number: isNumber, is_change: isChange } = columns[column];
      const text = this.say(cell, isNumber, isChange);
      if (column) return el("td", { class: isNumber && "is-number" }, text);
      return el(
        "th",
        { scope: "row" },
        onMap
          ? el("button", { type: "button", on: { click: () => this.page.choose(at, true) } }, text)
          : text,
      );
    });
    return el("tr", { class: !onMap && "is-off-map" }, filled);
  }

  say(cell, isNumber, isChange) {
    if (cell === null) return "–";
    if (!isNumber) return cell;
    return this.page.t.number(cell, {
      maximumSignificantDigits: Number.isInteger(cell) ? 12 : 3,
      signDisplay: isChange ? "exceptZero" : "auto",
    });
  }

  sort(column) {
    const isNumber = this.page.settings.columns[column].is_number;
    const down = this.sorted.column === column ? !this.sorted.down : isNumber;
    this.sorted = { column, down };
    const { rows } = this.page.settings;
    const away = (at) => Number(this.page.placeOf(at) < 0);
    const ordered = [...this.order].sort(
      (a, b) => away(a) - away(b) || compareCells(rows[a][column], rows[b][column], down) || a - b,
    );
    replace(
      this.body,
      ordered.map((at) => this.rows[at]),
    );
    this.heads.forEach((head, at) =>
      at === column
        ? head.setAttribute("aria-sort", down ? "descending" : "ascending")
        : head.removeAttribute("aria-sort"),
    );
  }

  mark(at, chosen) {
    this.rows[at]?.classList.toggle("is-chosen", chosen);
  }

  show(at) {
    this.rows[at]?.scrollIntoView({ block: "nearest" });
  }
}

/** What is empty comes last, whichever way it is sorted, as do rows that are on no map. */
function compareCells(a, b, down) {
  if (a === null || b === null) return (a === null) - (b === null);
  const way = typeof a === "number" ? a - b : String(a).localeCompare(String(b));
  return down ? -way : way;
}
