// Bins of a timeline: days, weeks, months or years, whichever gives a readable number of bars.

import { DAY_MS } from "./dates.js";

const MOST = 160;

const UNITS = { day: 1, week: 7, month: 30, year: 0 };

/**
 * Bins from the first to the last day: {unit, edges}; edge i to i + 1 is a bin. `most` is how many bars have room;
 * what is counted by `finest` can't be parted further, and weeks don't fit into anything.
 */
export function makeTimeBins(first, last, most = MOST, finest = "day") {
  const units = Object.keys(UNITS).slice(Object.keys(UNITS).indexOf(finest));
  const unit =
    finest === "week"
      ? finest
      : (units.find((one) => (last - first + 1) / UNITS[one] <= most) ?? "year");
  return binsOf(unit, first, last);
}

export function binsOf(unit, first, last) {
  if (unit === "day") return { unit, edges: range(first, last + 1, 1) };
  if (unit === "week") return { unit, edges: range(monday(first), last + 7, 7) };
  return { unit, edges: calendar(first, last, unit === "month" ? 1 : 12) };
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

const TICKS = [
  [1, 1],
  [2, 1],
  [7, 1],
  [14, 1],
  [0, 1],
  [0, 2],
  [0, 3],
  [0, 6],
  [0, 12],
  [0, 24],
  [0, 60],
  [0, 120],
  [0, 240],
  [0, 600],
  [0, 1200],
]; // [days or 0, months]

/** Round days for the words under an axis, `most` at most, and the Intl options that say them. */
export function ticksOf(first, last, most) {
  for (const [days, months] of TICKS) {
    const found = days
      ? range(days < 7 ? first : monday(first + 6), last, days)
      : monthStarts(first, last, months);
    if (found.length > most) continue;
    return {
      days: found.length ? found : [first],
      options: { ...(months < 12 && { month: "short" }), [days ? "day" : "year"]: "numeric" },
    };
  }
  return { days: [first], options: { year: "numeric" } };
}

/** First days of every nth month from the first to the last day, counted from January. */
function monthStarts(first, last, every) {
  const date = new Date(first * DAY_MS);
  const found = [];
  for (
    let month = Math.ceil((date.getUTCFullYear() * 12 + date.getUTCMonth()) / every) * every;
    ;
    month += every
  ) {
    const at = new Date(0);
    at.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    const day = at.getTime() / DAY_MS;
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}
