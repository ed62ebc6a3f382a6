// One incident in a list: symbol, title, day, place.

import { dateFormat, sayClock } from "./dates.js";
import { el } from "./dom.js";
import { NO_VALUE } from "./payload.js";
import { siteSwatch, swatch } from "./swatches.js";

export const ROW_HEIGHT = 62; // px

/** Write an entry {layer, row} into an element; its words come when their block has been read. */
export function fillEntry(t, element, { layer, row }, open) {
  const title = el("span", { class: "sitmap-list-title" }, "…");
  const line = el("span", { class: "sitmap-list-line" });
  const listeners = { click: open, focus: () => layer.select?.(row), mouseenter: () => layer.select?.(row) };
  element.append(el("button", { type: "button", class: "sitmap-list-item", on: listeners }, pictureOf(layer, row), el("span", { class: "sitmap-list-words" }, title, line)));
  wordsOf(layer, row, t).then(([name, ...rest]) => {
    title.textContent = name;
    line.append(...rest.map((text) => el("span", {}, text)));
  }, () => (title.textContent = t("untitled")));
}

function pictureOf(layer, row) {
  if (layer.picture) return layer.picture(row);
  if (layer.kind === "presence") return siteSwatch(layer.siteOf(row).kind, layer.stateOf(row));
  return swatch({ symbol: layer.symbolOf[layer.store.type[row]], status: layer.store.code("status", row) });
}

async function wordsOf(layer, row, t) {
  if (layer.words) return layer.words(row, t);
  if (layer.kind === "presence") return [layer.siteOf(row).name, layer.siteOf(row).role || ""];
  const record = await layer.store.readRow(row);
  return [record.title || record.notes?.slice(0, 140) || record.place || t("untitled"), [shortDay(layer.store, row, t), sayClock(record)].filter(Boolean).join(", "), record.place || record.place_name || ""];
}

function shortDay(store, row, t) {
  if (store.day[row] === NO_VALUE) return t("date_unknown");
  return dateFormat(t.lang, { day: "numeric", month: "short", year: "numeric" })(store.day[row]);
}
