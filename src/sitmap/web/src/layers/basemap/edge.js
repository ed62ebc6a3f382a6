// Where a view has too few names: the nearest places beyond its edge, each with an arrow and how far it is.

import { metresPerPixel } from "../../mercator.js";

const ENOUGH = 3; // names that tell where one is
const FROM_ZOOM = 8; // farther out there are names enough, or sea
const FARTHEST_KM = 100; // or
const FARTHEST = 1.5; // of half the view's diagonal
const APART = Math.PI / 5; // between two arrows
const INSET = 12; // px from the edge to the arrow's tip
const SHARES = [1, 0.92, 0.84, 0.76, 0.68]; // of the way to the edge, where a button lies on it

/**
 * [{label, km, angle}] of places out of view, nearest first, as seen from its middle.
 * @param labels with x, y in px of the map  @param named how many places have a name in view
 */
export function findPointers(labels, view, named) {
  if (named >= ENOUGH || view.zoom < FROM_ZOOM) return [];
  const [cx, cy] = [view.width / 2, view.height / 2];
  const perPx = metresPerPixel(view.lat, view.zoom) / 1000;
  const farthest = Math.max(FARTHEST_KM, FARTHEST * Math.hypot(cx, cy) * perPx);
  const isOut = ({ x, y }) => x < 0 || y < 0 || x > view.width || y > view.height;
  const away = labels
    .filter((label) => label.k === "settlement" && isOut(label))
    .map((label) => ({
      label,
      km: Math.hypot(label.x - cx, label.y - cy) * perPx,
      angle: Math.atan2(label.y - cy, label.x - cx),
    }));
  const found = [];
  for (const one of away.filter(({ km }) => km <= farthest).sort((a, b) => a.km - b.km)) {
    if (found.length >= ENOUGH - named) break;
    if (found.every(({ angle }) => apart(angle, one.angle) > APART)) found.push(one);
  }
  return found;
}

const apart = (a, b) => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));

function leave({ width, height }, angle, share = 1) {
  const [run, rise] = [Math.cos(angle), Math.sin(angle)];
  const far = Math.min(
    (width / 2 - INSET) / Math.abs(run || 1e-9),
    (height / 2 - INSET) / Math.abs(rise || 1e-9),
  );
  return { x: width / 2 + share * far * run, y: height / 2 + share * far * rise };
}

/**
 * {x, y, at} of the first free spot of an arrow on its way out, and of words of a width beside it; or null.
 * @param isFree (box) => whether nothing is there
 */
export function settleArrow({ angle }, view, width, isFree) {
  for (const share of SHARES) {
    const { x, y } = leave(view, angle, share);
    if (!isFree([x - 7, y - 7, x + 7, y + 7])) continue;
    const spots = [
      [x - width / 2, y + 16],
      [x - width / 2, y - 16],
      [x - width - 12, y],
      [x + 12, y],
    ];
    const at = spots.find(
      ([left, middle]) =>
        left > 4 &&
        left + width < view.width - 4 &&
        middle > 10 &&
        middle < view.height - 10 &&
        isFree([left - 3, middle - 8, left + width + 3, middle + 8]),
    );
    if (at) return { x, y, at };
  }
  return null;
}

export function drawArrow(context, colour, { x, y, angle }) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  for (const [dx, dy] of [
    [6, 0],
    [-4, -5],
    [-4, 5],
  ])
    context.lineTo(dx, dy);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}
