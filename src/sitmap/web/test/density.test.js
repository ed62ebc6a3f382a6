import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { cellToBoundary, cellToParent, latLngToCell } from "h3-js";
import { ringAround } from "../src/layers/density/cell-shapes.js";
import {
  breaksOf,
  classOf,
  coloursOf,
  rangesOf,
  resolutionAt,
} from "../src/layers/density/classes.js";
import { Counts, readCounts } from "../src/layers/density/counts.js";
import { CountFilters } from "../src/layers/density/filters.js";
import { fromHex, hexOf, parentsOf, readIds, splitOf, within } from "../src/layers/density/ids.js";
import { DENSITY_STRINGS } from "../src/layers/density/strings.js";
import { xOf, yOf } from "../src/mercator.js";
import { TRANSLATIONS } from "../src/strings.js";
import { en } from "../src/strings-en.js";
import { binsOf, makeTimeBins } from "../src/timebins.js";

const SPOTS = [
  [42.66, 21.17],
  [-89.9, 3],
  [0, 180],
  [64.7, 10.5],
  [-33.9, 151.2],
];

test("a cell comes back from its number, at every resolution", () => {
  for (let resolution = 0; resolution <= 15; resolution++) {
    for (const spot of SPOTS) {
      const hex = latLngToCell(...spot, resolution);
      const id = fromHex(hex, resolution);
      assert.ok(Number.isSafeInteger(id));
      assert.equal(hexOf(id, resolution), hex);
      assert.deepEqual(cellToBoundary(splitOf(id, resolution)), cellToBoundary(hex));
      if (resolution)
        assert.equal(hexOf(Math.floor(id / 8), resolution - 1), cellToParent(hex, resolution - 1));
    }
  }
});

test("parents are distinct, in order, and hold their cells", () => {
  const ids = Float64Array.from(SPOTS, (spot) => fromHex(latLngToCell(...spot, 5), 5)).sort();
  const near = Float64Array.from([...ids, ids[0] + 1]).sort();
  const { ids: parents, index } = parentsOf(near);
  assert.equal(parents.length, 5);
  assert.deepEqual([...index], [0, 0, 1, 2, 3, 4]);
  assert.deepEqual(within(near, parents[0], 1), [0, 2]);
  assert.deepEqual(within(near, Math.floor(near[0] / 64), 2), [0, 2]);
});

test("numbers of fine cells come in two columns", () => {
  const id = fromHex(latLngToCell(42.66, 21.17, 12), 12);
  const tail = id % 8 ** 4;
  assert.equal(
    readIds({ id: Int32Array.of((id - tail) / 8 ** 4), tail: Uint16Array.of(tail) }, 12)[0],
    id,
  );
});

test("an outline around a pole is closed along the edge of the map, others are as they are", () => {
  const corners = cellToBoundary(latLngToCell(90, 0, 0));
  const ring = ringAround(xOf(0), yOf(84), corners);
  assert.ok(ring.length > 2 * corners.length);
  assert.equal(Math.min(...ring.filter((_, i) => i % 2 === 0)), -(2 ** 31));
  const plain = cellToBoundary(latLngToCell(0, 180, 3));
  const steps = ringAround(xOf(180), yOf(0), plain);
  assert.equal(steps.length, 2 * plain.length);
  assert.ok(Math.max(...steps.map(Math.abs)) < 2 ** 32 / 100);
});

// Three places, two types, three months and no date: place 0 has 300 + 1, place 1 has 5, place 2 has 70 + 700 undated.
const level = { resolution: null, unit: "month", bins: 3, places: 3, counts: 5 };
const low = Uint8Array.of(
  /* steps */ 3,
  0,
  6,
  0,
  5,
  /* incidents */ 700 & 255,
  300 & 255,
  1,
  70,
  5,
);
const more = packMore([
  [0, 700 >> 8],
  [1, 300 >> 8],
]);
const place = { size: Uint8Array.of(8, 2, 9), counts: Uint8Array.of(2, 1, 2) };

function packMore(pairs) {
  const planes = (values) =>
    [0, 8, 16, 24].flatMap((shift) => values.map((value) => (value >> shift) & 255));
  return Uint8Array.from([
    ...planes(pairs.map(([at], i) => at - (i ? pairs[i - 1][0] : 0))),
    ...planes(pairs.map(([, high]) => high)),
  ]);
}

function makeCounts() {
  // by size: place 2 (slots 3 and 3 + … ), place 0, place 1
  const steps = Uint8Array.of(2, 1, 0, 6, 5);
  const incidents = Uint8Array.of(70, 700 & 255, 300 & 255, 1, 5);
  const bytes = Uint8Array.from([...steps, ...incidents]);
  const columns = readCounts(
    bytes,
    packMore([
      [1, 700 >> 8],
      [2, 300 >> 8],
    ]),
    5,
    { step: 0, incidents: 2 },
  );
  return new Counts(level, 2, place, columns);
}

test("counts are read: low bytes, and what is above them", () => {
  const columns = readCounts(low, more, 5, { step: 0, incidents: 2 });
  assert.deepEqual([...columns.incidents], [700, 300, 1, 70, 5]);
  assert.deepEqual([...columns.step], [3, 0, 6, 0, 5]);
});

