// Bins of a timeline: days, weeks, months or years, whichever gives a readable number of bars.

import { DAY_MS } from "./dates.js";

const MOST = 160;

/** Bins from the first to the last day: {unit, edges}; edge i to i + 1 is a bin. `most` is how many bars have room. */
export function makeTimeBins(first, last, most = MOST) {
  const days = last - first + 1;
  if (days <= most) return { unit: "day", edges: range(first, last + 1, 1) };
  if (days / 7 <= most) return { unit: "week", edges: range(monday(first), last + 7, 7) };
  if (days / 30 <= most) return { unit: "month", edges: calendar(first, last, 1) };
  return { unit: "year", edges: calendar(first, last, 12) };
}

function range(from, to, step) {
  const edges = [];
  for (let day = from; day <= to; day += step) edges.push(day);
  return edges;
}

/** The Monday on or before a day; 1970-01-01 was a Thursday. */
const monday = (day) => day - ((((day + 3) % 7) + 7) % 7);

function calendar(first, last, months) {
  const start = new Date(first * DAY_MS);
  const edges = [];
  for (let i = 0; ; i++) {
    const month = months === 12 ? 0 : start.getUTCMonth();
    const edge = Math.floor(Date.UTC(start.getUTCFullYear(), month + i * months, 1) / DAY_MS);
    edges.push(edge);
    if (edge > last) return edges;
  }
}

/** The bin that holds a day. */
export function binOf(edges, day) {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}
