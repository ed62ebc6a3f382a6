import assert from "node:assert/strict";
import test from "node:test";
import { safeCell } from "../src/export-format.js";
import { keyOf } from "../src/review/keys.js";
import { Review } from "../src/review/model.js";
import { openStorage } from "../src/review/storage.js";
import { REVIEW_STRINGS } from "../src/review/strings.js";
import { fitCounts, isDay, readCount, readDay, readKm } from "../src/review/values.js";
import { en } from "../src/strings-en.js";
import { TRANSLATIONS } from "../src/strings.js";

const HEAD = [
  "keep",
  "title",
  "date_start",
  "place",
  "status",
  "fatalities_low",
  "fatalities_best",
  "fatalities_high",
  "incident_id",
  "quote_start",
  "quote_end",
  "quotes",
  "longitude",
  "latitude",
];
const row = (values) => HEAD.map((name) => values[name] ?? "");
const ROWS = [
  row({
    keep: "True",
    title: "Shots",
    incident_id: "i-1",
    fatalities_best: "3",
    quote_start: "0",
    quote_end: "9",
    longitude: "20.8",
    latitude: "42.9",
  }),
  row({
    keep: "True",
    title: "Shooting",
    date_start: "2023-06-12",
    incident_id: "i-2",
    fatalities_low: "5",
    fatalities_best: "5",
    fatalities_high: "5",
    quote_start: "20",
    quote_end: "30",
    longitude: "21",
    latitude: "43",
  }),
  row({ keep: "True", title: "Fire", incident_id: "i-3" }),
];
const PASSAGES = [[[0, 0, 9]], [[0, 20, 30]], []];
const start = () =>
  new Review(
    { head: [...HEAD], rows: ROWS, passages: PASSAGES },
    () => new Date("2026-01-02T03:04:05Z"),
  );
const titles = (review) => review.rows.map((one) => review.get(one, "title"));

test("a review that nobody touched is the draft", () => {
  assert.deepEqual(start().table(), [HEAD, ROWS]);
});

test("keep and drop go to the next row that is open, and round to those passed over", () => {
  const review = start();
  review.at = 1;
  review.decide("keep");
  assert.equal(review.at, 2);
  review.decide("drop");
  assert.equal(review.at, 0);
  assert.deepEqual(
    review.table()[1].map(([keep]) => keep),
    ["True", "True", "False"],
  );
  assert.deepEqual(review.counts, { decided: 2, total: 3, dropped: 1 });
});

test("undo goes back over every kind of step to the draft, and redo forth again", () => {
  const review = start();
  review.decide("drop");
  review.set("title", { title: "Fire at =1" });
  review.split();
  review.set("date", { date_start: "2023-01-01" });
  review.merge(0);
  review.add({ title: "New" }, [0, 40, 50]);
  const after = JSON.stringify(review.table());
  while (review.undo());
  assert.deepEqual(review.table(), [HEAD, ROWS]);
  assert.equal(review.at, 0);
  while (review.redo());
  assert.equal(JSON.stringify(review.table()), after);
});

test("steps of one run are one step back", () => {
  const review = start();
  for (const place of ["A", "B", "C"]) review.set("place_choice", { place }, "place");
  assert.equal(review.undo(), "place_choice");
  assert.equal(review.get(review.row, "place"), "");
  assert.equal(review.undo(), null);
});

test("the halves of a split have ids of their own", () => {
  const review = start();
  review.split();
  review.split();
  assert.deepEqual(
    review.rows.map((one) => review.get(one, "incident_id")),
    ["i-1", "i-1-2", "i-1-2-2", "i-2", "i-3"],
  );
  assert.deepEqual(review.rows[1].passages, [[0, 0, 9]]);
});

test("a merge fills what is missing, widens counts, and keeps the other row as dropped", () => {
  const review = start();
  review.merge(1);
  const get = (name, at = 0) => review.get(review.rows[at], name);
  assert.deepEqual(
    [get("title"), get("date_start"), get("longitude")],
    ["Shots", "2023-06-12", "20.8"],
  );
  assert.deepEqual(
    ["low", "best", "high"].map((end) => get(`fatalities_${end}`)),
    ["3", "3", "5"],
  );
  assert.equal(get("quotes"), "0-9 20-30");
  assert.deepEqual([get("keep", 1), get("title", 1)], ["False", "Shooting"]);
  assert.deepEqual(review.rows[0].passages, [
    [0, 0, 9],
    [0, 20, 30],
  ]);
});

test("what the browser kept goes on where one was, with its undo", () => {
  const review = start();
  review.who = "AB";
  review.set("title", { title: "Other" });
  review.decide("keep");
  review.split();
  const again = start();
  assert.ok(again.load(JSON.parse(JSON.stringify(review.save()))));
  assert.deepEqual(again.table(), review.table());
  assert.deepEqual([again.at, again.who, titles(again)], [review.at, "AB", titles(review)]);
  while (again.undo());
  assert.deepEqual(again.table(), [HEAD, ROWS]);
  assert.equal(start().load({ v: 2 }), false);
});

test("who and when stand in the file only where somebody said who", () => {
  const review = start();
  review.decide("keep");
  assert.deepEqual(review.table()[0], HEAD);
  review.who = "AB";
  review.decide("keep");
  const [head, rows] = review.table();
  assert.deepEqual(head.slice(-2), ["reviewed_by", "reviewed_at"]);
  assert.deepEqual(
    rows.map((cells) => cells.slice(-2)),
    [
      ["", ""],
      ["AB", "2026-01-02T03:04Z"],
      ["", ""],
    ],
  );
});

