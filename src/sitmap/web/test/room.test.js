import assert from "node:assert/strict";
import test from "node:test";
import { placeAreaMarks } from "../src/area-marks.js";
import { makeView, WORLD, yOf } from "../src/mercator.js";
import { boxAround, overlaps, Room, spotsAround } from "../src/room.js";
import { findSpans, holds, staysAtHome } from "../src/layers/basemap/spans.js";

const view = { width: 800, height: 600 };
const options = { measure: () => 120, radiusOf: () => 7 };

test("a spot is free until a box lies on it, across the cells of the grid and left of the map", () => {
  const room = new Room([
    [60, 60, 70, 70],
    [-30, -30, -10, -10],
  ]);
  assert.ok(!room.isFree([65, 65, 200, 200]));
  assert.ok(!room.isFree([-20, -20, 5, 5]));
  assert.ok(room.isFree([70, 70, 200, 200]));
  assert.deepEqual(room.under([0, 0, 62, 62]), [60, 60, 70, 70]);
  assert.equal(room.under([0, 0, 10, 10]), null);
});

test("words have eight spots around a mark, none on it", () => {
  const mark = boxAround({ x: 100, y: 100 }, 9);
  const spots = spotsAround(mark, 60);
  assert.equal(spots.length, 8);
  for (const [x, y] of spots) assert.ok(!overlaps(mark, [x, y - 7, x + 60, y + 7]), `${x}, ${y}`);
});

test("an area's symbol steps aside from the cluster that it would cover, and keeps its words", () => {
  const cluster = boxAround({ x: 400, y: 300 }, 16);
  const mark = { x: 404, y: 302 };
  placeAreaMarks([mark], [cluster], view, options);
  assert.ok(mark.pill && !overlaps(mark.pill, cluster));
  assert.ok(Math.hypot(mark.x - 404, mark.y - 302) < 120);
  assert.deepEqual(mark.anchor, { x: 404, y: 302 });
});

test("placed again, an area's symbol stands where it stood", () => {
  const mark = { x: 404, y: 302 };
  const place = () => placeAreaMarks([mark], [boxAround({ x: 400, y: 300 }, 16)], view, options);
  place();
  const { x, y } = mark;
  place();
  assert.deepEqual([mark.x, mark.y], [x, y]);
});

test("the words of an area at the edge of the map stay on the map", () => {
  for (const [x, y] of [
    [795, 300],
    [5, 300],
    [400, 4],
    [798, 597],
  ]) {
    const mark = { x, y };
    placeAreaMarks([mark], [], view, options);
    assert.ok(mark.pill, `${x}, ${y}`);
    assert.ok(mark.pill[0] > 0 && mark.pill[1] > 0 && mark.pill[2] < 800 && mark.pill[3] < 600);
  }
});

test("where nothing is free the symbol stays at its place without words", () => {
  const mark = { x: 400, y: 300 };
  placeAreaMarks([mark], [[0, 0, 800, 600]], view, options);
  assert.deepEqual([mark.x, mark.y, mark.pill], [400, 300, null]);
});

test("two areas on one point stand side by side", () => {
  const marks = [
    { x: 400, y: 300 },
    { x: 400, y: 300 },
  ];
  placeAreaMarks(marks, [], view, options);
  assert.ok(!overlaps(marks[0].pill, marks[1].pill));
});

const ring = (degrees) => {
  const points = Float64Array.from(
    degrees.flatMap(([lon, lat]) => [((lon + 180) / 360) * WORLD, yOf(lat) + 2 ** 31]),
  );
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2);
  return { points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
};

test("a country that fills the west of a view offers stretches there, its hole left off", () => {
  const country = [
    ring([
      [10, 40],
      [20, 40],
      [20, 45],
      [10, 45],
    ]),
    ring([
      [17, 42],
      [18, 42],
      [18, 43],
      [17, 43],
    ]),
  ];
  const spans = findSpans(makeView({ lat: 42.5, lng: 20 }, 7, { x: 800, y: 600 }), country);
  assert.ok(spans.length > 6);
  assert.ok(spans.every(({ x0, x1 }) => x0 >= 0 && x1 <= 401 && x0 < x1));
  assert.ok(
    spans.some(({ x1 }) => x1 < 300),
    "the stretch west of the hole",
  );
  assert.ok(holds(country, ((12 + 180) / 360) * WORLD, yOf(41) + 2 ** 31));
  assert.ok(!holds(country, ((17.5 + 180) / 360) * WORLD, yOf(42.5) + 2 ** 31));
});

test("areas for which a full map has no room are told apart, and block nobody", () => {
  const marks = [
    { x: 400, y: 300 },
    { x: 410, y: 300 },
  ];
  placeAreaMarks(marks, [[0, 0, 800, 600]], view, options);
  assert.deepEqual(
    marks.map(({ stuck }) => stuck),
    [true, true],
  );
});

test("a country on the other side of the world has no stretch in view", () => {
  const mali = [
    ring([
      [-12, 10],
      [4, 10],
      [4, 25],
      [-12, 25],
    ]),
  ]; // on both sides of what is opposite to 180° east
  assert.deepEqual(findSpans(makeView({ lat: 15, lng: 180 }, 2, { x: 800, y: 600 }), mali), []);
  const fiji = [
    ring([
      [177, -18],
      [180, -18],
      [180, -16],
      [177, -16],
    ]),
    ring([
      [-180, -18],
      [-178, -18],
      [-178, -16],
      [-180, -16],
    ]),
  ];
  const spans = findSpans(makeView({ lat: -17, lng: 180 }, 7, { x: 800, y: 600 }), fiji);
  assert.ok(spans.length && spans.every(({ x0, x1 }) => x0 > 100 && x1 < 600));
});

test("a country's name stands on no neighbour, and may stand out into the sea", () => {
  const small = [
    ring([
      [9.47, 47.05],
      [9.63, 47.05],
      [9.63, 47.27],
      [9.47, 47.27],
    ]),
  ];
  const large = [
    ring([
      [9.63, 46.8],
      [17, 46.8],
      [17, 48],
      [9.63, 48],
    ]),
  ];
  const at = (zoom) => makeView({ lat: 47.15, lng: 9.55 }, zoom, { x: 800, y: 600 });
  const home = { rings: small, abroad: large };
  assert.ok(!staysAtHome(at(9), home, 360, 300, 80), "58 px of country, 80 of name");
  assert.ok(staysAtHome(at(9), { rings: small, abroad: [] }, 360, 300, 80), "the sea around it");
  assert.ok(staysAtHome(at(13), home, 360, 300, 80));
  assert.ok(
    !staysAtHome(at(13), { rings: large, abroad: small }, 360, 300, 80),
    "the neighbour's name in it",
  );
  assert.ok(
    !staysAtHome(at(13), { rings: large, abroad: small }, 870, 300, 80),
    "so near that the border may be beyond",
  );
});
