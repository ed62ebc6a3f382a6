// Shapes of many days, each told by what it keeps of those before it; the mirror of `sitmap/layers/shape_history.py`.

import { readBlob } from "./blobs.js";
import { readColumns } from "./payload.js";

const COLUMNS = { parts: ["points"], runs: ["back", "first", "count"], points: ["x", "y"] };

/** Read the blobs of a layer; `told` {scale, parts, layouts} stands in its JSON. */
export async function readShapes(id, told) {
  const bytes = await Promise.all(Object.keys(COLUMNS).map((name) => readBlob(id, name)));
  return new Shapes(
    told,
    Object.fromEntries(Object.keys(COLUMNS).map((name, at) => [name, bytes[at]])),
  );
}

/** Every shape by its number; points are kept once, and numbers put a shape together when it is drawn. */
export class Shapes {
  constructor({ scale, parts, layouts }, blobs) {
    const read = (name) =>
      readColumns(
        blobs[name],
        COLUMNS[name].map((column) => [column, "v32"]),
        layouts[name],
      );
    this.scale = scale;
    this.parts = parts;
    this.sizes = read("parts").points;
    Object.assign(this, joinRuns(read("runs"), read("points"), parts, this.sizes));
  }

  /** The rings or lines of a shape: [x0, y0, x1, y1, …] in degrees. */
  partsOf(number) {
    const first = this.firstParts[number];
    let at = 0;
    return Array.from(this.sizes.subarray(first, first + this.parts[number]), (size) => {
      const out = new Float64Array(2 * size);
      for (let i = 0; i < size; i++, at++) {
        const point = this.shapes[number][at];
        out[2 * i] = this.x[point] / this.scale;
        out[2 * i + 1] = this.y[point] / this.scale;
      }
      return out;
    });
  }
}

/** The numbers of each shape's points; new points are steps from the point before them in their shape. */
function joinRuns({ back, first, count }, { x, y }, parts, sizes) {
  const shapes = [];
  const firstParts = [];
  let part = 0;
  let run = 0;
  let fresh = 0;
  for (let number = 0; number < parts.length; number++) {
    firstParts.push(part);
    let length = 0;
    for (const end = part + parts[number]; part < end; part++) length += sizes[part];
    const shape = new Uint32Array(length);
    for (let at = 0; at < length; run++) {
      for (let i = 0; i < Math.abs(count[run]); i++, at++) {
        if (back[run]) {
          shape[at] = shapes[number - back[run]][first[run] + Math.sign(count[run]) * i];
          continue;
        }
        if (at) {
          x[fresh] += x[shape[at - 1]];
          y[fresh] += y[shape[at - 1]];
        }
        shape[at] = fresh++;
      }
    }
    shapes.push(shape);
  }
  return { shapes, firstParts, x, y };
}
