// What a reviewer types, as the table has it: days, counts, kilometres. null is no value of that kind.

const DAY = /^\d{4}-\d\d-\d\d$/;

/** "2023-06-12", "2023-06", "2023" or nothing → {date_start, date_end, date_precision}. */
export function readDay(text) {
  const told = text.trim();
  if (!told) return { date_start: "", date_end: "", date_precision: "unknown" };
  if (isDay(told)) return { date_start: told, date_end: told, date_precision: "day" };
  if (/^\d{4}$/.test(told))
    return { date_start: `${told}-01-01`, date_end: `${told}-12-31`, date_precision: "year" };
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(told)) return null;
  const [year, month] = told.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { date_start: `${told}-01`, date_end: `${told}-${last}`, date_precision: "month" };
}

export function isDay(text) {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text); // some browsers take 30 February for 2 March
}

/** A whole number of people, or "" for none told. */
export function readCount(text) {
  const told = text.trim();
  return told === "" || /^\d{1,9}$/.test(told) ? told && String(Number(told)) : null;
}

/** Low, best and high once one of them is changed: an end that was the best follows it, and none crosses it. */
export function fitCounts({ low, best, high }, end, value) {
  const told = { low, best, high, [end]: value };
  if (end === "best")
    for (const other of ["low", "high"]) if (told[other] === best) told[other] = value;
  const numbers = ["low", "best", "high"]
    .map((name) => told[name])
    .filter((one) => one !== "")
    .map(Number);
  return numbers.every((one, i) => !i || numbers[i - 1] <= one) ? told : null;
}

/** Kilometres, with a point or a comma → metres as text. */
export function readKm(text) {
  const told = text.trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(told) && Number(told) > 0
    ? String(Math.round(Number(told) * 1000))
    : null;
}

export const sayKm = (metres) => (metres ? String(Number(metres) / 1000) : "");
