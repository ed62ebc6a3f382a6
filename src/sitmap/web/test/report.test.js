import assert from "node:assert/strict";
import test from "node:test";
import { cutAt, makeOffsets, paragraphsOf, Reports } from "../src/report-text.js";

test("offsets of Python's code points become those of UTF-16", () => {
  const text = "a😀b\nKURTİ";
  const at = makeOffsets(text);
  assert.deepEqual(
    [0, 1, 2, 3].map((offset) => text.slice(at(offset)).at(0)),
    ["a", "\ud83d", "b", "\n"],
  );
  assert.equal(text.slice(at(4), at(9)), "KURTİ");
  assert.equal(at(99), text.length);
});

const text =
  "Dateline.\n\nShots in Zvečan and a block at Rudare. Nobody was hurt.\n\nLater, talks.";
const find = (words) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const report = {
  text,
  mentions: [
    { ...find("Zvečan"), kind: "place" },
    { ...find("Zvečan and"), kind: "region" },
    { ...find("Rudare"), kind: "place" },
  ],
  incidents: [
    { incident_id: "2", ...find("a block at Rudare") },
    { incident_id: "1", ...find("Shots in Zvečan and a block at Rudare.") },
    { incident_id: "3", ...find("hurt.\n\nLater") },
  ],
};

test("passages that overlap are one, with the ids of all", () => {
  const [prepared] = new Reports([report]).all;
  assert.deepEqual(
    prepared.groups.map(({ start, end, ids }) => [text.slice(start, end), ids]),
    [
      ["Shots in Zvečan and a block at Rudare.", ["1", "2"]],
      ["hurt.\n\nLater", ["3"]],
    ],
  );
});

test("cut at passages, a text is whole", () => {
  const [prepared] = new Reports([report]).all;
  assert.equal(
    cutAt(prepared.groups, 0, text.length)
      .map(({ start, end }) => text.slice(start, end))
      .join(""),
    text,
  );
  assert.equal(
    cutAt(prepared.mentions, 11, 60)
      .map(({ start, end }) => text.slice(start, end))
      .join(""),
    text.slice(11, 60),
  );
});

test("a passage over two paragraphs is shown in both", () => {
  const reports = new Reports([report]);
  assert.deepEqual(
    paragraphsOf(reports.of("3")).map(({ from, to }) => text.slice(from, to)),
    ["Shots in Zvečan and a block at Rudare. Nobody was hurt.", "Later, talks."],
  );
  assert.deepEqual(reports.of("none"), []);
  assert.deepEqual(new Reports(undefined).all, []);
});

test("a text without empty lines has a paragraph a line", () => {
  const [prepared] = new Reports(
    [{ text: "HEADING\nFirst line.\n\n" }, { text: "HEADING\nFirst line.\nSecond line." }].slice(1),
  ).all;
  assert.deepEqual(
    prepared.paragraphs.map(([from, to]) => prepared.text.slice(from, to)),
    ["HEADING", "First line.", "Second line."],
  );
});

test("of a long paragraph the card shows what stands around the quote", () => {
  const long = `${"before ".repeat(200)}THE QUOTE${" after".repeat(200)}`;
  const start = long.indexOf("THE QUOTE");
  const [{ from, to, cut }] = paragraphsOf(
    new Reports([{ text: long, incidents: [{ incident_id: "1", start, end: start + 9 }] }]).of("1"),
  );
  const shown = long.slice(from, to);
  assert.ok(
    shown.includes("THE QUOTE") &&
      shown.length < 500 &&
      shown.startsWith("before") &&
      shown.endsWith("after"),
  );
  assert.deepEqual(cut, [true, true]);
});