test("sums by place, of all slots and of some", () => {
  const counts = makeCounts();
  assert.deepEqual([...counts.order], [2, 0, 1]);
  assert.deepEqual([...counts.slot], [2, 3, 0, 6, 5]);
  assert.deepEqual([...counts.sum(null)], [301, 5, 770]);
  assert.deepEqual([...counts.sum(Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 0))], [300, 0, 70]);
  assert.deepEqual([...counts.histogram()], [300, 0, 70, 700, 0, 5, 1, 0]);
  assert.deepEqual([...counts.histogram(Uint8Array.of(0, 1, 0))], [0, 0, 0, 0, 0, 5, 0, 0]);
  assert.deepEqual([...counts.histogramOf(0, 1)], [300, 0, 0, 0, 0, 0, 1, 0]);
});

const store = () => ({
  timed: makeCounts(),
  totals: null,
  types: ["Riots", null],
  bins: binsOf("month", 18993, 19082),
}); // January to March 2022

test("filters answer from slots: types, days, undated ones apart", () => {
  const filters = new CountFilters(store());
  assert.equal(filters.total(), 1076);
  assert.deepEqual(
    [...filters.count("event_type")],
    [
      ["Riots", 1070],
      [null, 6],
    ],
  );
  filters.range = [19000, 19030]; // within January and February
  assert.equal(filters.total(), 305);
  assert.deepEqual(
    [...filters.count("event_type")],
    [
      ["Riots", 300],
      [null, 5],
    ],
  );
  filters.choose("event_type", new Set([null]));
  filters.choose("status", new Set(["claimed"])); // which counts don't know
  assert.equal(filters.total(), 5);
  assert.deepEqual([...filters.slice().pass], [0, 0, 0, 0, 1, 1, 0, 0]);
});

test("the timeline's bins take in the counts', which may be finer", () => {
  const filters = new CountFilters(store());
  const months = filters.countDays(binsOf("month", 18993, 19082));
  assert.deepEqual([[...months.counts], months.undated], [[300, 5, 71], 700]);
  assert.deepEqual([...filters.countDays(binsOf("year", 18900, 19082)).counts], [0, 376]);
  filters.search(new Map([[filters.store.timed, Uint8Array.of(0, 1, 0)]]));
  assert.deepEqual([...filters.countDays(binsOf("month", 18993, 19082)).counts], [0, 5, 0]);
  assert.deepEqual(
    [...filters.countDays(binsOf("month", 18993, 19082), true).counts],
    [300, 5, 71],
  );
});

test("bins are never finer than what is counted, and weeks stay weeks", () => {
  assert.equal(makeTimeBins(19000, 19030, 160, "month").unit, "month");
  assert.equal(makeTimeBins(0, 19000, 50, "month").unit, "year");
  assert.equal(makeTimeBins(0, 19000, 50, "week").unit, "week");
});

test("classes are steps of one ratio at round numbers; few counts are a class each", () => {
  assert.deepEqual(breaksOf(Float64Array.of(0, 1, 2, 3)), [2, 3]);
  assert.deepEqual(breaksOf(Float64Array.of(0, 5, 9000)), [15, 50, 150, 500, 1500, 5000]);
  assert.deepEqual(breaksOf(Float64Array.of(260, 300, 433)), [270, 300, 330, 360, 390, 420]);
  assert.deepEqual(breaksOf(new Float64Array(4)), []);
  assert.deepEqual(
    [0, 14, 15, 5000].map((value) => classOf([15, 50], value)),
    [0, 0, 1, 2],
  );
  assert.deepEqual(rangesOf([2, 10]), [
    [1, 1],
    [2, 9],
    [10, null],
  ]);
  assert.deepEqual(coloursOf(["a", "b", "c", "d", "e"], 3), ["a", "c", "e"]);
  assert.deepEqual(coloursOf(["a", "b", "c"], 1), ["b"]);
});

test("cells are as fine as can be told apart", () => {
  assert.equal(resolutionAt(250, 7, 2), 6);
  assert.equal(resolutionAt(250, 5, 2), 5);
  assert.equal(resolutionAt(1e6, 7, 2), 2);
});

test("every translation of the counts' words has every entry, with the same fields", () => {
  const fields = (entry) =>
    [
      ...new Set(
        (typeof entry === "string" ? [entry] : Object.values(entry)).flatMap(
          (text) => text.match(/\{\w+\}/g) || [],
        ),
      ),
    ].sort();
  for (const [lang, words] of Object.entries(DENSITY_STRINGS)) {
    assert.ok(lang === "en" || lang in TRANSLATIONS);
    for (const [key, entry] of Object.entries(DENSITY_STRINGS.en))
      assert.deepEqual(fields(words[key]), fields(entry), `${lang}: ${key}`);
    for (const key of Object.keys(words)) assert.ok(!(key in en), `${key} is the page's own`);
  }
});

test("what a second bundle uses of the first is in its kit", async () => {
  const home = new URL("../src/", import.meta.url);
  const kit = await readFile(new URL("kit.js", home), "utf8");
  const offered = new Map(
    [...kit.matchAll(/export \{ (.+?) \} from "\.\/(.+?)"/g)].map(([, names, file]) => [
      new URL(file, home).href,
      names.split(", "),
    ]),
  );
  for (const kind of ["density", "ground"]) {
    const waiting = [new URL(`layers/${kind}/main.js`, home).href];
    const seen = new Set(waiting);
    while (waiting.length) {
      const file = waiting.pop();
      for (const [, names, path] of (await readFile(new URL(file), "utf8")).matchAll(
        /import \{ (.+?) \} from "(\..+?)"/g,
      )) {
        const module = new URL(path, file).href;
        if (offered.has(module))
          for (const name of names.split(", "))
            assert.ok(
              offered.get(module).includes(name),
              `${file}: ${name} of ${module} is not in kit.js`,
            );
        else if (!seen.has(module)) waiting.push(module); // it keeps nothing: each bundle has its own
        seen.add(module);
      }
    }
  }
});
