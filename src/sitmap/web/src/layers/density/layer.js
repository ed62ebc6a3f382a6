// Counts by cell or area on one canvas: the finest cells that can be told apart, coloured by how many incidents they hold.

import { CanvasLayer, makePane, pointerEvents } from "../../canvas-layer.js";
import { attributionOf, GEONAMES } from "../../credits.js";
import { hostOf } from "../../host.js";
import { makeView, metresPerPixel, pixelX, pixelY } from "../../mercator.js";
import { symbolsOf } from "../../symbols.js";
import { theme } from "../../theme.js";
import { AreaShapes } from "./area-shapes.js";
import { describePlace } from "./card.js";
import { CellShapes } from "./cell-shapes.js";
import { breaksOf, classOf, coloursOf, resolutionAt } from "./classes.js";
import { rampOf } from "./ramp.js";
import { CountFilters } from "./filters.js";
import { asCsv, asGeoJson } from "./files.js";
import { fillKey } from "./key.js";
import { listWords, namePlace, PlaceSearch, placeSwatch } from "./places.js";
import { DensityStore, readNames } from "./store.js";

const FILL = 0.82;
const PER_PEOPLE = 100000;
const UNRATED = -1; // counted, but no rate: as rates.py
const EDGED = 16; // px across from which cells have edges
const STEEPEST = 70; // degrees of latitude up to which cells shrink with the map's scale

