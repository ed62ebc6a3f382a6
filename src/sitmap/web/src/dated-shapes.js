// What lines and areas share: shapes that are there on their days, each with its card.

import { readJson } from "./blobs.js";
import { sayIso } from "./dates.js";
import { el, link } from "./dom.js";
import { readShapes } from "./shape-history.js";

/** Methods for a layer whose `rows` are {name, what, from, to, facts, style} (`part` names them in its JSON). */
export const datedShapes = (part) => ({
  load() {
    this.loading ||= readJson(this.id, "core").then(async (told) => {
      this.shapes = await readShapes(this.id, told.shapes);
      this.rows = told[part].map((own, row) => ({
        ...own,
        row,
        style: this.settings.styles?.[this.settings.style[row]],
      }));
      this.number = told.shapes.numbers;
      return this;
    });
    return this.loading;
  },

  /** Show what stood on a day (ISO; null: the map's own). */
  setDate(date) {
    if ((date || this.opening) === this.date) return;
    this.date = date || this.opening;
    this.redraw();
    this.host?.emit("presence");
  },

  /** What was there on the day, with its parts in degrees; without a day, all. */
  shown() {
    if (!this.standing || this.standing.date !== this.date || this.standing.of !== this.rows) {
      const there = this.rows.filter(
        ({ from, to }) => !this.date || ((!from || from <= this.date) && (!to || to >= this.date)),
      );
      this.standing = {
        date: this.date,
        of: this.rows,
        rows: there.map((own) => ({ ...own, parts: this.partsOf(own.row) })),
      };
    }
    return this.standing.rows;
  },

  partsOf(row) {
    return this.shapes.partsOf(this.number[row]);
  },

  /** Marks lie above: they have the click if they want it. */
  onShapeClick(event) {
    queueMicrotask(() => {
      const found = event.originalEvent.sitmapTaken ? null : this.at(event.containerPoint);
      if (!found) return;
      event.originalEvent.sitmapTaken = true;
      this.host.card.open([{ layer: this, row: found.row }]);
    });
  },

  hasRow(row) {
    return row < this.settings.count;
  },

  idOf(row) {
    return `${this.id}.${row}`;
  },

  titleOf({ name, what }) {
    return name || what || this.host.t(this.untitled);
  },

  words(row) {
    const { name, what, from, to } = this.rows[row];
    return [
      this.titleOf(this.rows[row]),
      [from, to].filter(Boolean).join(" – "),
      name && what !== name ? what : "",
    ];
  },

  rowsListed(bounds) {
    return this.shown()
      .filter(({ row }) => !bounds || bounds.contains(this.pointOf(row)))
      .map(({ row }) => row);
  },

  describe(row, host) {
    const { t } = host;
    const { what, from, to, facts } = this.rows[row];
    const title = this.titleOf(this.rows[row]);
    const days = [
      ["line_from", from],
      ["line_to", to],
    ]
      .filter(([, day]) => day)
      .map(([key, day]) => [t(key), sayIso(day, t.lang)]);
    return [
      el(
        "p",
        { class: "sitmap-kicker" },
        this.picture(row),
        el("span", {}, [this.settings.heading, what !== title && what].filter(Boolean).join(" · ")),
      ),
      el("h2", {}, title),
      el(
        "dl",
        {},
        [...days, ...facts].map(([key, value]) => [
          el("dt", {}, key),
          el("dd", {}, /^https?:/i.test(value) ? link(value, value) : value),
        ]),
      ),
    ];
  },
});
