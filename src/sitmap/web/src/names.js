// Which of a place's names a map shows.

import { toCyrillic } from "./i18n.js";

/** `names`: a language, "local" (the region's own; both where it has an Albanian and a Serbian one), "both" (Albanian / Serbian); `own` holds names by language. */
export function namesOf(name, own = {}, names = "en") {
  if (names === "local" && !(own.sq && own.sr)) return own.local ?? own.sq ?? own.sr ?? own.uk ?? own.ru ?? name;
  if (names === "sr-Cyrl") return own[names] ?? (own.sr ? toCyrillic(own.sr) : name);
  if (names !== "both" && names !== "local") return own[names] ?? name;
  return [...new Set([own.sq ?? name, own.sr ?? name].flatMap((one) => one.split("/")))].join(" / ");
}
