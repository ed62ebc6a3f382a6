// What a card shows beside its own words: pictures of the row's files, and what others say of the same event.

import { readJson } from "../../blobs.js";
import { sayDays } from "../../dates.js";
import { el, link } from "../../dom.js";

const MOST_CLAIMS = 12; // of one event on a card; the rest is counted
const PICTURE = /^[A-Za-z0-9+/]+=*$/; // base64, of which the page's own writer made the address

/** Files and addresses of a cell, several with a blank between, with pictures where the page has them. */
export async function filesOf(record, layer, t) {
  if (!record.media) return null;
  const media = await readMedia(layer);
  const told = media?.cells[`${record.media}\n${record.sha256 ?? ""}`];
  if (!told) return wordsOf(record.media);
  return told.map(([word, state, at]) => {
    const picture = media.pictures[at];
    const why =
      state !== "file" &&
      state !== "link" &&
      el("div", { class: "sitmap-minor" }, t(`media:${state}`));
    const shown =
      PICTURE.test(picture ?? "") &&
      el("img", { class: "sitmap-picture", src: `data:image/jpeg;base64,${picture}`, alt: word });
    return el("div", {}, shown, el("div", {}, link(word, word)), why);
  });
}

export const wordsOf = (told) =>
  told &&
  told
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => el("div", {}, link(word, word)));

/** Read once, when the first card needs it. */
function readMedia(layer) {
  if (layer.settings.media) layer.media ||= readJson(layer.id, "text/media");
  return layer.media ?? null;
}

/** The rows that tell of the same event, but this one. */
export async function rivalsOf(layer, row) {
  if (!layer.settings.claims) return [];
  layer.claims ||= readJson(layer.id, "text/claims").then(
    (groups) => new Map(groups.flatMap((rows) => rows.map((one) => [one, rows]))),
  );
  return ((await layer.claims).get(row) ?? []).filter((one) => one !== row);
}

/** What others say of the same event, each with its source; `say` is the card's own way with a record. */
export async function claimsOf(layer, row, host, say) {
  const rows = await rivalsOf(layer, row);
  if (!rows.length) return null;
  const { t } = host;
  const records = await Promise.all(
    rows.slice(0, MOST_CLAIMS).map((one) => layer.store.readRow(one)),
  );
  return el(
    "section",
    { class: "sitmap-claims" },
    el("h3", {}, t("claims")),
    records.map((record, at) => claimOf(record, host, say, () => layer.openRows([rows[at]]))),
    rows.length > MOST_CLAIMS &&
      el("p", { class: "sitmap-minor" }, t("more_rows", { n: rows.length - MOST_CLAIMS })),
  );
}

function claimOf(record, { t }, say, open) {
  const day =
    record.day !== undefined &&
    sayDays(record.day, record.end, t.lang, record.date_precision || "day");
  const head = [
    day,
    record.status && t.code("status", record.status),
    record.event_type && t.code("event_type", record.event_type),
  ];
  return el(
    "article",
    { class: "sitmap-claim" },
    el(
      "button",
      { type: "button", class: "sitmap-textbutton", on: { click: open } },
      record.title || record.place || t("untitled"),
    ),
    el("p", { class: "sitmap-minor" }, head.filter(Boolean).join(" · ")),
    record.quote && el("blockquote", { title: t("quote") }, record.quote),
    el(
      "dl",
      {},
      say(record).map(([term, ...value]) => [el("dt", {}, term), el("dd", {}, ...value)]),
    ),
  );
}
