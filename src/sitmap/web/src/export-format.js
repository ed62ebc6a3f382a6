// Rows as CSV cells and GeoJSON features.

import { toIso } from "./dates.js";

const OWN = ["date_start", "date_end", "lat", "lon"];

/** Column names of a layer's table: days and point first, then what the payload holds. */
export function headOf({ core, facets, text }, codes) {
  const coded = [...core, ...facets].map(([name]) => name).filter((name) => Array.isArray(codes[name]) && name !== "area");
  return [...new Set([...OWN, "uncertainty_m", ...coded, ...text.fields.map(([name]) => name)])];
}

export function flatten({ row, day, end, ...record }) {
  return day === undefined ? record : { date_start: toIso(day), date_end: toIso(end), ...record };
}

export function cellsOf(record, head) {
  const flat = flatten(record);
  return head.map((name) => flat[name] ?? null);
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). */
export function safeCell(value) {
  if (typeof value !== "string" || /^[-+]?\d+(\.\d+)?$/.test(value)) return value ?? "";
  return /^[\s\u0000-\u001f\u00a0\ufeff]*[=+\-@|%＝＋－＠]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value;
}

export function csvLine(cells) {
  const quoted = cells.map((cell) => {
    const text = String(safeCell(cell));
    return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(",")}\r\n`;
}

export function featureOf(record) {
  const { lat, lon, ...properties } = flatten(record);
  return { type: "Feature", geometry: lat === undefined ? null : { type: "Point", coordinates: [lon, lat] }, properties };
}
