// Where inside a country there is room for its name: rows across the view, and what of them lies within.

import { metresPerPixel, pixelX } from "../../mercator.js";

const ROWS = 14; // across the view
const HALF = 6; // px: half the height of a name
const ROUGH_M = 2000; // by which outlines drawn for 1:10 million may leave a border: a fifth of a millimetre

/** Stretches {x0, x1, y} in px of `rings` ([{points, box}], world units) within a view, the widest first. */
export function findSpans(view, rings) {
  const spans = [];
  for (let i = 1; i < ROWS; i++) {
    const y = (view.height * i) / ROWS;
    for (const [from, to] of stretchesAt(view, rings, y)) {
      const [x0, x1] = [Math.max(0, from), Math.min(view.width, to)];
      if (x1 > x0) spans.push({ x0, x1, y });
    }
  }
  return spans.sort((a, b) => b.x1 - b.x0 - (a.x1 - a.x0));
}

/** Whether a name from `left` on, with its middle at y, lies on its own country and the sea alone: never on a neighbour. */
export function staysAtHome(view, { rings, abroad }, left, y, width) {
  const rough = Math.min(ROUGH_M / metresPerPixel(view.lat, view.zoom), view.width / 4);
  const [from, to] = [left - rough, left + width + rough];
  return [y - HALF, y, y + HALF].every((row) => {
    const isInside = stretchesAt(view, rings, row).some(([x0, x1]) => x0 <= from && x1 >= to);
    return isInside || !stretchesAt(view, abroad, row).some(([x0, x1]) => x0 < to && x1 > from);
  });
}

/** [x0, x1] in px of what of rings lies on a row of the view. */
function stretchesAt(view, rings, y) {
  const worldY = (y - view.height / 2) / view.k + view.cy + 2 ** 31;
  const found = rings.flatMap((ring) =>
    ring.box[1] <= worldY && ring.box[3] >= worldY
      ? pixelsOf(view, ring, crossingsOf(ring.points, worldY))
      : [],
  );
  const xs = found.sort((a, b) => a - b);
  return xs.flatMap((x, at) => (at % 2 ? [[xs[at - 1], x]] : []));
}

/** A ring is seen whole, in the turn of the world in which its middle is nearest. */
function pixelsOf(view, { box }, crossings) {
  const middle = (box[0] + box[2]) / 2;
  return crossings.map((x) => pixelX(view, middle | 0) + (x - middle) * view.k);
}

function crossingsOf(points, y) {
  const found = [];
  const last = points.length - 2;
  for (let i = 0, j = last; i <= last; j = i, i += 2) {
    const [yi, yj] = [points[i + 1], points[j + 1]];
    if (yi > y !== yj > y) found.push(points[j] + ((y - yj) / (yi - yj)) * (points[i] - points[j]));
  }
  return found;
}

/** Whether a point of world units lies within rings. */
export function holds(rings, x, y) {
  const left = rings
    .flatMap((ring) => (ring.box[1] <= y && ring.box[3] >= y ? crossingsOf(ring.points, y) : []))
    .filter((crossing) => crossing < x);
  return left.length % 2 === 1;
}
