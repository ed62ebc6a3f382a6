import assert from "node:assert/strict";
import test from "node:test";
import { binPoints, collectMarks, rowsOf } from "../src/bins.js";
import { makeView, pixelX, xOf } from "../src/mercator.js";
import { makeStore } from "./tables.js";

const size = { x: 800, y: 600 };
const options = { cell: 60, types: 4 };
const marksOf = (store, view, keep = null) => {
  const bins = binPoints(view, store, keep, 0, store.rows, options);
  return { bins, marks: collectMarks(view, bins) };
};

test("nobody is lost: the counts of the marks add up to the rows in view", () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({
    lat: 42 + (i % 23) / 30,
    lon: 20 + (i % 31) / 30,
    type: "abc"[i % 3],
  }));
  const store = makeStore(rows);
  const { marks, bins } = marksOf(store, makeView({ lat: 42.4, lng: 20.5 }, 8, size));
  assert.equal(
    marks.reduce((sum, { count }) => sum + count, 0),
    500,
  );
  const behind = marks.flatMap((mark) =>
    rowsOf(makeView({ lat: 42.4, lng: 20.5 }, 8, size), store, null, 0, 500, bins, mark),
  );
  assert.equal(new Set(behind).size, 500);
});

test("a stack on one point is one mark that isn't mixed", () => {
  const store = makeStore(
    Array.from({ length: 7 }, () => ({ lat: 42.9, lon: 20.8, type: "Riots" })),
  );
  const { marks } = marksOf(store, makeView({ lat: 42.9, lng: 20.8 }, 12, size));
  assert.deepEqual(
    marks.map(({ count, mixed }) => [count, mixed]),
    [[7, false]],
  );
});

test("points on both sides of the antimeridian stand side by side", () => {
  const store = makeStore([
    { lat: 0, lon: 179.9, type: "a" },
    { lat: 0, lon: -179.9, type: "a" },
  ]);
  const view = makeView({ lat: 0, lng: 180 }, 8, size);
  const { marks } = marksOf(store, view);
  const [left, right] = marks.map(({ x }) => x).sort((a, b) => a - b);
  assert.ok(left < 400 && right > 400 && right - left < 80);
});

test("clusters stay where they are when the map is moved", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    lat: 42 + (i % 7) / 20,
    lon: 20 + (i % 11) / 20,
    type: "a",
  }));
  const store = makeStore(rows);
  const counts = (lng) =>
    marksOf(store, makeView({ lat: 42.2, lng }, 9, size, 400))
      .marks.map(({ count, first }) => [first, count])
      .sort();
  assert.deepEqual(counts(20.2), counts(20.31));
});

test("rows that a filter hides are in no mark", () => {
  const store = makeStore([
    { lat: 1, lon: 1, type: "a" },
    { lat: 1, lon: 1, type: "b" },
  ]);
  const { marks } = marksOf(store, makeView({ lat: 1, lng: 1 }, 5, size), Uint8Array.of(0, 1));
  assert.deepEqual(
    marks.map(({ count, first }) => [count, first]),
    [[1, 1]],
  );
});

test("a place known only as an area never merges with an exact one", () => {
  const store = makeStore([
    { lat: 1, lon: 1, type: "a" },
    { lat: 1, lon: 1, type: "a" },
  ]);
  store.coarse = Uint8Array.of(1, 0);
  assert.equal(marksOf(store, makeView({ lat: 1, lng: 1 }, 5, size)).marks.length, 2);
});

test("the centre of the view is the middle of the map, to a thousandth of a pixel", () => {
  const view = makeView({ lat: 42.9, lng: 20.8667 }, 18, size);
  assert.ok(Math.abs(pixelX(view, xOf(20.8667)) - 400) < 0.001);
});
