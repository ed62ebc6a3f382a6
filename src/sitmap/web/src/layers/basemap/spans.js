// Where inside a country there is room for its name: rows across the view, and what of them lies within.

import { pixelX } from "../../mercator.js";

const ROWS = 14; // across the view

/** Stretches {x0, x1, y} in px of `rings` ([{points, box}], world units) within a view, the widest first. */
export function findSpans(view, rings) {
  const spans = [];
  for (let i = 1; i < ROWS; i++) {
    const y = (view.height * i) / ROWS;
    const worldY = (y - view.height / 2) / view.k + view.cy + 2 ** 31;
    const xs = rings.flatMap((ring) => (ring.box[1] <= worldY && ring.box[3] >= worldY ? pixelsOf(view, ring, crossingsOf(ring.points, worldY)) : [])).sort((a, b) => a - b);
    for (let at = 0; at + 1 < xs.length; at += 2) {
      const [x0, x1] = [Math.max(0, xs[at]), Math.min(view.width, xs[at + 1])];
      if (x1 > x0) spans.push({ x0, x1, y });
    }
  }
  return spans.sort((a, b) => b.x1 - b.x0 - (a.x1 - a.x0));
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
  const left = rings.flatMap((ring) => (ring.box[1] <= y && ring.box[3] >= y ? crossingsOf(ring.points, y) : [])).filter((crossing) => crossing < x);
  return left.length % 2 === 1;
}
