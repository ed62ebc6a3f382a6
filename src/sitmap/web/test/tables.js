// A store of rows in memory for the tests, as `Store.read` would give it.

import { projectAll } from "../src/mercator.js";
import { NO_VALUE } from "../src/payload.js";

/** rows: [{lat, lon, day, length, type, status, precision, actor1, actor2}], already in order of the day. */
export function makeStore(rows) {
  const codes = {};
  const code = (name, key) => {
    const list = [...new Set(rows.map((row) => row[key]).filter(Boolean))];
    codes[name] = list;
    return Uint8Array.from(rows, (row) => (row[key] ? list.indexOf(row[key]) + 1 : 0));
  };
  const column = (key, missing) => Int32Array.from(rows, (row) => row[key] ?? missing);
  const lat = Int32Array.from(rows, (row) => Math.round((row.lat ?? 0) * 1e5));
  const lon = Int32Array.from(rows, (row) => Math.round((row.lon ?? 0) * 1e5));
  const store = {
    rows: rows.length,
    located: rows.length,
    lat,
    lon,
    ...projectAll(lat, lon),
    codes,
    coarse: null,
    day: column("day", NO_VALUE),
    length: column("length", 0),
    event_type: code("event_type", "type"),
    sub_event_type: code("sub_event_type", "sub"),
    status: code("status", "status"),
    precision: code("precision", "precision"),
    actor1: code("actor1", "actor1"),
    actor2: code("actor2", "actor2"),
    source: code("source", "source"),
    code(name, row) {
      return this[name][row] ? codes[name][this[name][row] - 1] : null;
    },
  };
  store.type = store.event_type;
  store.dated = rows.filter((row) => row.day !== undefined).length;
  store.longest = Math.max(0, ...store.length);
  return store;
}
