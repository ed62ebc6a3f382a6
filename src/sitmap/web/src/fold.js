// Text as a reader types it: no case, no diacritics, Cyrillic as it is.

const SPECIAL = { đ: "d", ð: "d", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

export function fold(text) {
  const lower = text.toLowerCase();
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đðłøßæœı]/g, (letter) => SPECIAL[letter]);
}

/** All words of a query must be there; "quoted words" stand together. */
export function makeMatcher(query) {
  const words = [...fold(query).matchAll(/"([^"]+)"|(\S+)/g)].map(
    ([, phrase, word]) => phrase || word,
  );
  return (text) => words.every((word) => text.includes(word));
}
