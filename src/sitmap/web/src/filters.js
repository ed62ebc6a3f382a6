// Which rows a reader sees: one bit for each filter that a row fails, so that every filter can count what it would add.

import { NO_VALUE } from "./payload.js";

export const FACETS = ["event_type", "sub_event_type", "actor", "status", "precision", "source"];
const SEARCH_BIT = 1 << 30; // above the bits of all facets
const MOST = 30; // facets that a row's bits have room for
const COLUMNS = { actor: ["actor1", "actor2"] };

export const columnsOf = (facet) => COLUMNS[facet] || [facet];
export const listOf = (facet) => (facet === "actor" ? "actor1" : facet);

/** Filters of one store: `chosen[facet]` is null (all) or a set of values; null stands for rows that have none. */
export class Filters {
  constructor(store) {
    this.store = store;
    this.facets = [...FACETS, ...(store.settings?.filter_by ?? [])].slice(0, MOST);
    this.chosen = Object.fromEntries(this.facets.map((facet) => [facet, null]));
    this.found = null; // Uint8Array of the rows that a search found
    this.range = null; // [first day, last day]
    this.fails = null; // Uint32Array, a bit for each filter that a row fails; null while none is set
    this.keep = null;
  }

  get active() {
    return this.facets.some((facet) => this.chosen[facet]) || this.found !== null;
  }

  choose(facet, values) {
    this.chosen[facet] = values;
    this.update();
  }

  search(found) {
    this.found = found;
    this.update();
  }

  /** One pass over the rows on the map. */
  update() {
    this.keep = this.fails = null;
    if (!this.active) return;
    const rows = this.store.located;
    const fails = new Uint32Array(rows);
    this.facets.forEach((facet, bit) => this.chosen[facet] && this.fail(fails, facet, 1 << bit));
    if (this.found)
      for (let row = 0; row < rows; row++) if (!this.found[row]) fails[row] |= SEARCH_BIT;
    const keep = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) keep[row] = fails[row] === 0 ? 1 : 0;
    this.fails = fails;
    this.keep = keep;
  }

  fail(fails, facet, bit) {
    const [first, second] = columnsOf(facet).map((name) => this.store[name]);
    if (!first && !second) return;
    const passes = columnsOf(facet).map((name) => this.tableOf(name, this.chosen[facet]));
    const one = first || second;
    const pass = first ? passes[0] : passes[1];
    if (!first || !second)
      for (let row = 0; row < fails.length; row++) fails[row] |= pass[one[row]] ? 0 : bit;
    else failPair(fails, bit, [first, second], passes);
  }

  /** For each code of a column, whether a chosen set holds its value. */
  tableOf(name, chosen) {
    const list = this.store.codes[name] || [];
    const table = new Uint8Array(list.length + 1);
    table[0] = chosen.has(null) ? 1 : 0;
    list.forEach((value, i) => (table[i + 1] = chosen.has(value) ? 1 : 0));
    return table;
  }

  /** The rows to draw: {keep, from, to}. A date range is a slice, as rows are sorted by day. */
  slice() {
    return sliceByDay(this.store, this.keep, this.range);
  }

  /** Counts by bin of a timeline, all dates; of every row, or of those that pass. */
  countDays(bins, all = false) {
    return countDays(this.store, all ? null : this.keep, bins);
  }

  /** How many rows of each value there would be, all other filters applied: Map value → count. */
  count(facet) {
    const { keep, from, to } = this.slice();
    const own = this.chosen[facet] ? 1 << this.facets.indexOf(facet) : 0;
    const passes = own
      ? (row) => (this.fails[row] & ~own) === 0 && inRange(this, row)
      : (row) => keep === null || keep[row] !== 0;
    return countValues(this.store, facet, passes, from, to);
  }
}

function failPair(fails, bit, [first, second], [passFirst, passSecond]) {
  for (let row = 0; row < fails.length; row++) {
    const none = first[row] === 0 && second[row] === 0;
    const kept = none
      ? passFirst[0]
      : (first[row] && passFirst[first[row]]) || (second[row] && passSecond[second[row]]);
    if (!kept) fails[row] |= bit;
  }
}

function inRange({ store, range }, row) {
  return (
    range === null || (store.day[row] <= range[1] && store.day[row] + store.length[row] >= range[0])
  );
}

function countValues(store, facet, passes, from, to) {
  const counts = new Map();
  const add = (value, n) => n && counts.set(value, (counts.get(value) || 0) + n);
  const columns = columnsOf(facet).filter((name) => store[name]);
  const tallies = columns.map((name) => new Uint32Array((store.codes[name]?.length || 0) + 1));
  let none = 0;
  for (let row = from; row < to; row++) {
    if (!passes(row)) continue;
    let any = false;
    for (let c = 0; c < columns.length; c++) {
      const code = store[columns[c]][row];
      if (!code) continue;
      any = true;
      if (c && store.codes[columns[c]][code - 1] === store.code(columns[0], row)) continue;
      tallies[c][code]++;
    }
    if (!any) none++;
  }
  add(null, none);
  columns.forEach((name, c) =>
    tallies[c].forEach((n, code) => code && add(store.codes[name][code - 1], n)),
  );
  return counts;
}

/** First row whose day is at least `day`; undated rows come after all dated ones. */
export function firstFrom(store, day) {
  let low = 0;
  let high = store.dated;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (store.day[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows that overlap a range of days: those that began earlier and last into it count too. */
export function sliceByDay(store, keep, range) {
  if (range === null) return { keep, from: 0, to: store.located };
  const [first, last] = range;
  const starts = firstFrom(store, first);
  const from = store.longest ? firstFrom(store, first - store.longest) : starts;
  const to = firstFrom(store, last + 1);
  if (from === starts) return { keep, from, to };
  const mask = keep ? keep.slice() : new Uint8Array(store.located).fill(1);
  for (let row = from; row < starts; row++)
    if (store.day[row] + store.length[row] < first) mask[row] = 0;
  return { keep: mask, from, to };
}

/** Counts by bin of days, of the rows that `keep` marks: {edges, counts, undated}. */
export function countDays(store, keep, bins) {
  const counts = new Uint32Array(bins.edges.length - 1);
  const { edges } = bins;
  let bin = 0;
  for (let row = 0; row < store.dated; row++) {
    if (keep !== null && keep[row] === 0) continue;
    while (bin < counts.length - 1 && store.day[row] >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  let undated = 0;
  for (let row = store.dated; row < store.located; row++) if (keep === null || keep[row]) undated++;
  return { counts, undated };
}

export const hasDay = (store, row) => store.day[row] !== NO_VALUE;
