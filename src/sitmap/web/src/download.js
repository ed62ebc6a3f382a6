// What is shown, as a file of the reader's own.

import { cellsOf, csvLine, featureOf, headOf, mergeHeads } from "./export-format.js";
import { el } from "./dom.js";

/** Buttons for files of the incidents, where there are `any`, and for paper. */
export function makeDownload(app, query, any = true) {
  const { t } = app.host;
  const button = (label, make) =>
    el(
      "button",
      { type: "button", class: "sitmap-button", on: { click: () => save(app, query, make) } },
      label,
    );
  return el(
    "div",
    { class: "sitmap-download", role: "group", "aria-label": t("download") },
    el("span", {}, any && [t("download")]),
    any && button("CSV", asCsv),
    any && button("GeoJSON", asGeoJson),
    el(
      "button",
      { type: "button", class: "sitmap-button", on: { click: () => print() } },
      t("print"),
    ),
  );
}

async function save(app, query, make) {
  const shown = query.shown();
  const incidents = shown.filter(({ layer }) => !layer.files);
  if (incidents.length) offer(app.settings.title, await make(incidents));
  // counts are another table: a file for each
  for (const part of shown)
    if (part.layer.files)
      offer(
        `${app.settings.title} ${incidents.length ? part.layer.settings.name : ""}`,
        await part.layer.files[make.ending](part),
      );
}

function offer(title, { parts, type, ending }) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  el("a", { href: url, download: `${fileName(title)}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

const fileName = (title) =>
  (title || "incidents")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)
    .toLowerCase() || "incidents";

async function asCsv(shown) {
  const head = mergeHeads(shown.map(({ layer }) => headOf(layer.settings, layer.store.codes)));
  const parts = ["\ufeff", csvLine(head.map(({ title }) => title))];
  for (const { layer, rows } of shown) {
    for await (const records of inBlocks(layer.store, rows))
      parts.push(records.map((record) => csvLine(cellsOf(record, head))).join(""));
  }
  return { parts, type: "text/csv", ending: "csv" };
}

async function asGeoJson(shown) {
  const parts = ['{"type":"FeatureCollection","features":['];
  let comma = "";
  for (const { layer, rows } of shown) {
    for await (const records of inBlocks(layer.store, rows)) {
      parts.push(comma + records.map((record) => JSON.stringify(featureOf(record))).join(",\n"));
      comma = ",\n";
    }
  }
  parts.push("]}\n");
  return { parts, type: "application/geo+json", ending: "geojson" };
}

asCsv.ending = "csv";
asGeoJson.ending = "geojson";

async function* inBlocks(store, rows, size = 4096) {
  for (let start = 0; start < rows.length; start += size) {
    yield Promise.all(Array.from(rows.subarray(start, start + size), (row) => store.readRow(row)));
  }
}
