// The key: symbols that the map really has, what precision and status look like, and a switch for each layer.

import { afterFrame, el, replace } from "./dom.js";
import { COARSE } from "./store.js";
import { KINDS, stateOn } from "./sites.js";
import { sayColumn } from "./filter-panel.js";
import { en } from "./strings-en.js";
import { clusterSwatch, precisionSwatch, siteSwatch, swatch } from "./swatches.js";
import { PHONE } from "./panel.js";

const LOW_MAP = 440; // px of map below which the key is closed at first
const PRECISIONS = ["exact", "place", "near", "unknown"];

/** On a wide screen the key lies on the map, on a phone it is a sheet. */
export function makeKey(app) {
  const body = el("div", { class: "sitmap-key-body" });
  const wide = el("details", { class: "sitmap-key", open: app.stage.clientHeight > LOW_MAP }, el("summary", {}, app.host.t("key")));
  const sheet = el("div", { class: "sitmap-key-sheet" });
  const phone = matchMedia(PHONE);
  const move = () => app.putKey(false);
  app.putKey = (onPaper) => (phone.matches && !onPaper ? sheet : wide).append(body);
  app.panel.add("key", app.host.t("key"), sheet);
  app.stage.append(wide);
  new ResizeObserver(() => app.host.makeRoom()).observe(wide);
  phone.addEventListener("change", move);
  move();
  for (const layer of app.layers) {
    if (layer.kind === "basemap") continue;
    const part = el("section", { class: "sitmap-key-layer" });
    body.append(part);
    layer.load().then(() => afterFrame(() => fill(part, layer, app)), () => {}); // the map first
  }
}

function fill(part, layer, app) {
  part.append(heading(layer, app));
  if (layer.kind === "incidents") part.append(...incidentRows(layer, app.host.t));
  layer.fillKey?.(part, app.host);
  if (layer.kind === "presence") fillPresence(part, layer, app.host);
}

/** What stands on the map follows its date. */
function fillPresence(part, layer, host) {
  const rows = el("div", {});
  const write = () => replace(rows, presenceRows(layer, host.t));
  part.append(rows);
  write();
  host.on("presence", write);
}

/** The layer's name is the switch that shows and hides it. */
function heading(layer, { map, host }) {
  const change = (event) => (event.target.checked ? layer.addTo(map) : layer.remove());
  const box = el("input", { type: "checkbox", checked: map.hasLayer(layer), on: { change } });
  return el("label", { class: "sitmap-key-name" }, box, nameOf(layer, host.t));
}

/** The name that the map's maker gave it; the usual one in the page's language. */
function nameOf({ kind, settings: { name } }, t) {
  const key = kind === "incidents" ? "incidents_title" : kind;
  return !name || name === en[key] ? t(key) : name;
}

const row = (picture, text) => el("li", {}, picture, el("span", {}, text));
const group = (title, rows) => (rows.length ? [el("h3", {}, title), el("ul", { class: "sitmap-key-pairs" }, rows)] : []);
/** A part that a reader opens; on a phone and on paper there is room for it. */
const folded = (title, rows) => (rows.length ? [el("details", { class: "sitmap-key-fold", open: matchMedia(PHONE).matches }, el("summary", {}, title), el("ul", {}, rows))] : []);

function incidentRows(layer, t) {
  const { store, symbolOf } = layer;
  const used = (name) => usedCodes(store, name);
  const { categories } = layer.settings;
  const types = used(categories ? "category" : "event_type").sort((a, b) => symbolOf[a] - symbolOf[b]);
  const symbols = types.map((code) => symbolOf[code]);
  const typeRows = types.map((code) => row(swatch({ symbol: symbolOf[code], status: "reported" }), categories ? sayCategory(categories, code - 1, t) : t.code("event_type", store.codes.event_type[code - 1] ?? null)));
  if (store.located > 1) typeRows.push(row(clusterSwatch(symbols.slice(0, 4)), t("cluster")));
  const statuses = used("status").filter(Boolean).map((code) => store.codes.status[code - 1]);
  return [
    ...(categories ? [el("h3", {}, sayColumn(categories.column, t))] : []),
    ...(typeRows.length ? [el("ul", {}, typeRows)] : []),
    ...group(t("status_title"), statuses.length > 1 || statuses.some((status) => status !== "reported") ? statuses.map((status) => row(swatch({ symbol: symbols[0] ?? 0, status }), t.code("status", status))) : []),
    ...folded(t("precision_title"), precisionRows(used("precision").map((code) => store.codes.precision[code - 1] ?? "unknown"), symbols[0] ?? 0, t)),
  ];
}

/** A category in words: what has no value, and the rest, which names what it holds. */
function sayCategory({ column, entries }, at, t) {
  const { label, others, holds } = entries[at];
  if (!others) return at === entries.length - 1 ? t("no_precision") : t.code(column, label);
  return t("other_values", { n: others, values: holds.map((value) => t.code(column, value)).join(", ") + (others > holds.length ? ", …" : "") });
}

function precisionRows(names, symbol, t) {
  const rows = PRECISIONS.filter((name) => names.includes(name)).map((name) => row(precisionSwatch(name, symbol), t(`precision:${name}`)));
  if (names.some((name) => COARSE.includes(name))) rows.push(row(precisionSwatch("admin1", symbol), t("area")));
  return rows;
}

function usedCodes(store, name) {
  const column = store[name];
  const seen = new Uint8Array(store.codes[name].length + 1);
  for (let i = 0; i < store.located; i++) seen[column[i]] = 1;
  return [...seen.keys()].filter((code) => seen[code]);
}

/** Kinds as they look when open, then what closed and uncertain ones look like. */
function presenceRows(layer, t) {
  const shown = layer.sites.map(({ kind, ...site }) => ({ kind, state: stateOn(site, layer.date) })).filter(({ state }) => state);
  const kinds = KINDS.filter((kind) => shown.some((site) => site.kind === kind));
  const states = ["closed", "uncertain"].flatMap((state) => shown.find((site) => site.state === state) ?? []);
  const rows = kinds.map((kind) => row(siteSwatch(kind, "open"), t(`site:${kind}`)));
  return el("ul", { class: "sitmap-key-pairs" }, rows, states.map(({ kind, state }) => row(siteSwatch(kind, state), t(`state:${state}`))));
}
