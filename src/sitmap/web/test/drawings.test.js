import assert from "node:assert/strict";
import test from "node:test";
import { addDrawings, boxOf, drawingOf } from "../src/drawings.js";

globalThis.Path2D = class {
  constructor(d) {
    this.d = d;
  }
};

const drawing = (...parts) => ({ box: [0, 0, 24, 20], anchor: [12, 10], reach: 10, parts });

test("a drawing is kept by its name, its paths as they are", () => {
  addDrawings({
    square: drawing({ d: "M0 0 H20 V20 H0 Z", fill: "fill", stroke: "#00ff00", width: 2 }),
  });
  assert.equal(drawingOf("square").parts[0].path.d, "M0 0 H20 V20 H0 Z");
  assert.deepEqual(boxOf(drawingOf("square")), { half: 1.2, dx: 0, dy: 0 });
  assert.equal(drawingOf("circle"), undefined);
});

for (const part of [
  { d: "M0 0<script>" },
  { d: "M0 0", fill: "url(#a)" },
  { d: "M0 0", stroke: "red" },
  { d: "M0 0 a1 1 0 0 0 1 1" },
]) {
  test(`a part that is none is refused: ${JSON.stringify(part)}`, () => {
    assert.throws(() => addDrawings({ bad: drawing(part) }), /a part that is none/);
    assert.equal(drawingOf("bad"), undefined);
  });
}

test("letters are text and numbers are numbers", () => {
  addDrawings({ letters: drawing({ text: "<b>", x: "7", size: 30, fill: "#000000" }) });
  const [part] = drawingOf("letters").parts;
  assert.deepEqual([part.text, part.x, part.path], ["<b>", 7, null]);
});
