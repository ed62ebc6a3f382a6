// What lies inside an area: a point, and where its name has most room.

import { pixelX, pixelY, xOf, yOf } from "../../mercator.js";

const LEVELS = [0.5, 0.35, 0.65, 0.2, 0.8]; // of an area's height in view: where its name is tried

/** Tell whether a point lies within rings [x0, y0, x1, y1, …]; holes are rings like any other. */
export function isInside(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (
        ring[i + 1] > y !== ring[j + 1] > y &&
        x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]
      )
        inside = !inside;
    }
  }
  return inside;
}

/** Middles of the widest stretches across rings, at least `wide` wide; in px of a view, or in degrees without one. */
export function spotsIn(view, rings, wide) {
  const shapes = view
    ? rings.map((ring) =>
        Float64Array.from(ring, (value, at) =>
          at % 2 ? pixelY(view, yOf(value)) : pixelX(view, xOf(value)),
        ),
      )
    : rings;
  const [left, right] = view ? [0, view.width] : [-Infinity, Infinity];
  let [top, bottom] = [Infinity, -Infinity];
  for (const ring of shapes) {
    for (let i = 1; i < ring.length; i += 2) {
      top = Math.min(top, ring[i]);
      bottom = Math.max(bottom, ring[i]);
    }
  }
  if (view) [top, bottom] = [Math.max(top, 0), Math.min(bottom, view.height)];
  const found = LEVELS.map((share) =>
    widestAt(shapes, top + share * (bottom - top), left, right),
  ).filter(Boolean);
  return found
    .filter(({ width }) => width >= wide)
    .sort((a, b) => b.width - a.width)
    .map(({ x, y }) => [x, y]);
}

function widestAt(rings, y, left, right) {
  const cuts = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (ring[i + 1] > y !== ring[j + 1] > y)
        cuts.push(
          ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i],
        );
    }
  }
  cuts.sort((a, b) => a - b);
  let best = null;
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const [from, to] = [Math.max(left, cuts[i]), Math.min(right, cuts[i + 1])];
    if (to > from && to - from > (best?.width ?? 0))
      best = { x: (from + to) / 2, y, width: to - from };
  }
  return best;
}
