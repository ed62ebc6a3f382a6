// The incidents of one table on one canvas.

/* global L */

import { binPoints, clusterRadius, collectMarks, rowsOf } from "../../bins.js";
import { CanvasLayer, pointerEvents } from "../../canvas-layer.js";
import { attributionOf, creditOf, GEONAMES } from "../../credits.js";
import { dateFormat, sayClock } from "../../dates.js";
import { reducedMotion } from "../../dom.js";
import { rowsWith } from "../../halos.js";
import { hostOf } from "../../host.js";
import { describeIncident } from "./card.js";
import { titleOf } from "./title.js";
import { addDrawings } from "../../drawings.js";
import {
  drawMarks,
  markAt,
  markBoxes,
  placeAreas,
  placeWords,
  takenByOthers,
} from "../../marks.js";
import { makeView } from "../../mercator.js";
import { NO_VALUE } from "../../payload.js";
import { Store } from "../../store.js";
import { swatch } from "../../swatches.js";
import { addSymbols, DRAWN_REACH, SINGLE_RADIUS, symbolsOf } from "../../symbols.js";

const TOOLTIP = 80; // characters of a note in the words beside a mark
const FEW = 500; // incidents in the table up to which symbols stand closer before they merge
const LARGEST_TABLE_TO_WALK = 20000; // marks are walked by keyboard in order of the day

export const kind = "incidents";

