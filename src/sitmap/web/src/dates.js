// Days since 1970-01-01 (UTC) and how they are said.

export const DAY_MS = 86400000;

export const toDay = (iso) => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS);
export const toIso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** A day, month or year in the words of a language. */
export function sayDay(day, lang, precision = "day") {
  const options = { year: "numeric" };
  if (precision !== "year") options.month = "long";
  if (precision === "day" || precision === "week") options.day = "numeric";
  return dateFormat(lang, options)(day);
}

/** An ISO day in words; what is less is said as it is. */
export const sayIso = (iso, lang) =>
  /^\d{4}-\d\d-\d\d/.test(iso) ? sayDay(toDay(iso), lang) : iso;

/** "31 July – 1 August 2022", "January – March 2024"; precision as in the incident table. */
export function sayDays(from, to, lang, precision = "day") {
  const options = { year: "numeric" };
  if (precision !== "year") options.month = "long";
  if (precision !== "year" && precision !== "month") options.day = "numeric";
  return to <= from ? sayDay(from, lang, precision) : dateFormat(lang, options)(from, to);
}

/** The hour as the source has it: "14:30 (UTC+02:00)". */
export function sayClock({ time, time_offset: offset }) {
  if (!time || !offset) return time || "";
  return `${time} (UTC${offset === "+00:00" ? "" : offset.replace("-", "\u2212")})`;
}

const ALBANIAN =
  "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor".split(" ");

/** Says a day, or a range of days. Chromium knows no Albanian: its months stand here. */
export function dateFormat(lang, options) {
  const format = new Intl.DateTimeFormat(locale(lang), { timeZone: "UTC", ...options });
  const own = lang === "sq" && !format.resolvedOptions().locale.startsWith("sq");
  return (...days) => {
    const dates = days.map((day) => new Date(day * DAY_MS));
    const parts =
      dates.length > 1 ? format.formatRangeToParts(...dates) : format.formatToParts(...dates);
    const month = ({ source }) =>
      ALBANIAN[dates[source === "endRange" ? 1 : 0].getUTCMonth()].slice(
        0,
        options.month === "short" ? 3 : 9,
      );
    return parts.map((part) => (own && part.type === "month" ? month(part) : part.value)).join("");
  };
}

/** The locales whose dates and numbers suit the interface, best first: day before month in English too, and never the browser's own. */
export const locale = (lang) => [{ en: "en-GB", sr: "sr-Latn" }[lang] || lang || "en-GB", "en-GB"];
