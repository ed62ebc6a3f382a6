import assert from "node:assert/strict";
import test from "node:test";
import { GEONAMES, NATURAL_EARTH, attributionOf, creditOf } from "../src/credits.js";
import { dateFormat, sayClock, sayDays } from "../src/dates.js";
import { linksOf } from "../src/dom.js";
import { cellsOf, csvLine, featureOf, headOf, mergeHeads, safeCell } from "../src/export-format.js";
import { fold, makeMatcher } from "../src/fold.js";
import { readHash, writeHash } from "../src/hash.js";
import { directionOf, makeTranslator, pickLang, toCyrillic } from "../src/i18n.js";
import { isoEnds, stateOn, strengthOn } from "../src/layers/presence/sites.js";
import { STRINGS as GROUND_WORDS } from "../src/layers/basemap/strings.js";
import { en } from "../src/strings-en.js";
import { TRANSLATIONS } from "../src/strings.js";
import { makeTimeBins, ticksOf } from "../src/timebins.js";

test("Arabic runs from the right, and what is filled in turns only itself round", () => {
  assert.equal(directionOf("ar-IQ"), "rtl");
  assert.equal(directionOf("uk"), "ltr");
  assert.equal(
    makeTranslator("ar", TRANSLATIONS.ar)("strength_of", { nation: "Italy" }),
    "القوات: \u2068Italy\u2069",
  );
  assert.equal(
    makeTranslator("uk", TRANSLATIONS.uk)("strength_of", { nation: "Italy" }),
    "Війська: Italy",
  );
});

test("a search finds Zvečan as Zvecan and in any order of words", () => {
  assert.equal(fold("Zveçan Đakovica"), "zvecan dakovica");
  assert.ok(makeMatcher("zvecan police")(fold("Police at Zvečan")));
  assert.ok(!makeMatcher('"police zvecan"')(fold("Police at Zvečan")));
});

