// Kinds of layers, and the words that a kind brings.

import { en } from "./strings-en.js";

export const KINDS = {};
export const WORDS = {}; // translations by language

/** Make a kind of layer known, with its words by language. */
export function register(kind, Layer, words = {}) {
  KINDS[kind] = Layer;
  Object.assign(en, words.en);
  for (const [lang, own] of Object.entries(words)) WORDS[lang] = { ...WORDS[lang], ...own };
}
