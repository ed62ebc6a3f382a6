// Rings around what is new, broken ones around what changed: the marks that hold a row whose column says so.

import { cellOf } from "./bins.js";
import { isDark } from "./theme.js";

const GAP = 4; // px between a mark and its ring
const WIDTH = 3; // px, as in src/sitmap/layers/changed.py
const DASH = [5, 4]; // px, of a ring around what changed

/** The rows whose column has a value; empty where none has. */
export function rowsWith(store, { column, value }) {
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
  const isNew = new Set(ringed(layer, layer.newRows));
  drawCircles(context, [...isNew], radiusOf);
  const changed = ringed(layer, layer.changedRows).filter((mark) => !isNew.has(mark));
  context.save();
  context.setLineDash(DASH);
  drawCircles(context, changed, radiusOf);
  context.restore();
}

function drawCircles(context, marks, radiusOf) {
  for (const mark of marks) {
    context.beginPath();
    context.arc(mark.x, mark.y, radiusOf(mark) + GAP, 0, 2 * Math.PI);
    context.stroke();
  }
}
