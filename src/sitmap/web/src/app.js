// A sitmap.Map: the page around the Leaflet map. Title, tally, panel, key, notes.

/* global L */

import { makeAbout } from "./about.js";
import { afterFrame, el, reducedMotion } from "./dom.js";
import { makeFilters } from "./filter-panel.js";
import { bindHash } from "./hash.js";
import { directionOf } from "./i18n.js";
import { makeFooter, makeHeader } from "./header.js";
import { makeKey } from "./key.js";
import { makeList } from "./list.js";
import { Panel } from "./panel.js";
import { makeReports } from "./report.js";
import { bindPrint } from "./print.js";
import { Query } from "./query.js";
import { makeTimeline } from "./timeline.js";

const KEYS = { n: "N", p: "P", enter: "Enter", escape: "Escape" };
const FIT_PADDING = 36; // px
const FIT_ZOOM = 13; // no closer than this when the page opens

/** Build the page around the map's element; `makeHost(map)` gives the layers' host. */
export function makeApp(settings, makeHost) {
  const holder = freshHolder(settings.id);
  const stage = el("div", { class: "sitmap-stage" });
  const main = el("div", { class: "sitmap-main" }, stage);
  const root = el("div", { class: "sitmap-app" }, main);
  dress(root, settings);
  holder.replaceWith(root);
  stage.append(holder);
  holder.classList.add("sitmap-map-box");
  const map = makeMap(holder, settings);
  const host = makeHost(map);
  root.lang = host.lang;
  root.dir = directionOf(host.lang);
  holder.dir = "ltr"; // Leaflet places its panes from the left
  for (const [name, value] of Object.entries({
    role: "application",
    "aria-label": `${host.t("map")}: ${settings.title || ""}. ${host.t("map_keys", KEYS)}`,
  }))
    holder.setAttribute(name, value);
  const app = { settings, map, host, root, main, stage, layers: [] };
  app.panel = new Panel(app);
  root.prepend(makeHeader(app));
  root.append(makeFooter(app));
  app.add = (layer, show) => addLayer(app, layer, show);
  app.start = () => startApp(app);
  return app;
}

/** What an embedding page asks for: less of everything but the map, its colour and its letters. */
function dress(root, { compact, accent, font }) {
  root.classList.toggle("is-compact", Boolean(compact));
  if (accent) root.style.setProperty("--accent", accent);
  if (font)
    for (const name of ["--sans", "--serif"])
      root.style.setProperty(name, `${font}, system-ui, sans-serif`);
}

/** The map's element; in a page that a browser saved after it had started, what that run made goes first. */
function freshHolder(id) {
  const holder = document.getElementById(id);
  const former = holder.closest(".sitmap-app");
  if (!former) return holder;
  const fresh = el("div", { class: "folium-map", id });
  former.replaceWith(fresh);
  return fresh;
}

function makeMap(holder, settings) {
  const { max_zoom: maxZoom = 18, tiles } = settings;
  const map = L.map(holder, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: tiles ? 1 : 0.25,
    minZoom: settings.min_zoom ?? 0,
    maxZoom,
    worldCopyJump: true,
    maxBoundsViscosity: 1,
  });
  map.setMaxBounds([
    [-85.1, -1e4],
    [85.1, 1e4],
  ]);
  if (tiles)
    L.tileLayer(tiles.url, {
      ...tiles,
      maxZoom: tiles.max_zoom ?? maxZoom,
      subdomains: tiles.subdomains ?? "abc",
    }).addTo(map);
  L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  return map;
}

/** No farther out than the whole world, seen once in the room that the list beside the map leaves. */
function limitZoom(map, { min_zoom: given, tiles }) {
  if (given === undefined || given === null)
    map.setMinZoom(zoomOfWorld(map.getSize(), tiles ? 1 : 0.25));
}

/** The zoom, in steps, at which the whole world is in sight and not twice. */
function zoomOfWorld({ x, y }, step) {
  const zoom = Math.log2(Math.min(x || 1024, 1.7 * (y || 1024)) / 256);
  return Math.max(0, Math.floor(zoom / step) * step);
}

/** The first view; incidents don't hide behind the key where there is room beside it. */
function setView(map, { bounds, center, zoom }, key = null) {
  if (!bounds) return map.setView(center || [20, 10], zoom ?? 3, { animate: false });
  const beside = key?.offsetWidth && map.getSize().x > 2.5 * key.offsetWidth ? key.offsetWidth : 0;
  return map.fitBounds(bounds, {
    paddingTopLeft: [FIT_PADDING + beside, FIT_PADDING],
    paddingBottomRight: [FIT_PADDING, FIT_PADDING],
    maxZoom: FIT_ZOOM,
    animate: false,
  });
}

function frameAll({ map, settings, stage }) {
  map.invalidateSize({ animate: false, pan: false });
  limitZoom(map, settings);
  setView(map, settings, stage.querySelector(".sitmap-key[open]"));
}

/** A sheet that opens over the map doesn't cover what it tells of. */
function keepInSight({ map, panel }, { layer, row }) {
  const spot = layer.pointOf?.(row);
  if (!spot || !layer._map) return;
  const { x, y } = map.latLngToContainerPoint(spot);
  const box = map.getContainer().getBoundingClientRect();
  const sheet = panel.element.getBoundingClientRect();
  const floor =
    sheet.top > box.top && sheet.width > box.width / 2 ? sheet.top - box.top : box.height;
  if (y > floor - 30 || y < 20 || x < 10 || x > box.width - 10)
    map.panBy([x - box.width / 2, y - floor / 2], { animate: !reducedMotion() });
}

function addLayer(app, layer, show) {
  app.layers.push(layer);
  if (show) layer.addTo(app.map);
}

/** The frame is whole before the map gets its view, so that layers draw once; data fills it when it has been read. */
function startApp(app) {
  const { map, settings, host } = app;
  app.query = host.query = new Query(app);
  const wants = (part) => !settings.controls || settings.controls.includes(part);
  if (wants("list")) makeList(app, app.query, wants("download"));
  if (wants("report")) makeReports(app);
  if (wants("filters")) makeFilters(app, app.query);
  if (wants("about")) makeAbout(app);
  if (wants("key")) makeKey(app);
  if (wants("time")) makeTimeline(app, app.query);
  app.panel.start();
  map.invalidateSize({ animate: false, pan: false });
  limitZoom(map, settings);
  setView(map, settings, app.stage.querySelector(".sitmap-key[open]"));
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    limitZoom(map, settings);
  }).observe(map.getContainer());
  host.emit("counts");
  bindPrint(app);
  host.on("shown", (entry) => requestAnimationFrame(() => keepInSight(app, entry)));
  app.started = app.query.start().then(() => {
    app.timeline?.rebin();
    bindHash(app, app.query);
    afterFrame(() => app.panel.refresh()); // the map first, then the list
  });
}
