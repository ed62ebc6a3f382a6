// What the reader asked for, applied to counts: the same questions as for incidents, answered from slots.

import { binOf } from "../../timebins.js";

/** Filters of one store of counts; facets that a summary doesn't have (actors, status…) change nothing. */
export class CountFilters {
  constructor(store) {
    this.store = store;
    this.chosen = { event_type: null };
    this.found = null; // {level: Uint8Array of the places that a search found}
    this.range = null;
    this.sums = new Map();
  }

  get active() {
    return this.chosen.event_type !== null || this.found !== null;
  }

  get keep() {
    return null;
  }

  choose(facet, values) {
    if (facet === "event_type") this.chosen.event_type = values;
  }

  search(found) {
    this.found = found;
    this.sums.clear();
  }

  update() {
    this.sums.clear();
  }

  /** The level that answers: the finest cells when time doesn't matter. */
  get level() {
    const { timed, totals } = this.store;
    return this.range === null && totals ? totals : timed;
  }

  /** Which slots of a level count; null for all. */
  passOf(level, { range = this.range, types = this.chosen.event_type } = {}) {
    if (range === null && types === null) return null;
    const pass = new Uint8Array(level.kinds * level.width);
    const days = this.binsWithin(level, range);
    for (let kind = 0; kind < level.kinds; kind++) {
      if (types === null || types.has(this.store.types[kind])) pass.set(days, kind * level.width);
    }
    return pass;
  }

  /** Bins that a range of days touches; undated counts belong to none. */
  binsWithin(level, range) {
    const days = new Uint8Array(level.width);
    const { edges } = this.store.bins;
    for (let bin = 0; bin < level.width; bin++)
      days[bin] =
        range === null || (bin < level.bins && edges[bin] <= range[1] && edges[bin + 1] > range[0])
          ? 1
          : 0;
    return days;
  }

  /** What the layer draws. */
  slice() {
    const { level } = this;
    return {
      level,
      pass: this.passOf(level),
      mask: this.found?.get(level) ?? null,
      range: this.range,
      types: this.chosen.event_type,
    };
  }

  histogram(level) {
    if (!this.sums.has(level))
      this.sums.set(level, level.histogram(this.found?.get(level) ?? null));
    return this.sums.get(level);
  }

  total() {
    const { level } = this;
    const pass = this.passOf(level);
    return this.histogram(level).reduce(
      (sum, n, slot) => sum + (pass === null || pass[slot] ? n : 0),
      0,
    );
  }

  count(facet) {
    const counts = new Map();
    if (facet !== "event_type") return counts;
    const { level } = this;
    const pass = this.passOf(level, { types: null });
    this.histogram(level).forEach((n, slot) => {
      const type = this.store.types[Math.floor(slot / level.width)];
      if (n && (pass === null || pass[slot])) counts.set(type, (counts.get(type) || 0) + n);
    });
    return counts;
  }

  /** Counts by bin of a timeline, all dates: {counts, undated}. */
  countDays(bins, all = false) {
    const { timed } = this.store;
    const pass = this.passOf(timed, { range: null, types: all ? null : this.chosen.event_type });
    const histogram = all && this.found ? timed.histogram() : this.histogram(timed);
    return foldDays(this.store, histogram, pass, bins);
  }
}

/** Slots of a histogram by the bins of a timeline. */
export function foldDays({ timed, bins: own }, histogram, pass, bins) {
  const counts = new Float64Array(bins.edges.length - 1);
  let undated = 0;
  for (let slot = 0; slot < histogram.length; slot++) {
    if (!histogram[slot] || (pass !== null && !pass[slot])) continue;
    const bin = slot % timed.width;
    if (bin === timed.bins) undated += histogram[slot];
    else counts[binOf(bins.edges, Math.max(own.edges[bin], bins.edges[0]))] += histogram[slot];
  }
  return { counts, undated };
}
