import assert from "node:assert/strict";
import { test } from "node:test";

import { colour, strengthAt } from "../src/layers/basemap/relief.js";

test("relief is whole from afar and gone where its points would be blots", () => {
  assert.deepEqual([5, 8, 11, 14].map(strengthAt), [1, 1, 0, 0]);
  assert.ok(strengthAt(9) > strengthAt(10));
});

test("shade is dark, light is white, and flat land is left as it is", () => {
  const out = colour(Int8Array.of(-7, 0, 7), 7, [10, 20, 30, 0.2], [255, 255, 255, 1]);
  assert.deepEqual([...out], [10, 20, 30, 51, 255, 255, 255, 0, 255, 255, 255, 255]);
});