export const Layer = CanvasLayer.extend({
  options: { cell: 60, cellFew: 26, cellDrawn: 36, pane: "overlayPane" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
    addDrawings(settings.drawings);
    this.single = settings.drawings ? DRAWN_REACH : SINGLE_RADIUS;
    this.hasIncidents = true;
    this.slice = { keep: null, from: 0, to: settings.located };
    this.marks = [];
  },

  /** Read the columns; resolves when the layer can draw. */
  load() {
    this.loading ||= Store.read(this.id, this.settings).then((store) => {
      this.store = store;
      const { categories, looks } = this.settings;
      this.symbolOf = categories
        ? addSymbols(categories.entries)
        : symbolsOf(looks, store.codes.event_type);
      return this.settings.rings ? this._findNew() : this;
    });
    return this.loading;
  },

  /** What is new stands in a column that comes with those of the filters. */
  async _findNew() {
    await this.store.readFacets();
    const { column, value, changed } = this.settings.rings;
    this.newRows = rowsWith(this.store, { column, value });
    this.changedRows = rowsWith(this.store, { column, value: changed });
    return this;
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on(pointerEvents(this), this);
    this.load().then(
      () => this._shown(),
      (error) => this.host.fail(error),
    );
  },

  onRemove(map) {
    this.host.layers.delete(this);
    map.off(pointerEvents(this), this);
    CanvasLayer.prototype.onRemove.call(this, map);
    queueMicrotask(() => this.host.emit("counts")); // once Leaflet has let go of the layer
  },

  _shown() {
    if (!this._container) return;
    this._paint(); // at once: while a large page is still being read, frames are rare
    this.host.emit("counts");
  },

  getAttribution() {
    const { gazetteer, credits = [], notes } = this.settings;
    return (
      attributionOf([...(gazetteer ? [GEONAMES] : []), ...credits.map(creditOf)], notes) || null
    );
  },

  /** Show only rows `from` to `to` that `keep` marks (null: all). */
  setSlice(slice) {
    this.slice = slice;
    this.redraw();
  },

  /** Rows of the table that pass the filters, in view or not. */
  countVisible() {
    const { keep, from, to } = this.slice;
    if (!keep) return to - from;
    let count = 0;
    for (let row = from; row < to; row++) count += keep[row];
    return count;
  },

  draw(context) {
    if (!this.store) return;
    this._bin();
    drawMarks(context, this);
    this._map.fire("sitmap:marks").fire("sitmap:drawn");
  },

  /** Put the rows into bins, unless only the selection changed. */
  _bin() {
    const { store, slice, _map: map } = this;
    const view = makeView(
      map.getCenter(),
      map.getZoom(),
      map.getSize(),
      Math.max(this._pad.x, this._pad.y),
    );
    const taken = store.coarse || store.label ? takenByOthers(this, view) : [];
    const same =
      this.binned === slice &&
      Object.keys(view).every((key) => view[key] === this.view[key]) &&
      sameBoxes(taken, this.taken);
    if (same) return;
    const few = this.settings.drawings ? this.options.cellDrawn : this.options.cellFew;
    const cell = this.settings.located <= FEW ? few : this.options.cell;
    const types = this.symbolOf.length;
    this.view = view;
    this.binned = slice;
    this.bins = binPoints(view, store, slice.keep, slice.from, slice.to, { cell, types });
    this.taken = taken;
    this.marks = collectMarks(view, this.bins, { single: this.single });
    if (store.coarse) this.marks = placeAreas(this._context, this, view, this.marks, taken);
    if (store.label) placeWords(this._context, this, this.marks, taken);
  },

  makeRoom() {
    if (this.store?.coarse || this.store?.label) this.redraw();
  },

  /** Boxes [x0, y0, x1, y1] that labels keep clear of. */
  boxes() {
    return markBoxes(this.marks);
  },

  rowsOf(mark) {
    const { store, slice } = this;
    return rowsOf(this.view, store, slice.keep, slice.from, slice.to, this.bins, mark);
  },

  _onClick(event) {
    const mark = markAt(this.marks, event.containerPoint);
    if (mark) {
      this.open(mark);
      event.originalEvent.sitmapTaken = true;
    } else if (!event.originalEvent.sitmapTaken) this.host.card.close();
  },

  /** Zoom into a cluster that will come apart; else open the card of what is there. */
  open(mark) {
    const map = this._map;
    const rows = this.rowsOf(mark);
    const bounds = boundsOf(this, rows);
    const splits =
      mark.mixed && map.getZoom() < map.getMaxZoom() && map.getBoundsZoom(bounds) > map.getZoom();
    if (splits && clusterRadius(mark.count))
      map.flyToBounds(bounds, {
        padding: [50, 50],
        maxZoom: Math.min(map.getZoom() + 4, map.getMaxZoom()),
        duration: 0.4,
        animate: !reducedMotion(),
      });
    else this.openRows(rows);
  },

  openRows(rows, at = 0) {
    this.selected = rows[at];
    this.host.card.open(
      rows.map((row) => ({ layer: this, row })),
      at,
    );
    this.redraw();
  },

  /** Called by the card when it shows one of our rows, or none. */
  select(row) {
    this.selected = row;
    this.redraw();
  },

  _onHover(event) {
    const mark = this._map.dragging.moving?.() ? null : markAt(this.marks, event.containerPoint);
    this._map.getContainer().classList.toggle("sitmap-pointing", Boolean(mark));
    if (mark === this.hovered) return;
    this.hovered = mark;
    if (mark)
      this._describe(mark).then((text) => this.hovered === mark && this.host.tip(text, mark));
    else this.host.tip(null);
  },

  _onOut() {
    this.hovered = null;
    this.host.tip(null);
  },

  /** [lat, lon] of a row on the map, in the turn of the world that is in view; else null. */
  pointOf(row) {
    const { store } = this;
    if (row >= store.located) return null;
    const lon = store.lon[row] / 1e5;
    return [store.lat[row] / 1e5, lon + 360 * Math.round((this._map.getCenter().lng - lon) / 360)];
  },

  /** The id that links name a row by. */
  async idOf(row) {
    return (await this.store.readRow(row)).incident_id;
  },

  async rowOf(id) {
    return (await this.load()).store.findRow(id);
  },

  hasRow(row) {
    return row < this.settings.rows;
  },

  describe(row, host) {
    return describeIncident(this, row, host);
  },

  picture(row) {
    return swatch({
      symbol: this.symbolOf[this.store.type[row]],
      status: this.store.code("status", row),
    });
  },

  /** Title, day and place, as the list has them. */
  async words(row, t) {
    const record = await this.store.readRow(row);
    return [
      titleOf(this, row, record, t),
      [shortDay(this.store, row, t), sayClock(record)].filter(Boolean).join(", "),
      record.place || record.place_name || "",
    ];
  },

  async _describe(mark) {
    if (mark.count > 1) return this.host.t(mark.mixed ? "incidents" : "here", { n: mark.count });
    const record = await this.store.readRow(mark.first);
    return titleOf(this, mark.first, record, this.host.t, TOOLTIP);
  },

  /** N and P walk through the marks in view, Enter opens the one with the ring. */
  _onKey({ originalEvent: event }) {
    if (event.target !== this._map.getContainer() || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (step) this._walk(step);
    else if (event.key === "Enter" && this.walked) this.open(this.walked);
  },

  _walk(step) {
    const size = this._map.getSize();
    const inView = this.marks
      .filter((mark) => mark.x > 0 && mark.y > 0 && mark.x < size.x && mark.y < size.y)
      .slice(0, LARGEST_TABLE_TO_WALK);
    inView.sort((a, b) => a.first - b.first);
    if (!inView.length) return;
    const at = inView.findIndex((mark) => this.walked && mark.first === this.walked.first);
    this.walked = inView[(at + step + inView.length) % inView.length];
    this._describe(this.walked).then((text) => {
      this.host.tip(text, this.walked);
      this.host.emit("say", text);
    });
    this.redraw();
  },
});

const sameBoxes = (a, b) =>
  a.length === b?.length && a.every((box, i) => box.every((side, k) => side === b[i][k]));

function boundsOf(layer, rows) {
  const bounds = L.latLngBounds([]);
  for (const row of rows) bounds.extend(layer.pointOf(row));
  return bounds;
}

function shortDay(store, row, t) {
  if (store.day[row] === NO_VALUE) return t("date_unknown");
  return dateFormat(t.lang, { day: "numeric", month: "short", year: "numeric" })(store.day[row]);
}
