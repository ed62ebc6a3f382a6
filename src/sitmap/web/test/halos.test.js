import assert from "node:assert/strict";
import test from "node:test";
import { binPoints, collectMarks, rowsOf } from "../src/bins.js";
import { drawHalos, ringed, rowsWith } from "../src/halos.js";
import { makeView } from "../src/mercator.js";
import { makeStore } from "./tables.js";

const COLUMN = "own:what_changed";

/** A layer of 300 incidents, of which every 50th is new. */
function makeLayer(slice) {
  const rows = Array.from({ length: 300 }, (_, i) => ({
    lat: 42 + (i % 23) / 30,
    lon: 20 + (i % 31) / 30,
    type: "a",
  }));
  const store = makeStore(rows);
  store.located = rows.length;
  store.codes = { [COLUMN]: ["changed", "new"] };
  store[COLUMN] = Uint8Array.from(rows, (_, i) => (i % 50 ? 0 : 2));
  const view = makeView({ lat: 42.4, lng: 20.5 }, 9, { x: 800, y: 600 });
  const bins = binPoints(view, store, slice.keep, slice.from, slice.to, { cell: 60, types: 1 });
  return { store, view, bins, slice, marks: collectMarks(view, bins) };
}

test("a ring stands around each mark that holds a new row, and around no other", () => {
  const slice = { keep: null, from: 0, to: 300 };
  const layer = makeLayer(slice);
  const rows = rowsWith(layer.store, { column: COLUMN, value: "new" });
  assert.deepEqual(rows, [0, 50, 100, 150, 200, 250]);
  const has = new Set(ringed(layer, rows));
  assert.ok(has.size > 0 && has.size < layer.marks.length);
  for (const mark of layer.marks) {
    const held = rowsOf(layer.view, layer.store, null, 0, 300, layer.bins, mark).some((row) =>
      rows.includes(row),
    );
    assert.equal(has.has(mark), held);
  }
});

test("a new row that a filter hides rings nothing", () => {
  const keep = Uint8Array.from({ length: 300 }, (_, i) => Number(i % 50 !== 0));
  const layer = makeLayer({ keep, from: 0, to: 300 });
  assert.deepEqual(ringed(layer, rowsWith(layer.store, { column: COLUMN, value: "new" })), []);
});

test("a changed row has a broken ring, and none where a new one has the whole", () => {
  const slice = { keep: null, from: 0, to: 300 };
  const layer = makeLayer(slice);
  layer.store[COLUMN][1] = 1; // of rows 0 to 299, the second changed
  layer.settings = { rings: { colour: "#d6006d", dark: "#ff7ab8" } };
  layer.newRows = rowsWith(layer.store, { column: COLUMN, value: "new" });
  layer.changedRows = rowsWith(layer.store, { column: COLUMN, value: "changed" });
  assert.deepEqual(layer.changedRows, [1]);
  const drawn = [];
  let dash = [];
  const context = {
    save() {},
    restore() {},
    setLineDash: (told) => (dash = told),
    beginPath() {},
    arc: () => drawn.push(dash.length),
    stroke() {},
  };
  drawHalos(context, { ground: "#fff" }, layer, () => 8);
  const whole = ringed(layer, layer.newRows).length;
  const broken = ringed(layer, layer.changedRows).filter(
    (mark) => !ringed(layer, layer.newRows).includes(mark),
  ).length;
  assert.deepEqual(drawn, [...Array(whole).fill(0), ...Array(broken).fill(2)]);
});
