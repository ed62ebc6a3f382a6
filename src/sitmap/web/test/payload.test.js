import assert from "node:assert/strict";
import test from "node:test";
import { gunzip, readBase64 } from "../src/blobs.js";
import { readColumns, readLines, readTexts, undelta } from "../src/payload.js";
import { gzipSync } from "node:zlib";

test("byte planes come back as numbers, negative ones too", () => {
  const values = Int32Array.of(4289222, -1, -(2 ** 31), 2 ** 31 - 1);
  const bytes = new Uint8Array(values.buffer);
  const planes = Uint8Array.from({ length: 16 }, (_, i) => bytes[(i % 4) * 4 + Math.floor(i / 4)]);
  assert.deepEqual([...readColumns(planes, [["lat", "i32"]], 4).lat], [...values]);
});

test("differences add up, through the value for null and back", () => {
  const days = [19000, 19000, 19004, -(2 ** 31)];
  const steps = Int32Array.from(days, (day, i) => (i ? day - days[i - 1] : day));
  const bytes = new Uint8Array(steps.buffer);
  const planes = Uint8Array.from({ length: 16 }, (_, i) => bytes[(i % 4) * 4 + Math.floor(i / 4)]);
  assert.deepEqual([...readColumns(planes, [["day", "d32"]], 4).day], days);
});

test("columns of the wrong length are refused", () => {
  assert.throws(() => readColumns(new Uint8Array(7), [["type", "u8"]], 6), /7 bytes, not 6/);
});

test("texts keep their own control characters, empty is null, numbers are numbers", () => {
  const block = readTexts("a\u001f\u001fx\u001duy\u001drz\u001d\u001d\u001e1.5\u001f\u001f7", [
    ["title", "s"],
    ["score", "n"],
  ]);
  assert.equal(block[0].at(0), "a");
  assert.equal(block[0].at(1), null);
  assert.equal(block[0].at(2), "x\u001fy\u001ez\u001d");
  assert.deepEqual(
    [0, 1, 2].map((row) => block[1].at(row)),
    [1.5, null, 7],
  );
});

test("gzip in base64 comes back", async () => {
  const packed = gzipSync(Buffer.from("Митровица")).toString("base64");
  assert.equal(new TextDecoder().decode(await gunzip(readBase64(packed))), "Митровица");
});

test("packed lines are taken one after the other", () => {
  // x 205, 206, -10 and y 429, 428, 0 as differences, the sign in the lowest bit, in byte planes
  const planes = (steps) =>
    [0, 8, 16, 24].flatMap((shift) =>
      steps.map((step) => (((step << 1) ^ (step >> 31)) >>> shift) & 255),
    );
  const take = readLines(
    Uint8Array.from([...planes([205, 1, -216]), ...planes([429, -1, -428])]),
    10,
  );
  assert.deepEqual([...take(2)], [20.5, 42.9, 20.6, 42.8]);
  assert.deepEqual([...take(1)], [-1, 0]);
});

test("lines of differences come back as degrees", () => {
  assert.deepEqual([...undelta([205000, 429000, 100, -100], 1e4)], [20.5, 42.9, 20.51, 42.89]);
});
