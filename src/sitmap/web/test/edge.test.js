// Places beyond the edge of a view: nearest first, in different directions, with their kilometres.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findPointers, settleArrow } from "../src/layers/basemap/edge.js";

const view = { width: 1000, height: 600, zoom: 12, lat: 0 };
const place = (t, x, y) => ({ t, k: "settlement", x, y });

test("the nearest places out of view are pointed to, one in each direction", () => {
  const labels = [
    place("far east", 3000, 300),
    place("east", 1200, 300),
    place("north", 500, -200),
    place("in view", 100, 100),
  ];
  const found = findPointers(labels, view, 1);
  assert.deepEqual(
    found.map(({ label }) => label.t),
    ["north", "east"],
  );
  assert.equal(found[1].angle, 0);
  assert.equal(Math.round(found[1].km), 27); // 700 px of 38.2 m at the equator
});

test("a view with names enough, or from afar, points nowhere", () => {
  const labels = [place("east", 1200, 300)];
  assert.deepEqual(findPointers(labels, view, 3), []);
  assert.deepEqual(findPointers(labels, { ...view, zoom: 7 }, 0), []);
  assert.deepEqual(findPointers([place("very far", 9000, 300)], view, 0), []);
});

test("an arrow stands at the edge with its words inside, or farther in where a button lies", () => {
  assert.deepEqual(
    settleArrow({ angle: 0 }, view, 100, () => true),
    { x: 988, y: 300, at: [876, 300] },
  );
  const isFree = ([, , right]) => right < 960;
  const spot = settleArrow({ angle: 0 }, view, 100, isFree);
  assert.ok(spot.x < 953 && spot.at[0] + 100 < spot.x + 60);
  assert.equal(
    settleArrow({ angle: 0 }, view, 100, () => false),
    null,
  );
});
