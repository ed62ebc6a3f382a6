// Rings around what is new: the marks that hold a row whose column has the value that the settings name.

import { cellOf } from "./bins.js";
import { isDark } from "./theme.js";

const GAP = 4; // px between a mark and its ring
const WIDTH = 3; // px, as in src/sitmap/layers/changed.py

/** The rows that get a ring; empty where nothing is new. */
export function newRows(store, { column, value }) {
  const number = (store.codes[column]?.indexOf(value) ?? -1) + 1;
  const rows = [];
  if (number)
    for (let row = 0; row < store.located; row++) if (store[column][row] === number) rows.push(row);
  return rows;
}

/** The marks that hold one of the rows, as far as the reader sees them. */
export function ringed(layer, rows) {
  const { view, store, bins, marks, slice } = layer;
  const { keep, from, to } = slice;
  const seen = rows.filter((row) => row >= from && row < to && (keep === null || keep[row]));
  const cells = new Set(seen.map((row) => cellOf(view, store, bins, row)));
  return marks.filter((mark) => mark.cells.some((cell) => cells.has(cell)));
}

export function drawHalos(context, colours, layer, radiusOf) {
  const { rings } = layer.settings;
  context.strokeStyle = isDark(colours) ? rings.dark : rings.colour;
  context.lineWidth = WIDTH;
  for (const mark of ringed(layer, layer.newRows)) {
    context.beginPath();
    context.arc(mark.x, mark.y, radiusOf(mark) + GAP, 0, 2 * Math.PI);
    context.stroke();
  }
}