test("a draft reviewed before shows what was decided", () => {
  const review = new Review({
    head: ["keep", "incident_id", "reviewed_at"],
    rows: [
      ["No", "a", ""],
      ["True", "b", "2026-01-01T00:00Z"],
      ["True", "c", ""],
    ],
  });
  assert.deepEqual(
    review.rows.map(({ decided }) => decided),
    ["drop", "keep", null],
  );
});

test("two who add the same sentence add the same id", () => {
  const [one, other] = [start(), start()];
  for (const review of [one, other]) review.add({ title: "x" }, [0, 40, 50]);
  assert.equal(one.get(one.row, "incident_id"), "added-40");
  assert.equal(other.get(other.row, "incident_id"), "added-40");
  one.add({ title: "y" }, [0, 40, 50]);
  assert.equal(one.get(one.row, "incident_id"), "added-40-2");
});

test("columns called as an object's own are columns", () => {
  const review = new Review({
    head: ["keep", "__proto__", "constructor", "incident_id"],
    rows: [["True", "p", "c", "1"]],
  });
  review.set("title", { title: "new column" });
  assert.deepEqual(review.table(), [
    ["keep", "__proto__", "constructor", "incident_id", "title"],
    [["True", "p", "c", "1", "new column"]],
  ]);
});

test("an empty draft takes a row", () => {
  const review = new Review({ head: HEAD, rows: [] });
  review.decide("keep");
  review.split();
  review.merge(0);
  review.add({ title: "first" }, null);
  assert.deepEqual(titles(review), ["first"]);
  review.undo();
  assert.deepEqual(titles(review), []);
});

test("days, months and years are read, and what is none is refused", () => {
  assert.deepEqual(readDay(" 2024-02 "), {
    date_start: "2024-02-01",
    date_end: "2024-02-29",
    date_precision: "month",
  });
  assert.deepEqual(readDay("2023"), {
    date_start: "2023-01-01",
    date_end: "2023-12-31",
    date_precision: "year",
  });
  assert.deepEqual(readDay(""), { date_start: "", date_end: "", date_precision: "unknown" });
  for (const text of ["12.6.2023", "2023-13", "2023-02-30", "yesterday", "2023-6-1"])
    assert.equal(readDay(text), null, text);
  assert.ok(isDay("2024-02-29") && !isDay("2023-02-29") && isDay("0099-01-01"));
});

test("counts are whole, and their ends don't cross", () => {
  assert.deepEqual(["7", " 07 ", "", "-1", "2.5", "many", "1e3"].map(readCount), [
    "7",
    "7",
    "",
    null,
    null,
    null,
    null,
  ]);
  assert.deepEqual(fitCounts({ low: "3", best: "3", high: "3" }, "best", "5"), {
    low: "5",
    best: "5",
    high: "5",
  });
  assert.deepEqual(fitCounts({ low: "1", best: "3", high: "9" }, "best", "5"), {
    low: "1",
    best: "5",
    high: "9",
  });
  assert.equal(fitCounts({ low: "1", best: "3", high: "9" }, "low", "4"), null);
  assert.deepEqual(fitCounts({ low: "", best: "", high: "" }, "high", "4"), {
    low: "",
    best: "",
    high: "4",
  });
  assert.deepEqual(["2.5", "2,5", "0", "x", ""].map(readKm), ["2500", "2500", null, null, null]);
});

test("keys are letters, by their place on a keyboard of another script", () => {
  assert.equal(keyOf({ key: "K", code: "KeyK" }), "k");
  assert.equal(keyOf({ key: "л", code: "KeyK" }), "k");
  assert.equal(keyOf({ key: "ن", code: "KeyK" }), "k");
  assert.equal(keyOf({ key: "a", code: "KeyQ" }), "a", "a French keyboard's a is an a");
  assert.deepEqual(
    ["?", "3", "Tab", "F5", " "].map((key) => keyOf({ key })),
    ["?", "3", "", "", ""],
  );
});

test("a storage that is missing or full says so, and breaks nothing", () => {
  const full = {
    getItem: () => "{broken",
    setItem: () => {
      throw new Error("full");
    },
  };
  assert.deepEqual(
    [openStorage("h", full).write({}), openStorage("h", full).read()],
    [false, null],
  );
  assert.deepEqual(
    [openStorage("h", null).works, openStorage("h", null).write({}), openStorage("h", null).read()],
    [false, false, null],
  );
  const kept = new Map();
  const works = openStorage("h", {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
  });
  assert.ok(works.write({ a: 1 }));
  assert.deepEqual(works.read(), { a: 1 });
});

test("cells are guarded as Python guards them", () => {
  for (const text of ["'=1", "''@x", " =1", "\u00a0-x", "+02:00+cmd", "-5 people"])
    assert.equal(safeCell(text), `'${text}`);
  for (const text of ["'Zvečan'", "it's", "+02:00", "-1e5", "-1,5", ""])
    assert.equal(safeCell(text), text);
});

test("every language of the page has the words of the review, with the same fields", () => {
  const fields = (text) => (text.match(/\{\w+\}/g) || []).sort();
  assert.deepEqual(Object.keys(REVIEW_STRINGS).sort(), ["en", ...Object.keys(TRANSLATIONS)].sort());
  for (const [lang, words] of Object.entries(REVIEW_STRINGS)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(REVIEW_STRINGS.en).sort(), lang);
    for (const [key, text] of Object.entries(words))
      assert.deepEqual(fields(text), fields(REVIEW_STRINGS.en[key]), `${lang} ${key}`);
  }
});

test("no word of the review is another's of the page", () => {
  const shared = Object.keys(REVIEW_STRINGS.en).filter((key) => Object.hasOwn(en, key));
  assert.deepEqual(shared, []);
});
