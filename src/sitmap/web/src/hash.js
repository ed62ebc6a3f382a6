// The view in the URL's hash: where, when, what, and the open card.

import { FACETS } from "./filters.js";
import { toDay, toIso } from "./dates.js";
import { el } from "./dom.js";
import { OWN } from "./store.js";

const MOST_ZOOM = 24; // of any map on the web

/** {zoom, center, range, text, chosen, card} to a hash and back; what is as it was when the page opened is left off. */
export function writeHash({ zoom, center, range, text, chosen = {}, card }) {
  const parts = new URLSearchParams();
  if (center) parts.set("at", `${round(zoom, 2)}/${round(center.lat, 4)}/${round(center.lng, 4)}`);
  if (range) parts.set("days", range.map(toIso).join(".."));
  if (text) parts.set("q", text);
  const facets = Object.keys(chosen);
  for (const facet of facets)
    for (const value of chosen[facet] || []) parts.append(facet, value ?? "");
  for (const facet of facets) if (chosen[facet]?.size === 0) parts.append(facet, "\u0000");
  if (card) parts.set("open", card);
  return parts.toString();
}

export function readHash(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const box = (parts.get("box") || "").split(",").map(Number);
  const at = placeOf(parts.get("at"));
  const chosen = {};
  const own = [...parts.keys()].filter((name) => name.startsWith(OWN));
  for (const facet of new Set([...FACETS, ...own])) {
    const values = parts.getAll(facet);
    if (values.length)
      chosen[facet] = new Set(
        values.filter((value) => value !== "\u0000").map((value) => value || null),
      );
  }
  return {
    zoom: at && at.zoom,
    center: at && { lat: at.lat, lng: at.lng },
    range: daysOf(parts.get("days")),
    text: parts.get("q") || "",
    chosen,
    card: parts.get("open"),
    box: box.length === 4 && box.every(Number.isFinite) ? box : null,
    view: parts.get("view"),
  };
}

/** "9/42.9/20.9" as zoom and place; null for what is none on Earth. */
function placeOf(text) {
  const numbers = (text || "").split("/").map((part) => (part ? Number(part) : NaN));
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
  const [zoom, lat, lng] = numbers;
  const isSomewhere = zoom >= 0 && zoom <= MOST_ZOOM && Math.abs(lat) <= 90 && Math.abs(lng) <= 540;
  return isSomewhere ? { zoom, lat, lng } : null;
}

/** "2022-07-01..2022-08-01" as days, the earlier one first; null where one is in no calendar. */
function daysOf(text) {
  const days = (text || "").split("..");
  if (days.length !== 2 || !days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day))) return null;
  const range = days.map(toDay);
  const isReal = range.every((day, at) => Number.isFinite(day) && toIso(day) === days[at]);
  return isReal ? range.sort((a, b) => a - b) : null;
}

const round = (value, digits) => Number(value.toFixed(digits));

/** A list of the map's views; each is where its address leads. */
export function makeViews(app) {
  const { views = [] } = app.settings;
  if (!views.length) return null;
  const label = app.host.t("views");
  const choices = views.map(({ name }) => el("option", { value: name }, name));
  const list = el(
    "select",
    { class: "sitmap-views", "aria-label": label },
    el("option", { value: "" }, label),
    choices,
  );
  list.addEventListener("change", () => {
    const found = views.find(({ name }) => name === list.value);
    if (found) applyView(app, app.query, readHash(found.hash));
    list.value = "";
  });
  return list;
}

/** Keep the hash in step with the page, and the page with the hash. */
export function bindHash(app, query) {
  const { map, host } = app;
  let written = null;
  let waiting;
  const write = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const entry = host.card.current;
      const card = entry && (await refOf(entry));
      if (entry !== host.card.current) return; // the change to another card writes its own
      written = writeHash({
        zoom: map.getZoom(),
        center: map.getCenter(),
        range: query.range,
        text: query.text,
        chosen: query.chosen,
        card,
      });
      replaceHash(written);
    }, 250);
  };
  const read = () =>
    location.hash.slice(1) !== written &&
    location.hash.length > 1 &&
    apply(app, query, readHash(location.hash));
  if (location.hash.length > 1) read();
  else if (app.settings.view) apply(app, query, { view: app.settings.view });
  map.on("moveend", write);
  for (const event of ["settled", "shown", "card"]) host.on(event, write);
  addEventListener("hashchange", read);
}

/** How a link names what is open: by the id that the table gives it, which holds when rows are added. */
const refOf = async ({ layer, row }) => (await layer.idOf?.(row)) || `${layer.id}.${row}`;

/** A notebook's frame (about:srcdoc) has no address to write to. */
function replaceHash(text) {
  try {
    history.replaceState(history.state, "", `#${text}`);
  } catch {
    // the view can't be linked there
  }
}

/** A view is called by its name; one that the page hasn't got is said. */
function apply(app, query, wanted) {
  if (wanted.view === null) return applyView(app, query, wanted);
  const found = (app.settings.views || []).find(({ name }) => name === wanted.view);
  if (found) applyView(app, query, readHash(found.hash));
  else app.host.notify(app.host.t("view_gone", { name: wanted.view }));
}

function applyView(app, query, wanted) {
  if (wanted.box) {
    const [west, south, east, north] = wanted.box;
    app.map.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      { animate: false },
    );
  }
  if (wanted.center) app.map.setView(wanted.center, wanted.zoom, { animate: false });
  for (const facet of new Set([
    ...FACETS,
    ...Object.keys(wanted.chosen),
    ...Object.keys(query.chosen),
  ])) {
    if (wanted.chosen[facet] || query.chosen[facet])
      query.choose(facet, wanted.chosen[facet] || null);
  }
  if (wanted.range || query.range) query.setRange(wanted.range);
  if (wanted.text !== query.text) query.setText(wanted.text);
  openCard(app, wanted.card);
}

async function openCard(app, wanted) {
  if (!wanted) return;
  const shown = app.layers.filter((layer) => layer._map);
  for (const layer of shown) {
    const row = await layer.rowOf?.(wanted);
    if (row !== undefined && row !== null) return openRow(app, layer, row);
  }
  const [, id, row] = /^(\w+)\.(\d+)$/.exec(wanted) || []; // links of 0.1, and counts by cell, name a layer and a row
  const layer = shown.find((one) => one.id === id);
  if (layer && hasRow(layer, Number(row))) openRow(app, layer, Number(row));
  else app.host.notify(app.host.t("row_gone", { id: wanted }));
}

function openRow({ host }, layer, row) {
  if (layer.openRows) layer.openRows([row]);
  else host.card.open([{ layer, row }]);
}

function hasRow(layer, row) {
  return Boolean(layer.hasRow?.(row));
}
