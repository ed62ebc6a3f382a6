// Which of a place's names a map shows.

/** `names`: a language, "local" (the first of the region's own), "both" (Albanian / Serbian); `own` holds names by language. */
export function namesOf(name, own = {}, names = "en") {
  if (names === "local") return own.local ?? own.sq ?? own.sr ?? own.uk ?? own.ru ?? name;
  if (names !== "both") return own[names] ?? name;
  const [first, second] = [own.sq ?? name, own.sr ?? name];
  return first === second ? first : `${first} / ${second}`;
}
