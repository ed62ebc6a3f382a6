import assert from "node:assert/strict";
import { test } from "node:test";

import { COMPARE_STRINGS } from "../src/compare/strings.js";
import { TRANSLATIONS } from "../src/strings.js";

const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
const marks = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();

test("a comparison has every word in every language of the page, with the same values in it", () => {
  const { en } = COMPARE_STRINGS;
  assert.deepEqual(
    Object.keys(COMPARE_STRINGS).sort(),
    ["en", ...Object.keys(TRANSLATIONS)].sort(),
  );
  for (const [lang, own] of Object.entries(COMPARE_STRINGS)) {
    assert.deepEqual(Object.keys(own), Object.keys(en), lang);
    for (const [key, entry] of Object.entries(own))
      assert.equal(marks(forms(entry).at(-1)), marks(forms(en[key]).at(-1)), `${lang} ${key}`);
  }
});