test("cells that a spreadsheet would run are neutralised, numbers are not", () => {
  for (const text of ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
    assert.equal(safeCell(text), `'${text}`);
  for (const value of [-42.9, "-42.9", "+7", "plain", 0]) assert.equal(safeCell(value), value);
});

test("CSV quotes what needs it", () => {
  assert.equal(csvLine(['say "no"', "a,b", null, 4]), '"say ""no""","a,b",,4\r\n');
});

test("a row without a point becomes a feature without a geometry", () => {
  assert.equal(featureOf({ row: 3, title: "x" }).geometry, null);
  assert.deepEqual(featureOf({ row: 3, lat: 42.9, lon: 20.8 }).geometry.coordinates, [20.8, 42.9]);
});

test("a view comes back from its hash", () => {
  const view = {
    zoom: 9.25,
    center: { lat: 42.9, lng: 20.8667 },
    range: [19204, 19222],
    text: "KFOR & co",
    chosen: { status: new Set(["claimed", null]), actor: new Set() },
    card: "incidents_1.12",
    box: null,
    view: null,
  };
  assert.deepEqual(readHash(writeHash(view)), view);
});

test("a hash that is none changes nothing", () => {
  assert.deepEqual(readHash("#section-2"), {
    zoom: null,
    center: null,
    range: null,
    text: "",
    chosen: {},
    card: null,
    box: null,
    view: null,
  });
});

test("every translation has every entry of the English table, with the same fields", () => {
  const fields = (entry) =>
    [
      ...new Set(
        (typeof entry === "string" ? [entry] : Object.values(entry)).flatMap(
          (text) => text.match(/\{\w+\}/g) || [],
        ),
      ),
    ].sort();
  for (const lang of Object.keys(TRANSLATIONS)) {
    for (const [key, entry] of Object.entries(en)) {
      assert.ok(key in TRANSLATIONS[lang], `${lang} lacks ${key}`);
      assert.deepEqual(fields(TRANSLATIONS[lang][key]), fields(entry), `${lang}: ${key}`);
    }
  }
});

test("plurals and numbers are the language's own", () => {
  assert.equal(makeTranslator("sr", TRANSLATIONS.sr)("incidents", { n: 3 }), "3 incidenta");
  assert.equal(makeTranslator("de", TRANSLATIONS.de)("incidents", { n: 1234 }), "1.234 Vorfälle");
  assert.equal(makeTranslator("en")("incidents", { n: 1 }), "1 incident");
  assert.equal(makeTranslator("uk", TRANSLATIONS.uk)("incidents", { n: 22 }), "22 інциденти");
  assert.equal(makeTranslator("ru", TRANSLATIONS.ru)("incidents", { n: 11 }), "11 инцидентов");
});

test("Serbian is written in Cyrillic from the Latin table, digraphs and fields as they should be", () => {
  assert.equal(toCyrillic("Ljubljana, Džep, njiva {n}"), "Љубљана, Џеп, њива {n}");
  assert.equal(makeTranslator("sr-Cyrl", TRANSLATIONS.sr)("incidents", { n: 5 }), "5 инцидената");
});

test("a text with braces is not a template", () => {
  assert.equal(
    makeTranslator("en")("somewhere", { area: "{area} {n}" }),
    "somewhere in {area} {n}",
  );
});

test("bins are days, weeks, months or years, as the span asks, and hold its ends", () => {
  for (const [last, unit] of [
    [30, "day"],
    [700, "week"],
    [3000, "month"],
    [20000, "year"],
  ]) {
    const bins = makeTimeBins(19000, 19000 + last, 160);
    assert.equal(bins.unit, unit);
    assert.ok(bins.edges[0] <= 19000 && bins.edges.at(-1) > 19000 + last);
  }
});

test("a site is open, closed or uncertain on a day, and absent before it opened", () => {
  const camp = {
    states: [
      ["", null],
      ["1999-01-01", "open"],
      ["2018-12-21", "closed"],
    ],
  };
  assert.equal(stateOn(camp, "1998-06-01"), null);
  assert.equal(stateOn(camp, "2018-12-20"), "open");
  assert.equal(stateOn(camp, "2018-12-21"), "closed");
  assert.equal(stateOn({ states: [["", "uncertain"]] }, "2022-08-17"), "uncertain");
});

test("a date in words is a span", () => {
  assert.deepEqual(isoEnds("about 2012"), ["2012-01-01", "2012-12-31"]);
  assert.equal(isoEnds("unknown"), null);
});

test("strength is the latest figure that isn't later than the day", () => {
  const figures = [
    { as_of: "2017-02", nation: "TOTAL", troops: 4273 },
    { as_of: "2022-08-17", nation: "TOTAL", troops: ">3700" },
    { as_of: "2023-12-05", nation: "TOTAL", troops: "~5000" },
    { as_of: "2022-08-03~", nation: "Italy", troops: 638 },
  ];
  assert.equal(strengthOn(figures, null, "2022-09-01").troops, ">3700");
  assert.equal(strengthOn(figures, "Italy", "2022-09-01").troops, 638);
  assert.equal(strengthOn(figures, "Italy", "2021-01-01"), null);
});

test("days are said in the words of the language", () => {
  assert.match(sayDays(19204, 19205, "en"), /^31 July\s.\s1 August 2022$/);
  assert.equal(sayDays(19204, 19204, "de"), "31. Juli 2022");
  assert.equal(sayDays(19174, 19174, "en", "month"), "July 2022");
  assert.match(sayDays(19174, 19234, "en", "month"), /^July\s.\sAugust 2022$/);
  assert.match(sayDays(16071, 17166, "en", "year"), /^2014\s?.\s?2016$/);
});

test("an hour is said as the source has it, with its offset", () => {
  assert.equal(sayClock({ time: "14:30", time_offset: "+02:00" }), "14:30 (UTC+02:00)");
  assert.equal(sayClock({ time: "14:30", time_offset: "+00:00" }), "14:30 (UTC)");
  assert.equal(sayClock({ time: "09:00" }), "09:00");
  assert.equal(sayClock({ title: "no hour" }), "");
});

test("every address of a source opens, and nothing else does", () => {
  assert.deepEqual(linksOf("https://example.org/b https://example.org/c"), [
    "https://example.org/b",
    "https://example.org/c",
  ]);
  assert.deepEqual(linksOf("javascript:alert(1) ftp://example.org word"), []);
  assert.deepEqual(linksOf(null), []);
});

test("an unknown or broken language is English", () => {
  for (const lang of ["xx", "en_GB", "not a language", "", null, undefined, "fr", "de"]) {
    const t = makeTranslator(lang);
    assert.equal(t.lang, "en", String(lang));
    assert.equal(t("incidents", { n: 1234 }), "1,234 incidents");
    assert.ok(sayDays(19204, 19205, t.lang));
  }
  assert.deepEqual(
    ["de-AT", "sr-Cyrl", "sq", "en-GB"].map((lang) => pickLang(lang, TRANSLATIONS.de)),
    ["de-AT", "sr-Cyrl", "sq", "en-GB"],
  );
  assert.equal(pickLang("en-GB"), "en-GB");
  assert.equal(pickLang("fr", { key: "Légende" }), "fr");
});

test("a strength row without troops says nothing", () => {
  const rows = [
    { as_of: "2020", nation: "Italy", troops: 500 },
    { as_of: "2022", nation: "Italy", troops: null },
    { as_of: "2021", nation: "total", troops: "" },
  ];
  assert.equal(strengthOn(rows, "Italy", "2023-01-01").troops, 500);
  assert.equal(strengthOn(rows, null, "2023-01-01"), null);
});

test("a table's own columns keep their names in files, beside ours", () => {
  const settings = {
    core: [["status", "u8"]],
    facets: [],
    text: {
      fields: [
        ["title", "s"],
        ["day", "s"],
        ["lat", "s"],
        ["__proto__", "s"],
      ],
      own: 1,
    },
  };
  const head = headOf(settings, { status: [] });
  assert.deepEqual(
    head.map(({ title }) => title),
    [
      "date_start",
      "date_end",
      "lat",
      "lon",
      "uncertainty_m",
      "status",
      "title",
      "day",
      "table_lat",
      "__proto__",
    ],
  );
  const record = {
    row: 0,
    day: 19204,
    end: 19204,
    lat: 42.9,
    lon: 20.8,
    title: "x",
    extra: new Map([
      ["day", "Monday"],
      ["lat", "north"],
      ["__proto__", "p"],
    ]),
  };
  assert.deepEqual(cellsOf(record, head), [
    "2022-07-31",
    "2022-07-31",
    42.9,
    20.8,
    null,
    null,
    "x",
    "Monday",
    "north",
    "p",
  ]);
  const feature = JSON.stringify(featureOf(record));
  assert.ok(
    feature.includes('"coordinates":[20.8,42.9]') &&
      feature.includes('"table_lat":"north"') &&
      feature.includes('"__proto__":"p"'),
  );
});

test("a service's credit is text, linked only to the web", () => {
  const link = creditOf({ text: "© <b>", url: 'https://example.org/?a="b"' });
  assert.equal(
    link,
    '<a href="https://example.org/?a=&#34;b&#34;" target="_blank" rel="noopener noreferrer">© &#60;b&#62;</a>',
  );
  for (const url of ["javascript:alert(1)", null, undefined])
    assert.equal(creditOf({ text: "a & b", url }), "a &#38; b");
});

test("credits are HTML of ours, notes are text", () => {
  const html = attributionOf([GEONAMES, NATURAL_EARTH], ['<img src=x onerror=alert(1)> & "so"']);
  assert.match(
    html,
    /^<a href="https:\/\/www\.geonames\.org"[^>]*>GeoNames<\/a> CC BY 4\.0 · <a [^>]*>Natural Earth<\/a> · /,
  );
  assert.ok(!html.includes("<img"));
  assert.equal(attributionOf([], null), "");
});

test("tables of two layers are one CSV, with each column once", () => {
  const [a, b] = [
    ["title", "x"],
    ["title", "y"],
  ].map((names) => names.map((name) => ({ name, title: name })));
  assert.deepEqual(
    mergeHeads([a, b]).map(({ name }) => name),
    ["title", "x", "y"],
  );
});

test("the words under an axis stand at round days", () => {
  const day = (iso) => Date.parse(iso) / 86400000;
  const said = (from, to, most) => {
    const { days, options } = ticksOf(day(from), day(to), most);
    return days.map((one) => dateFormat("en", options)(one));
  };
  assert.deepEqual(said("2014-01-22", "2023-02-28", 10).slice(0, 2), ["2015", "2016"]);
  assert.deepEqual(said("2022-07-25", "2024-12-01", 10).slice(0, 3), [
    "Oct 2022",
    "Jan 2023",
    "Apr 2023",
  ]);
  assert.deepEqual(said("2022-03-04", "2022-04-20", 12), [
    "7 Mar",
    "14 Mar",
    "21 Mar",
    "28 Mar",
    "4 Apr",
    "11 Apr",
    "18 Apr",
  ]);
  assert.deepEqual(said("2023-05-01", "2023-05-03", 12), ["1 May", "2 May", "3 May"]);
  assert.deepEqual(said("1989-01-01", "2023-12-31", 2), ["2000", "2020"]);
});

test("Albanian days are Albanian where the browser knows no Albanian", () => {
  const { DateTimeFormat } = Intl;
  Intl.DateTimeFormat = function (locales, options) {
    return new DateTimeFormat(
      [locales].flat().filter((one) => one !== "sq"),
      options,
    );
  };
  try {
    assert.equal(sayDays(19204, 19222, "sq").replace(/\s/gu, " "), "31 korrik – 18 gusht 2022");
    assert.equal(sayDays(19250, 19250, "sq"), "15 shtator 2022");
    assert.equal(sayDays(19204, 19204, "xx"), "31 July 2022", "and not the browser's own language");
  } finally {
    Intl.DateTimeFormat = DateTimeFormat;
  }
});

test("the keys of the map are called the same in Cyrillic", () => {
  const said = makeTranslator("sr-Cyrl", TRANSLATIONS.sr)("map_keys", {
    n: "N",
    p: "P",
    enter: "Enter",
    escape: "Escape",
  });
  assert.match(said, /^Тастери: N и P .* Enter /u);
});

test("the key of the ground has all its words in every language", () => {
  assert.deepEqual(
    Object.keys(GROUND_WORDS).sort(),
    ["en", ...Object.keys(TRANSLATIONS).filter((lang) => lang !== "sr-Cyrl")].sort(),
  );
  for (const [lang, words] of Object.entries(GROUND_WORDS))
    for (const [key, text] of Object.entries(words)) assert.ok(text, `${lang}: ${key}`);
});