export const DensityLayer = CanvasLayer.extend({
  options: { pane: "sitmap-density" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    Object.assign(this, { id, settings, breaks: new Map(), drawn: null, slice: null });
  },

  load() {
    this.loading ||= DensityStore.read(this.id, this.settings).then(async (store) => {
      this.store = store;
      this.shapes =
        this.settings.by === "area" ? await AreaShapes.read(this.id) : new CellShapes(store);
      this.symbolOf = symbolsOf(this.settings.looks, store.types);
      this.filters = new CountFilters(store);
      this.setSlice(this.filters.slice());
      if (this.settings.by !== "area")
        readNames(this.id).then(
          (names) => this._named(names),
          (error) => this.host?.fail(error),
        );
      return this;
    });
    return this.loading;
  },

  /** What the map's filters and timeline work on. */
  part() {
    return { layer: this, store: this.store, filters: this.filters, search: new PlaceSearch(this) };
  },

  _named(names) {
    this.names = names;
    this.host?.emit("settled");
    if (this.host?.card.current?.layer === this) this.host.card.show(this.host.card.at);
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    makePane(map, "sitmap-density", 300);
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
    queueMicrotask(() => this.host.emit("counts"));
  },

  _shown() {
    if (!this._container) return;
    this._paint();
    this.host.emit("counts");
  },

  /** Cells are called by the gazetteer's towns. */
  getAttribution() {
    return (
      attributionOf(this.settings.by === "area" ? [] : [GEONAMES], this.settings.notes) || null
    );
  },

  setSlice(slice) {
    this.slice = { ...slice, sums: new Map() };
    this.redraw();
  },

  countVisible() {
    return this.filters ? this.filters.total() : this.settings.total;
  },

  /** What the map's header says: the count alone, or by the layer's name beside that of incidents. */
  tally(sayVisible, beside) {
    const said = sayVisible(this.host.t, this._map ? this.countVisible() : 0, this.settings.total);
    return beside ? `${this.settings.name}: ${said}` : said;
  },

  /** Incidents of each place of a set, under the filters. */
  valuesOf(set) {
    const { sums, level, pass, mask } = this.slice;
    if (!sums.has(level)) sums.set(level, masked(level.sum(pass), mask));
    const own = sums.get(level);
    if (set.resolution === null || set.resolution === level.resolution) return own;
    if (!sums.has(set)) sums.set(set, this.store.roll(own, level.resolution, set.resolution));
    return sums.get(set);
  },

  /** What colours follow: the counts, or of areas with their people incidents per 100,000 of them. */
  shadesOf(values) {
    const { people, enough } = this.settings;
    return people
      ? Array.from(values, (n, at) =>
          n >= enough && people[at] ? (n * PER_PEOPLE) / people[at] : n && UNRATED,
        )
      : values;
  },

  /** A place's rate; null where too few are counted, or nobody knows its people. */
  rateOf(row) {
    const { at } = this.placeOf(row);
    const shade = this.settings.people
      ? this.shadesOf(this.valuesOf(this.placeOf(row).set))[at]
      : UNRATED;
    return shade === UNRATED ? null : shade;
  },

  /** The cells to draw: as fine as the zoom shows and the chosen dates allow. */
  setAt(map) {
    const { level } = this.slice;
    if (level.resolution === null) return this.store.finest;
    const lat = Math.max(-STEEPEST, Math.min(STEEPEST, map.getCenter().lat));
    const wanted = resolutionAt(
      metresPerPixel(lat, map.getZoom()),
      level.resolution,
      this.settings.coarsest,
    );
    return this.store.setOf(wanted);
  },

  /** A scale holds while a range of the same length moves, so that colours can be compared as time plays. */
  breaksFor(set, values) {
    if (this.settings.breaks) return this.settings.breaks; // of rates, and the user's own
    const { level, range, types } = this.slice;
    const bins = range && this.filters.binsWithin(level, range).reduce((sum, bin) => sum + bin, 0);
    const key = [set.resolution, bins, types && [...types].sort().join("\n")].join("|");
    if (!this.breaks.has(key)) this.breaks.set(key, breaksOf(values));
    return this.breaks.get(key);
  },

  draw(context) {
    if (!this.store) return;
    const view = makeView(
      this._map.getCenter(),
      this._map.getZoom(),
      this._map.getSize(),
      Math.max(this._pad.x, this._pad.y),
    );
    const set = this.setAt(this._map);
    const values = this.valuesOf(set);
    const breaks = this.breaksFor(set, values);
    const shades = this.shadesOf(values);
    const turns = turnsOf(view);
    this._fill(context, turns, set, shades, breaks);
    for (const row of new Set([this.walked, this.selected])) this._outline(context, turns, row);
    const before = this.drawn;
    this.drawn = { set, values, breaks };
    if (before?.breaks !== breaks) this.host.emit("density", this);
    if (before && before.set !== set) this.host.emit("settled"); // the list has the cells that the map shows
    this._map.fire("sitmap:drawn");
  },

  _fill(context, turns, set, values, breaks) {
    const colours = theme();
    const ramp = coloursOf(rampOf(colours), breaks.length + 1);
    const [view] = turns;
    const near = this.shapes.visible(
      set,
      turns.length > 1 ? { ...view, pad: worldOf(view) } : view,
    );
    const edged = this._areEdged(set, view);
    Object.assign(context, { strokeStyle: colours.halo, lineWidth: 0.7, lineJoin: "round" });
    for (const at of near) {
      if (!(values[at] > 0 || values[at] === UNRATED)) continue;
      context.fillStyle =
        values[at] === UNRATED ? colours.hatch : ramp[classOf(breaks, values[at])];
      for (const turn of turns) this._fillOne(context, turn, set, at, edged);
    }
    context.globalAlpha = 1;
  },

  /** Each by itself: one path of thousands of cells takes far longer to fill. */
  _fillOne(context, view, set, at, edged) {
    context.beginPath();
    this.shapes.trace(context, view, set, at);
    context.globalAlpha = FILL;
    context.fill();
    if (!edged) return;
    context.globalAlpha = 1;
    context.stroke();
  },

  _areEdged(set, view) {
    return (
      set.resolution === null ||
      resolutionAt(metresPerPixel(view.lat, view.zoom) * (EDGED / 10), set.resolution, -1) ===
        set.resolution
    );
  },

  _outline(context, turns, row) {
    if (row === null || row === undefined) return;
    const { set, at } = this.placeOf(row);
    const colours = theme();
    context.beginPath();
    for (const view of turns) this.shapes.trace(context, view, set, at);
    for (const [strokeStyle, lineWidth] of [
      [colours.outline, 4.5],
      [colours.ink, 2],
    ]) {
      Object.assign(context, { strokeStyle, lineWidth, lineJoin: "round" });
      context.stroke();
    }
  },

  /** Rows number the places of all sets, the finest first. */
  placeOf(row) {
    const set = [...this.store.sets].reverse().find(({ offset }) => offset <= row);
    return { set, at: row - set.offset };
  },

  hasRow(row) {
    const last = this.store?.sets[this.store.sets.length - 1];
    return Boolean(last) && row < last.offset + last.count;
  },

  pointOf(row) {
    const { set, at } = this.placeOf(row);
    return this.shapes.pointOf(set, at);
  },

  /** Places with incidents by their number, of the size that the map shows: rows. */
  rowsShown(bounds = null) {
    if (!this._map || !this.store) return new Uint32Array(0);
    const set = this.setAt(this._map);
    const values = this.valuesOf(set);
    const found = [];
    for (let at = 0; at < values.length; at++)
      if (values[at] > 0 && (!bounds || bounds.contains(this.shapes.pointOf(set, at))))
        found.push(at);
    found.sort((a, b) => values[b] - values[a] || a - b);
    return Uint32Array.from(found, (at) => at + set.offset);
  },

  valueOf(row) {
    const { set, at } = this.placeOf(row);
    return this._fits(set) ? this.valuesOf(set)[at] : 0;
  },

  /** Whether the chosen dates are known for cells so fine. */
  _fits(set) {
    return set.resolution === null || set.resolution <= this.slice.level.resolution;
  },

  _rowAt({ latlng, containerPoint: { x, y } }) {
    if (!this.drawn || !latlng) return null;
    const { set, values } = this.drawn;
    const at = this.shapes.at(set, latlng.wrap());
    const size = this._map.getSize();
    return at >= 0 && values[at] > 0 && x >= 0 && y >= 0 && x <= size.x && y <= size.y
      ? at + set.offset
      : null;
  },

  /** Marks lie above the cells: they have the click if they want it. */
  _onClick(event) {
    queueMicrotask(() => {
      if (event.originalEvent.sitmapTaken) return;
      const row = this._rowAt(event);
      if (row === null) return this._isAlone() && this.host.card.close();
      event.originalEvent.sitmapTaken = true;
      this.openRows([row]);
    });
  },

  _isAlone() {
    return ![...this.host.layers].some((layer) => layer.hasIncidents);
  },

  openRows(rows, at = 0) {
    this.host.card.open(
      rows.map((row) => ({ layer: this, row })),
      at,
    );
  },

  select(row) {
    this.selected = row;
    this.redraw();
  },

  describe(row, host) {
    return describePlace(this, row, host);
  },

  _onHover(event) {
    const row = this._map.dragging.moving?.() ? null : this._rowAt(event);
    if (this._isAlone()) this._map.getContainer().classList.toggle("sitmap-pointing", row !== null);
    if (row === this.hovered) return;
    this.hovered = row;
    this._tip(row, event.containerPoint);
  },

  _onOut() {
    this.hovered = null;
    this.host.tip(null);
  },

  _tip(row, point) {
    if (row === null) return this.host.tip(null);
    this.host.tip(this.say(row), point);
  },

  say(row) {
    const { t } = this.host;
    return `${t("incidents", { n: this.valueOf(row) })} · ${namePlace(this, row, t)}`;
  },

  /** N and P walk through the places in view, those with most incidents first; Enter opens. */
  _onKey({ originalEvent: event }) {
    if (
      !this._isAlone() ||
      event.target !== this._map.getContainer() ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey
    )
      return;
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (step) this._walk(step);
    else if (event.key === "Enter" && this.walked !== undefined && this.walked !== null)
      this.openRows([this.walked]);
  },

  _walk(step) {
    const rows = this.rowsShown(this._map.getBounds());
    if (!rows.length) return;
    const at = rows.indexOf(this.walked);
    this.walked = rows[((at < 0 && step < 0 ? 0 : at) + step + rows.length) % rows.length];
    const point = this._map.latLngToContainerPoint(this.pointOf(this.walked));
    this.host.tip(this.say(this.walked), point);
    this.host.emit("say", this.say(this.walked));
    this.redraw();
  },

  fillKey(part, host) {
    fillKey(this, part, host);
  },

  picture(row) {
    return placeSwatch(this, row);
  },

  words(row, t) {
    return listWords(this, row, t);
  },

  listed(n, t) {
    return t(this.settings.by === "area" ? "areas_listed" : "cells_listed", { n });
  },

  files: { csv: asCsv, geojson: asGeoJson },
});

function masked(sums, mask) {
  if (mask) for (let at = 0; at < sums.length; at++) if (!mask[at]) sums[at] = 0;
  return sums;
}

const worldOf = ({ zoom }) => 256 * 2 ** zoom;

/** The view, and where a map of the whole world shows some of it twice, the same a world to the left and to the right. */
function turnsOf(view) {
  const world = worldOf(view);
  if (world >= view.width + 2 * view.pad) return [view];
  return [0, -2, 2].map((sides) => ({ ...view, width: view.width + sides * world }));
}
