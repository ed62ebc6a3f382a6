import assert from "node:assert/strict";
import test from "node:test";
import { countDays, Filters, sliceByDay } from "../src/filters.js";
import { makeStore } from "./tables.js";

const store = makeStore([
  { day: 10, type: "Riots", actor1: "KFOR", actor2: "crowd" },
  { day: 11, length: 20, type: "Battles", actor1: "police" },
  { day: 15, type: "Riots", actor1: "crowd", actor2: "crowd" },
  { day: 40, type: "Protests" },
  { type: "Riots", actor1: "KFOR" },
]);
const kept = ({ keep, from, to }) =>
  Array.from({ length: to - from }, (_, i) => from + i).filter((row) => keep === null || keep[row]);

test("without a filter every row is shown, undated ones too", () => {
  assert.deepEqual(kept(new Filters(store).slice()), [0, 1, 2, 3, 4]);
});

test("an actor is found on either side", () => {
  const filters = new Filters(store);
  filters.choose("actor", new Set(["crowd"]));
  assert.deepEqual(kept(filters.slice()), [0, 2]);
});

test("null stands for rows that name no actor", () => {
  const filters = new Filters(store);
  filters.choose("actor", new Set([null]));
  assert.deepEqual(kept(filters.slice()), [3]);
});

test("an incident that lasts into a range is in it, although it began before", () => {
  assert.deepEqual(kept(sliceByDay(store, null, [20, 30])), [1]);
  assert.deepEqual(kept(sliceByDay(store, null, [12, 15])), [1, 2]);
});

test("a range of days leaves undated rows out", () => {
  assert.deepEqual(kept(sliceByDay(store, null, [0, 100])), [0, 1, 2, 3]);
});

test("a value's count tells what it would add, not what its own filter left", () => {
  const filters = new Filters(store);
  filters.choose("event_type", new Set(["Battles"]));
  filters.choose("actor", new Set(["KFOR", "police"]));
  assert.deepEqual(Object.fromEntries(filters.count("event_type")), { Riots: 2, Battles: 1 });
  assert.deepEqual(Object.fromEntries(filters.count("actor")), { police: 1 });
});

test("counts follow the range of days", () => {
  const filters = new Filters(store);
  filters.choose("event_type", new Set(["Battles"]));
  filters.range = [14, 16];
  assert.deepEqual(Object.fromEntries(filters.count("event_type")), { Riots: 1, Battles: 1 });
});

test("an actor named twice in a row counts once", () => {
  assert.equal(new Filters(store).count("actor").get("crowd"), 2);
});

test("the histogram counts by day and keeps undated rows apart", () => {
  const { counts, undated } = countDays(store, null, { edges: [10, 12, 14, 41] });
  assert.deepEqual([...counts], [2, 0, 2]);
  assert.equal(undated, 1);
});
