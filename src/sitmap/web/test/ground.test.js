// Ground: blocks as Python writes them, the grid of cells, and where words fit along a line.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findStretches } from "../src/layers/ground/along.js";
import { readBlock } from "../src/layers/ground/block.js";
import { Grid } from "../src/layers/ground/grid.js";
import { WORLD } from "../src/mercator.js";

/** Planes of u32, as `sitmap/ground/codec.py` writes them. */
function planes(values) {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, i) =>
    [0, 8, 16, 24].forEach(
      (shift, plane) => (bytes[plane * values.length + i] = (value >>> shift) & 255),
    ),
  );
  return bytes;
}

const fold = (values) =>
  values
    .map((value, i) => value - (i ? values[i - 1] : 0))
    .map((step) => (step << 1) ^ (step >> 31));

function block(kinds, lengths, text, x, y, texts) {
  const head = new TextEncoder().encode(JSON.stringify({ scale: 100000, kinds, texts }));
  const size = new Uint8Array(new Uint32Array([head.length]).buffer);
  return Uint8Array.from(
    [size, head, planes(lengths), planes(text), planes(fold(x)), planes(fold(y))].flatMap(
      (part) => [...part],
    ),
  );
}

test("a block gives its features by kind, in world units", () => {
  const bytes = block(
    [
      ["river", 8, 1],
      ["peak", 11, 1],
    ],
    [2, 1],
    [1, 0],
    [0, 9000000, -9000000],
    [0, 0, 0],
    [["Ibar", "", { sq: "Ibër" }]],
  );
  const { kinds, starts, points, boxes, texts, textOf } = readBlock(bytes);
  assert.deepEqual(kinds, [
    { name: "river", zoom: 8, from: 0, to: 1 },
    { name: "peak", zoom: 11, from: 1, to: 2 },
  ]);
  assert.deepEqual([...starts], [0, 2, 3]);
  assert.deepEqual(
    [...points],
    [WORLD / 2, WORLD / 2, 0.75 * WORLD, WORLD / 2, 0.25 * WORLD, WORLD / 2],
  );
  assert.deepEqual([...boxes.slice(0, 4)], [WORLD / 2, WORLD / 2, 0.75 * WORLD, WORLD / 2]);
  assert.deepEqual([texts[textOf[0]][2].sq, texts[textOf[1]]], ["Ibër", null]);
});

test("a grid finds what meets a box, near and wide, in order and once", () => {
  const unit = WORLD / 2 ** 13;
  const boxes = Float64Array.from(
    [
      [0.2, 0.2, 1.5, 0.4],
      [5, 5, 5, 5],
      [0, 0, 300, 300],
      [0.9, 3, 1, 4],
    ].flat(),
    (cells) => cells * unit,
  );
  const grid = new Grid({ boxes });
  const within = (...box) => grid.within(box.map((cells) => cells * unit));
  assert.deepEqual(within(0, 0, 2, 1), [0, 2]);
  assert.deepEqual(within(4.9, 4.9, 5.1, 5.1), [1, 2]);
  assert.deepEqual(within(0, 0, 8000, 8000), [0, 1, 2, 3]);
  assert.deepEqual(within(400, 400, 401, 401), []);
});

test("words stand on a straight stretch, upright, and not round a corner", () => {
  const [first] = findStretches([0, 0, 100, 0], 40);
  assert.deepEqual(first, { x: 50, y: 0, angle: 0 });
  const [back] = findStretches([100, 0, 0, 0], 40);
  assert.equal(Math.abs(back.angle), 0);
  assert.deepEqual(findStretches([0, 0, 30, 0], 40), []);
  const corner = findStretches([0, 0, 30, 0, 30, 30], 60);
  assert.deepEqual(corner, []);
});
