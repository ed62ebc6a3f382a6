// Kinds of layers that come with a bundle of their own, and their words.

import { en } from "./strings-en.js";

export const KINDS = {};
export const WORDS = {}; // translations by language

/** Make a kind of layer known, with its words by language. */
export function register(kind, Layer, words) {
  KINDS[kind] = Layer;
  Object.assign(en, words.en);
  Object.assign(WORDS, words);
}
