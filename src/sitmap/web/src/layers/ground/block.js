// A block of ground to features in world units; the mirror of `sitmap/ground/codec.py`.

import { WORLD, yOf } from "../../mercator.js";
import { readColumns } from "../../payload.js";

const HEAD = 4; // bytes that tell how long the JSON is

/**
 * {kinds: [{name, zoom, from, to}], starts, points, boxes, texts, textOf}: feature i has the points
 * starts[i] to starts[i + 1] of `points` [x0, y0, …], the box boxes[4 i …] and texts[textOf[i]] ([name, ref, names], or none).
 */
export function readBlock(bytes) {
  const end = HEAD + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { scale, kinds, texts } = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, end)));
  const rows = kinds.reduce((sum, [, , count]) => sum + count, 0);
  const parts = readColumns(
    bytes.subarray(end, end + 8 * rows),
    [
      ["lengths", "u32"],
      ["text", "u32"],
    ],
    rows,
  );
  const starts = startsOf(parts.lengths);
  const { x, y } = readColumns(
    bytes.subarray(end + 8 * rows),
    [
      ["x", "z32"],
      ["y", "z32"],
    ],
    starts[rows],
  );
  const points = project(x, y, scale);
  return {
    kinds: spansOf(kinds),
    starts,
    points,
    boxes: boxesOf(points, starts),
    texts: [null, ...texts],
    textOf: parts.text,
  };
}

function startsOf(lengths) {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i] + lengths[i];
  return starts;
}

function spansOf(kinds) {
  let from = 0;
  return kinds.map(([name, zoom, count]) => ({ name, zoom, from, to: (from += count) }));
}

/** Degrees × scale to world units: x from the antimeridian, y from the top. */
function project(x, y, scale) {
  const points = new Float64Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    points[2 * i] = ((x[i] / scale + 180) / 360) * WORLD;
    points[2 * i + 1] = yOf(y[i] / scale) + 2 ** 31;
  }
  return points;
}

function boxesOf(points, starts) {
  const boxes = new Float64Array(4 * (starts.length - 1));
  for (let row = 0; row + 1 < starts.length; row++) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 2 * starts[row]; i < 2 * starts[row + 1]; i += 2) {
      x0 = Math.min(x0, points[i]);
      x1 = Math.max(x1, points[i]);
      y0 = Math.min(y0, points[i + 1]);
      y1 = Math.max(y1, points[i + 1]);
    }
    boxes.set([x0, y0, x1, y1], 4 * row);
  }
  return boxes;
}
