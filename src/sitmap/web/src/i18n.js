// The words of the page. A translation replaces entries of one table; `{name}` is filled in, plurals are by Intl.PluralRules.

import { locale } from "./dates.js";
import { WORDS } from "./registry.js";
import { en } from "./strings-en.js";

/** The language if it is English or the map brings its words, else English. */
export function pickLang(lang, own = {}) {
  try {
    const [known] = Intl.getCanonicalLocales(lang || "en");
    return base(known) === "en" || Object.keys(own).length ? known : "en";
  } catch {
    return "en";
  }
}

/** A translator for a language: t(key, {values}) by the map's `own` words, in English where they have no entry. */
export function makeTranslator(wanted, own = {}) {
  const lang = pickLang(wanted, own || {});
  const table = { ...en, ...WORDS[base(lang)], ...own };
  const cyrillic = lang === "sr-Cyrl";
  const plural = new Intl.PluralRules(locale(lang));
  const number = new Intl.NumberFormat(locale(lang));
  const isolate = directionOf(lang) === "rtl" ? inIsolation : (text) => text;
  const t = (key, values = {}) => {
    const entry = Object.hasOwn(table, key) ? table[key] : key;
    const text =
      typeof entry === "string" ? entry : (entry[plural.select(values.n ?? 0)] ?? entry.other);
    return (cyrillic ? toCyrillic(text) : text).replace(
      /\{(\w+)\}/g,
      (whole, name) => isolate(say(values[name], number)) ?? whole,
    );
  };
  t.has = (key) => Object.hasOwn(table, key);
  t.number = (value, options) =>
    (options ? new Intl.NumberFormat(locale(lang), options) : number).format(value);
  /** The name of a code of a list, such as an event type; what has no entry is said as it is. */
  t.code = (list, code) =>
    code === null || code === undefined
      ? t(`no_${list}`)
      : t.has(`${list}:${code}`)
        ? t(`${list}:${code}`)
        : code;
  t.lang = lang;
  return t;
}

/** Words of another direction turn only themselves round (first strong isolate, UAX #9). */
const inIsolation = (text) =>
  text === undefined || text === null || text === "" ? text : `\u2068${text}\u2069`;

/** The direction that a language's words run in. */
export const directionOf = (lang) => (RIGHT_TO_LEFT.has(base(lang)) ? "rtl" : "ltr");

const RIGHT_TO_LEFT = new Set(["ar"]); // those that the page has words in
const base = (lang) => String(lang).split("-")[0];
const say = (value, number) => (typeof value === "number" ? number.format(value) : value);

const DIGRAPHS = {
  lj: "љ",
  nj: "њ",
  dž: "џ",
  Lj: "Љ",
  Nj: "Њ",
  Dž: "Џ",
  LJ: "Љ",
  NJ: "Њ",
  DŽ: "Џ",
};
const LATIN = "abvgdđežzijklmnoprstćufhcčš";
const CYRILLIC = "абвгдђежзијклмнопрстћуфхцчш";

/** Serbian Latin to Cyrillic; what stands in braces stays. */
export function toCyrillic(text) {
  return text.replace(/\{\w+\}|lj|nj|dž|Lj|Nj|Dž|LJ|NJ|DŽ|[a-zđžćčš]/giu, (part) => {
    if (part.startsWith("{")) return part;
    if (DIGRAPHS[part]) return DIGRAPHS[part];
    const at = LATIN.indexOf(part.toLowerCase());
    if (at < 0) return part;
    return part === part.toLowerCase() ? CYRILLIC[at] : CYRILLIC[at].toUpperCase();
  });
}
