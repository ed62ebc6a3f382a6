// Where cells lie on the map. H3's own library (global `h3`) tells centres and outlines; each is asked for once.

import { EQUATOR_M, pixelX, pixelY, WORLD, xOf, yOf } from "../../mercator.js";
import { firstFrom, fromHex, hexOf, splitOf, within } from "./ids.js";
import { cellMetres } from "./classes.js";

const REACH = 1.5; // times the width of a cell: what of its smaller cells may lie outside of it
const HALF = WORLD / 2;

export class CellShapes {
  constructor(store) {
    this.store = store;
    for (const set of store.sets)
      Object.assign(set, {
        x: new Int32Array(set.count),
        y: new Int32Array(set.count),
        known: new Uint8Array(set.count),
        rings: [],
      });
  }

  /** Places of a set within a view, found from the coarsest cells down. */
  visible(set, view) {
    const { sets } = this.store;
    let last = sets[sets.length - 1];
    let found = Uint32Array.from({ length: last.count }, (_, i) => i).filter((at) =>
      this.isNear(last, at, view),
    );
    while (last !== set) {
      const finer = this.store.setOf(last.resolution + 1);
      const next = [];
      for (const at of found) {
        const [from, to] = within(finer.ids, last.ids[at], 1);
        for (let i = from; i < to; i++) if (this.isNear(finer, i, view)) next.push(i);
      }
      [last, found] = [finer, next];
    }
    return found;
  }

  isNear(set, at, view) {
    this.locate(set, at);
    const shrink = Math.max(0.05, Math.sin(((set.y[at] + HALF) / WORLD) * Math.PI)); // about the cosine of the latitude
    const reach =
      ((REACH * cellMetres(set.resolution)) / EQUATOR_M / shrink) * WORLD * view.k + view.pad;
    const [x, y] = [pixelX(view, set.x[at]), pixelY(view, set.y[at])];
    return x > -reach && x < view.width + reach && y > -reach && y < view.height + reach;
  }

  locate(set, at) {
    if (set.known[at]) return;
    const [lat, lon] = h3.cellToLatLng(splitOf(set.ids[at], set.resolution));
    set.x[at] = xOf(lon);
    set.y[at] = yOf(lat);
    set.known[at] = 1;
  }

  /** Steps [dx, dy, …] in units of the world from the centre to each corner. */
  ringOf(set, at) {
    this.locate(set, at);
    set.rings[at] ||= ringAround(
      set.x[at],
      set.y[at],
      h3.cellToBoundary(splitOf(set.ids[at], set.resolution)),
    );
    return set.rings[at];
  }

  trace(path, view, set, at) {
    traceSteps(path, view, set.x[at], set.y[at], [this.ringOf(set, at)]);
  }

  at(set, { lat, lng }) {
    const id = fromHex(h3.latLngToCell(lat, lng, set.resolution), set.resolution);
    const at = firstFrom(set.ids, id);
    return set.ids[at] === id ? at : -1;
  }

  pointOf(set, at) {
    return h3.cellToLatLng(splitOf(set.ids[at], set.resolution));
  }

  idOf(set, at) {
    return hexOf(set.ids[at], set.resolution);
  }

  /** Rings [[lon, lat], …] for a file. */
  outlineOf(set, at) {
    const ring = h3.cellToBoundary(splitOf(set.ids[at], set.resolution), true);
    return { type: "Polygon", coordinates: [ring] };
  }
}

/** Where an outline goes around a pole, it is closed along the edge of the map. */
export function ringAround(x, y, corners) {
  const steps = corners.map(([lat, lon]) => [(xOf(lon) - x) | 0, yOf(lat) - y]);
  const turns = steps.reduce(
    (sum, [dx], i) => sum + ((steps[(i + 1) % steps.length][0] - dx) | 0),
    0,
  );
  if (Math.abs(turns) < HALF) return steps.flat();
  const edge = (y < 0 ? -HALF : HALF - 1) - y;
  const ordered = steps.sort((a, b) => a[0] - b[0]);
  return [
    -HALF,
    edge,
    -HALF,
    ordered[0][1],
    ...ordered.flat(),
    HALF - 1,
    ordered[ordered.length - 1][1],
    HALF - 1,
    edge,
  ];
}

/** Trace rings of steps around a point into a path. */
export function traceSteps(path, view, x, y, rings) {
  const [left, top] = [pixelX(view, x), pixelY(view, y)];
  for (const ring of rings) {
    path.moveTo(left + ring[0] * view.k, top + ring[1] * view.k);
    for (let i = 2; i < ring.length; i += 2)
      path.lineTo(left + ring[i] * view.k, top + ring[i + 1] * view.k);
    path.closePath();
  }
}
