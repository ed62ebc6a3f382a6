// Rows as CSV cells and GeoJSON features.

import { toIso } from "./dates.js";

const OWN = ["date_start", "date_end", "lat", "lon"];

/** Columns [{name, extra}] of a layer's table: days and point first, what the payload holds, then the table's own. */
export function headOf({ core, facets, text }, codes) {
  const coded = [...core, ...facets]
    .map(([name]) => name)
    .filter((name) => Array.isArray(codes[name]) && name !== "area");
  const names = text.fields.map(([name]) => name);
  const known = new Set([...OWN, "uncertainty_m", ...coded, ...names.slice(0, text.own)]);
  return [
    ...[...known].map((name) => ({ name, title: name })),
    ...names.slice(text.own).map((name) => ({ name, title: titleOf(name), extra: true })),
  ];
}

/** The columns of several tables, each once. */
export const mergeHeads = (heads) => [
  ...new Map(heads.flat().map((column) => [`${column.extra}:${column.name}`, column])).values(),
];

/** A column of the table that is called as one of ours gets a name that isn't. */
const titleOf = (name) => (OWN.includes(name) ? `table_${name}` : name);

export function flatten({ row, day, end, extra, ...record }) {
  return day === undefined ? record : { date_start: toIso(day), date_end: toIso(end), ...record };
}

export function cellsOf(record, head) {
  const flat = flatten(record);
  return head.map(({ name, extra }) => (extra ? record.extra.get(name) : flat[name]) ?? null);
}

const RUNS = /^'*(?:[\s\u0000-\u001f\u00a0\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n])/;
const NUMBER = /^(?:\s*[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?\s*|[+-]\d\d:\d\d)$/;

/** A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection), as in sitmap/formulas.py. */
export function safeCell(value) {
  if (typeof value !== "string" || NUMBER.test(value)) return value ?? "";
  return RUNS.test(value) ? `'${value}` : value;
}

export function csvLine(cells) {
  const quoted = cells.map((cell) => {
    const text = String(safeCell(cell));
    return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(",")}\r\n`;
}

export function featureOf(record) {
  const { lat, lon, ...known } = flatten(record);
  const properties = Object.assign(Object.create(null), known); // a column may be called __proto__
  for (const [name, value] of record.extra || []) properties[titleOf(name)] = value;
  return {
    type: "Feature",
    geometry: lat === undefined ? null : { type: "Point", coordinates: [lon, lat] },
    properties,
  };
}
