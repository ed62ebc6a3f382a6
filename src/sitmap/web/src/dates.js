// Days since 1970-01-01 (UTC) and how they are said.

export const DAY_MS = 86400000;

export const toDay = (iso) => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
export const toIso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day, month or year in the words of a language. */
export function sayDay(day, lang, precision = "day") {
  const options = { timeZone: "UTC", year: "numeric" };
  if (precision !== "year") options.month = "long";
  if (precision === "day" || precision === "week") options.day = "numeric";
  return new Intl.DateTimeFormat(locale(lang), options).format(new Date(day * DAY_MS));
}

/** An ISO day in words; what is less is said as it is. */
export const sayIso = (iso, lang) => (/^\d{4}-\d\d-\d\d/.test(iso) ? sayDay(toDay(iso), lang) : iso);

/** "31 July – 1 August 2022"; precision as in the incident table. */
export function sayDays(from, to, lang, precision = "day") {
  if (to <= from || precision === "month" || precision === "year") return sayDay(from, lang, precision);
  const format = new Intl.DateTimeFormat(locale(lang), { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
  return format.formatRange(new Date(from * DAY_MS), new Date(to * DAY_MS));
}

/** The locale whose dates and numbers suit the interface: day before month in English too. */
export const locale = (lang) => ({ en: "en-GB", sr: "sr-Latn", "sr-Cyrl": "sr-Cyrl" })[lang] || lang || "en-GB";
