// Where a user's own areas lie on the map.

import { readJson } from "../../blobs.js";
import { pixelX, pixelY, xOf, yOf } from "../../mercator.js";
import { undelta } from "../../payload.js";
import { traceSteps } from "./cell-shapes.js";

export class AreaShapes {
  constructor(areas) {
    this.areas = areas;
  }

  static async read(id) {
    const { scale, areas } = await readJson(id, "areas");
    return new AreaShapes(areas.map((area) => place(area, scale)));
  }

  visible(_, view) {
    return this.areas.map((_area, at) => at).filter((at) => this.isNear(this.areas[at], view));
  }

  isNear({ x, y, box }, view) {
    const [left, top] = [pixelX(view, x), pixelY(view, y)];
    return (
      left + box[2] * view.k > -view.pad &&
      left + box[0] * view.k < view.width + view.pad &&
      top + box[3] * view.k > -view.pad &&
      top + box[1] * view.k < view.height + view.pad
    );
  }

  trace(path, view, _, at) {
    const { x, y, rings } = this.areas[at];
    traceSteps(path, view, x, y, rings);
  }

  at(_, { lat, lng }) {
    return this.areas.findIndex((area) => holds(area, xOf(lng), yOf(lat)));
  }

  pointOf(_, at) {
    return [this.areas[at].lat, this.areas[at].lon];
  }

  nameOf(at) {
    return this.areas[at].name;
  }

  idOf(_, at) {
    return this.areas[at].name;
  }

  outlineOf(_, at) {
    return { type: "MultiPolygon", coordinates: nest(this.areas[at].degrees) };
  }
}

/** An area with its rings as steps from its point, in units of the world. */
function place(area, scale) {
  const [x, y] = [xOf(area.lon), yOf(area.lat)];
  const degrees = area.rings.map((ring) => undelta(ring, scale));
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const rings = degrees.map((ring) => {
    const steps = new Array(ring.length);
    for (let i = 0; i < ring.length; i += 2) {
      steps[i] = (xOf(ring[i]) - x) | 0;
      steps[i + 1] = yOf(ring[i + 1]) - y;
      [box[0], box[2]] = [Math.min(box[0], steps[i]), Math.max(box[2], steps[i])];
      [box[1], box[3]] = [Math.min(box[1], steps[i + 1]), Math.max(box[3], steps[i + 1])];
    }
    return steps;
  });
  return { ...area, x, y, rings, degrees, box };
}

/** Whether a point lies within the rings: an odd number of them is around it. */
function holds({ x, y, rings, box }, px, py) {
  const [dx, dy] = [(px - x) | 0, py - y];
  if (dx < box[0] || dx > box[2] || dy < box[1] || dy > box[3]) return false;
  let inside = false;
  for (const ring of rings) if (isWithin(ring, dx, dy)) inside = !inside;
  return inside;
}

function isWithin(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const crosses =
      ring[i + 1] > y !== ring[j + 1] > y &&
      x < ring[j] + ((y - ring[j + 1]) / (ring[i + 1] - ring[j + 1])) * (ring[i] - ring[j]);
    if (crosses) inside = !inside;
  }
  return inside;
}

/** Outer rings, each with its holes: outer ones turn one way, holes the other. */
function nest(rings) {
  const polygons = [];
  for (const ring of rings) {
    const points = Array.from({ length: ring.length / 2 }, (_, i) => [
      ring[2 * i],
      ring[2 * i + 1],
    ]);
    points.push(points[0]);
    if (!polygons.length || turnOf(ring) > 0) polygons.push([points]);
    else polygons[polygons.length - 1].push(points);
  }
  return polygons;
}

function turnOf(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  return sum;
}
