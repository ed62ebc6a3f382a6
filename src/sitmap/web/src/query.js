// What the reader asked for, applied to every incident layer of a map: values of filters, a text, a range of days.

import { Filters } from "./filters.js";
import { Search } from "./search.js";
import { toDay, toIso } from "./dates.js";

const TURN = 360e5; // units of a longitude

export class Query {
  constructor(app) {
    this.app = app;
    this.parts = []; // {layer, store, filters, search}
    this.chosen = {};
    this.text = "";
    this.range = null;
    this.started = false;
  }

  async start() {
    for (const layer of this.parted ?? []) {
      const { store } = await layer.load();
      if (!layer.part) await store.readFacets();
      this.parts.push(
        layer.part?.() ?? { layer, store, filters: new Filters(store), search: new Search(store) },
      );
    }
    this.started = true;
    return this;
  }

  /** First and last day of all incidents on the map, known before they are read; without any, of lines and areas. */
  get days() {
    const told = this.app.layers.map(({ settings }) => settings.days).filter(Boolean);
    const own = told.length
      ? told
      : this.app.layers.map(({ settings }) => settings.span).filter(Boolean); // dated lines and areas
    const spans = own.map((days) => days.map(toDay));
    return spans.length
      ? [Math.min(...spans.map(([first]) => first)), Math.max(...spans.map(([, last]) => last))]
      : null;
  }

  /** Layers that answer: incidents, then what is counted; null without any. */
  get parted() {
    const found = [true, false].flatMap((own) =>
      this.app.layers.filter((layer) => (own ? layer.hasIncidents : layer.part)),
    );
    return found.length ? found : null;
  }

  /** The unit of time that all layers can be counted by. */
  get finest() {
    return (
      ["year", "month", "week"].find((unit) =>
        this.app.layers.some(({ settings }) => settings.unit === unit),
      ) ?? "day"
    );
  }

  get active() {
    return this.range !== null || this.text !== "" || Object.values(this.chosen).some(Boolean);
  }

  /** Only rows with one of these values (a Set; null is all). */
  choose(facet, values) {
    this.chosen[facet] = values;
    for (const { filters } of this.parts) filters.choose(facet, values);
    this.apply();
  }

  setRange(range) {
    this.range = range;
    for (const { filters } of this.parts) filters.range = range;
    for (const layer of this.app.layers) layer.setDate?.(range ? toIso(range[1]) : null);
    this.apply({ days: true });
  }

  /** Search; resolves when all blocks are read. */
  async setText(text) {
    this.text = text.trim();
    if (!this.text) {
      for (const { filters, search } of this.parts) {
        search.stop();
        filters.search(null);
      }
      return this.apply();
    }
    await Promise.all(
      this.parts.map(async ({ filters, search }) => {
        const found = await search.find(this.text, (share) =>
          this.app.host.emit("searching", share),
        );
        if (found) filters.search(found);
      }),
    );
    this.app.host.emit("searching", null);
    this.apply();
  }

  reset() {
    this.chosen = {};
    this.text = "";
    this.range = null;
    for (const { filters, search } of this.parts) {
      search.stop();
      for (const facet of Object.keys(filters.chosen)) filters.chosen[facet] = null;
      Object.assign(filters, { found: null, range: null });
      filters.update();
    }
    for (const layer of this.app.layers) layer.setDate?.(null);
    this.apply();
  }

  /** Draw what passes; who only follows the days hears "days", who follows the filters too hears "filtered". */
  apply({ days = false } = {}) {
    for (const { layer, filters } of this.parts) layer.setSlice(filters.slice());
    this.app.host.emit("counts");
    if (!days) this.app.host.emit("filtered");
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.app.host.emit("settled"), 120);
  }

  /** Rows by value, all other filters applied, most frequent first: [[value, count], …]. */
  count(facet) {
    const total = new Map();
    for (const { filters } of this.parts) {
      for (const [value, n] of filters.count(facet)) total.set(value, (total.get(value) || 0) + n);
    }
    return total;
  }

  /** Every row that is shown, by day: [{layer, rows: Uint32Array}]; only those within `bounds` (Leaflet's) when given. */
  shown(bounds = null) {
    return this.parts
      .filter(({ layer }) => layer._map)
      .map(({ layer, store }) => ({
        layer,
        rows: layer.rowsShown?.(bounds) ?? collectRows(store, layer.slice, bounds),
      }));
  }
}

function collectRows(store, { keep, from, to }, bounds) {
  const rows = new Uint32Array(to - from);
  const box = bounds && [
    bounds.getSouth() * 1e5,
    bounds.getNorth() * 1e5,
    bounds.getWest() * 1e5,
    (bounds.getEast() - bounds.getWest()) * 1e5,
  ];
  let count = 0;
  for (let row = from; row < to; row++) {
    if (keep !== null && keep[row] === 0) continue;
    if (
      box &&
      (store.lat[row] < box[0] ||
        store.lat[row] > box[1] ||
        (((store.lon[row] - box[2]) % TURN) + TURN) % TURN > box[3])
    )
      continue;
    rows[count++] = row;
  }
  return rows.subarray(0, count);
}
