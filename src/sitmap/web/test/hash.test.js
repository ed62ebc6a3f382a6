import { test } from "node:test";
import assert from "node:assert/strict";

import { readHash } from "../src/hash.js";
import { toDay } from "../src/dates.js";

test("a view and days are read", () => {
  const found = readHash("#at=9.5/42.9/-20.87&days=2022-07-01..2022-08-01");
  assert.deepEqual([found.zoom, found.center], [9.5, { lat: 42.9, lng: -20.87 }]);
  assert.deepEqual(found.range, [toDay("2022-07-01"), toDay("2022-08-01")]);
});

test("what is no place and no day is as if it were not there", () => {
  for (const at of [
    "././.",
    "9/x/20",
    "9/42",
    "9/91/20",
    "99/42/20",
    "-1/42/20",
    "9//20",
    "1/2/3/4",
  ]) {
    const { zoom, center } = readHash(`#at=${at}`);
    assert.deepEqual([zoom, center], [null, null], at);
  }
  for (const days of [
    "0000-00-00..9999-99-99",
    "2022-02-30..2022-03-01",
    "2022-07-01",
    "2022-07-01..soon",
    "..",
  ])
    assert.equal(readHash(`#days=${days}`).range, null, days);
});

test("days the wrong way round are turned", () => {
  const [from, to] = readHash("#days=2022-08-01..2022-07-01").range;
  assert.ok(from < to);
});
