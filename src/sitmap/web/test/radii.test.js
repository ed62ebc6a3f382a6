import assert from "node:assert/strict";
import test from "node:test";

import { groupDiscs } from "../src/radii.js";

test("discs of a class and colour are one group, the open ones below the soft ones", () => {
  const discs = [
    { precision: "place", symbol: 0, x: 0, y: 0, r: 10 },
    { precision: "near", symbol: 0, x: 5, y: 0, r: 20 },
    { precision: "unknown", symbol: 0, x: 9, y: 0, r: 20 },
    { precision: "place", symbol: 3, x: 0, y: 0, r: 10 },
    { precision: "place", symbol: 0, x: 3, y: 0, r: 10 },
  ];
  const groups = groupDiscs(discs).map((group) => group.map(({ x }) => x));
  assert.deepEqual(groups, [[5, 9], [0, 3], [0]]);
});
