// Counts by place and slot (event type × bin of time), packed place after place; one pass over them is a filter.

import { readColumns } from "../../payload.js";

/** The mirror of `Level` in `sitmap/layers/density_levels.py`. */
export class Counts {
  constructor({ resolution, unit, bins, places, counts }, kinds, place, columns) {
    Object.assign(this, { resolution, unit, bins, places, rows: counts, width: bins + 1, kinds });
    this.order = orderBySize(place.size);
    this.start = startsOf(place.counts, this.order);
    this.blockOf = new Uint32Array(places);
    this.order.forEach((at, block) => (this.blockOf[at] = block));
    this.slot = sumSteps(
      kinds * this.width > 2 ** 16 ? Uint32Array.from(columns.step) : columns.step,
      this.start,
    );
    this.incidents = columns.incidents;
    this.fatalities = columns.fatalities || null;
  }

  /** Incidents of each place in the slots that `pass` marks (null: all). */
  sum(pass) {
    const { start, order, slot, incidents } = this;
    const small = incidents.BYTES_PER_ELEMENT < 4 && this.kinds * this.width < 2 ** 15;
    const mask = Int32Array.from({ length: this.kinds * this.width }, (_, at) =>
      pass === null || pass[at] ? -1 : 0,
    );
    const sums = new Float64Array(this.places);
    for (let block = 0; block < order.length; block++)
      sums[order[block]] = (small ? sumSmall : sumAny)(
        incidents,
        slot,
        mask,
        start[block],
        start[block + 1],
      );
    return sums;
  }

  /** Incidents of each slot, over the places that `mask` marks (null: all). */
  histogram(mask = null, column = this.incidents) {
    const sums = new Float64Array(this.kinds * this.width);
    const { start, order, slot } = this;
    for (let block = 0; block < order.length; block++) {
      if (mask !== null && !mask[order[block]]) continue;
      for (let i = start[block], end = start[block + 1]; i < end; i++) sums[slot[i]] += column[i];
    }
    return sums;
  }

  /** The same for places `from` to `to`. */
  histogramOf(from, to, column = this.incidents) {
    const sums = new Float64Array(this.kinds * this.width);
    for (let at = from; at < to; at++) {
      const block = this.blockOf[at];
      for (let i = this.start[block], end = this.start[block + 1]; i < end; i++)
        sums[this.slot[i]] += column[i];
    }
    return sums;
  }
}

/**
 * Columns of numbers: their low bytes one after the other, and in `more` where there is more, and how much (in 256s).
 * @param high Map column → how many numbers have more
 */
export function readCounts(low, more, rows, high) {
  const columns = {};
  let [at, from] = [0, 0];
  for (const [name, count] of Object.entries(high)) {
    const parts = readColumns(
      more.subarray(from, from + 8 * count),
      [
        ["at", "d32"],
        ["high", "u32"],
      ],
      count,
    );
    columns[name] = widen(low.subarray(at, at + rows), parts);
    [at, from] = [at + rows, from + 8 * count];
  }
  return columns;
}

function widen(bytes, { at, high }) {
  const wide = maxOf(high) < 256 ? new Uint16Array(bytes) : new Uint32Array(bytes);
  for (let i = 0; i < at.length; i++) wide[at[i]] += high[i] * 256;
  return wide;
}

/** The hot loop, in 32-bit integers; sums of 16-bit counts fit. */
function sumSmall(incidents, slot, mask, from, to) {
  let [one, other, i] = [0, 0, from];
  for (; i + 1 < to; i += 2) {
    one = (one + (incidents[i] & mask[slot[i]])) | 0;
    other = (other + (incidents[i + 1] & mask[slot[i + 1]])) | 0;
  }
  return one + other + (i < to ? incidents[i] & mask[slot[i]] : 0);
}

function sumAny(incidents, slot, mask, from, to) {
  let total = 0;
  for (let i = from; i < to; i++) if (mask[slot[i]]) total += incidents[i];
  return total;
}

/** Places with most incidents first, those of one size in order; the same sort as in Python. */
function orderBySize(size) {
  const most = maxOf(size);
  const begin = new Uint32Array(most + 2);
  for (let i = 0; i < size.length; i++) begin[most - size[i] + 1]++;
  for (let i = 1; i < begin.length; i++) begin[i] += begin[i - 1];
  const order = new Uint32Array(size.length);
  for (let i = 0; i < size.length; i++) order[begin[most - size[i]]++] = i;
  return order;
}

function startsOf(counts, order) {
  const start = new Uint32Array(order.length + 1);
  for (let block = 0; block < order.length; block++)
    start[block + 1] = start[block] + counts[order[block]];
  return start;
}

/** Steps from slot to slot become slots, in place. */
function sumSteps(steps, start) {
  for (let block = 0; block + 1 < start.length; block++) {
    for (let i = start[block] + 1, end = start[block + 1]; i < end; i++) steps[i] += steps[i - 1];
  }
  return steps;
}

function maxOf(values) {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > max) max = values[i];
  return max;
}
