// A sitmap.Map: the page around the Leaflet map. Title, tally, panel, key, notes.

/* global L */

import { makeAbout } from "./about.js";
import { el } from "./dom.js";
import { makeFilters } from "./filter-panel.js";
import { bindHash } from "./hash.js";
import { makeFooter, makeHeader } from "./header.js";
import { makeKey } from "./key.js";
import { makeList } from "./list.js";
import { Panel } from "./panel.js";
import { bindPrint } from "./print.js";
import { Query } from "./query.js";
import { makeTimeline } from "./timeline.js";

const FIT_PADDING = 36; // px
const FIT_ZOOM = 13; // no closer than this when the page opens

/** Build the page around the map's element; `makeHost(map)` gives the layers' host. */
export function makeApp(settings, makeHost) {
  const holder = document.getElementById(settings.id);
  const stage = el("div", { class: "sitmap-stage" });
  const main = el("div", { class: "sitmap-main" }, stage);
  const root = el("div", { class: "sitmap-app", lang: settings.lang || null }, main);
  holder.replaceWith(root);
  stage.append(holder);
  holder.classList.add("sitmap-map-box");
  const map = makeMap(holder, settings);
  const host = makeHost(map);
  const app = { settings, map, host, root, main, stage, layers: [] };
  app.panel = new Panel(app);
  root.prepend(makeHeader(app));
  root.append(makeFooter(app));
  app.add = (layer, show) => addLayer(app, layer, show);
  app.start = () => startApp(app);
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(holder);
  return app;
}

function makeMap(holder, settings) {
  const { min_zoom: minZoom = 2, max_zoom: maxZoom = 18, tiles } = settings;
  const map = L.map(holder, { attributionControl: false, zoomControl: false, zoomSnap: tiles ? 1 : 0.25, minZoom, maxZoom, worldCopyJump: true, maxBoundsViscosity: 1 });
  map.setMaxBounds([[-85.1, -1e4], [85.1, 1e4]]);
  if (tiles) L.tileLayer(tiles.url, { ...tiles, maxZoom: tiles.max_zoom ?? maxZoom, subdomains: tiles.subdomains ?? "abc" }).addTo(map);
  setView(map, settings);
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  return map;
}

function setView(map, { bounds, center, zoom }) {
  if (bounds) map.fitBounds(bounds, { padding: [FIT_PADDING, FIT_PADDING], maxZoom: FIT_ZOOM, animate: false });
  else map.setView(center || [20, 10], zoom ?? 3, { animate: false });
}

function addLayer(app, layer, show) {
  app.layers.push(layer);
  if (show) layer.addTo(app.map);
}

/** What needs no data stands at once; list, filters and timeline follow when the columns are read. */
function startApp(app) {
  L.control.zoom({ position: "topleft" }).addTo(app.map);
  app.query = app.host.query = new Query(app);
  const wants = (part) => !app.settings.controls || app.settings.controls.includes(part);
  if (wants("list")) makeList(app, app.query);
  if (wants("filters")) app.filters = makeFilters(app, app.query);
  if (wants("about")) makeAbout(app);
  if (wants("key")) makeKey(app);
  app.panel.start();
  setView(app.map, app.settings);
  app.host.emit("counts");
  bindPrint(app);
  app.started = app.query.start().then(() => {
    if (wants("time")) makeTimeline(app, app.query);
    app.filters?.();
    app.panel.refresh();
    bindHash(app, app.query);
  });
}
