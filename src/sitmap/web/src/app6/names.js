// What a code stands for, by the tables of APP-6: letters by APP-6(B), numbers by APP-6(D).

import { app6b, app6d } from "stanag-app6";

const LETTERS = new Map();
collect(app6b);

/** Tables of tables of rows {codingscheme, battledimension, functionid, names}. */
function collect(tables) {
  for (const table of Object.values(tables)) {
    const rows = Array.isArray(table) ? table : null;
    if (!rows && table && typeof table === "object") collect(table);
    for (const row of rows ?? []) {
      const key = `${row.codingscheme}${row.battledimension}${row.functionid}`;
      if (!LETTERS.has(key)) LETTERS.set(key, row.name);
    }
  }
}

/** The words of a code, or "" where the tables have none. */
export const nameOf = (code) => (/^\d/.test(code) ? byNumber(code) : byLetters(code));

function byLetters(code) {
  const told = code.replaceAll("*", "-").toUpperCase();
  const name = LETTERS.get(`${told[0]}${told[2]}${told.slice(4, 10)}`) ?? "";
  return capital(name.toLowerCase());
}

function byNumber(code) {
  const entity = code.slice(10, 16);
  const rows = app6d[code.slice(4, 6)]?.mainIcon ?? [];
  const row = rows.find((one) => one.Code === entity);
  return row ? capital((row["Entity Subtype"] || row["Entity Type"] || row.Entity).trim()) : "";
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
