// From the inert elements of the page to maps and layers.

import { makeApp } from "./app.js";
import { readSettings } from "./blobs.js";
import { tellFailure } from "./failure.js";
import { makeHost } from "./host.js";
import * as layerKinds from "layer-kinds"; // one of each folder of layers/ (build.mjs)
import { KINDS, register } from "./registry.js";

for (const { kind, Layer, STRINGS } of Object.values(layerKinds)) register(kind, Layer, STRINGS);
const LONGEST_FRAME = 100; // ms
const READY = "sitmap:ready"; // in the browser's timeline: the map is drawn and answers, though texts may still be read
const apps = new Map();
const layers = new Map();
const waiting = new Set();

let resolve;

/** Resolves when every shown layer has drawn. */
export const ready = new Promise((done) => {
  resolve = done;
});

/** Make every map of the page with its layers; safe to call twice. */
export function boot() {
  tellFailure(() => {
    for (const { settings } of readSettings("script.sitmap-map")) {
      if (!apps.has(settings.id)) startMap(settings);
    }
  });
  finish();
}

/** What is damaged costs itself alone: the other layers are drawn, and a line says what is missing. */
function startMap(settings) {
  const app = makeApp(settings, (map) => makeHost(map, settings));
  const fail = (error) => app.host.fail(error);
  apps.set(settings.id, app);
  window[settings.id] = app.map;
  const lost = new Set(settings.layers);
  for (const element of document.querySelectorAll("script.sitmap-layer")) {
    const { map, layer: id } = element.dataset;
    if (map !== settings.id) continue;
    lost.delete(id);
    tellFailure(() => {
      const made = (window[id] = layer(id));
      app.add(made, made.settings.show !== false);
    }, fail);
  }
  for (const id of lost) fail(new Error(`the page lacks its layer ${id}`));
  tellFailure(() => app.start(), fail);
  if (app.started) track(app.started);
}

/** Make one layer from its element; the caller adds it to a map. */
export function layer(id) {
  if (layers.has(id)) return layers.get(id);
  const [found] = readSettings(`script.sitmap-layer[data-layer="${CSS.escape(id)}"]`);
  if (!found) throw new Error(`the page has no sitmap layer ${id}`);
  const Kind = KINDS[found.settings.kind];
  if (!Kind) throw new Error(`layer ${id}: unknown kind ${found.settings.kind}`);
  const made = new Kind(id, found.settings);
  layers.set(id, made);
  if (found.settings.show !== false) track(made.load());
  return made;
}

function track(loading) {
  waiting.add(loading);
  const done = () => {
    waiting.delete(loading);
    finish();
  };
  loading.then(done, done);
}

/** Layers paint when they are read; names follow in the next frame, which a page that is still being read may delay. */
function finish() {
  if (waiting.size) return;
  const done = () => {
    if (waiting.size) return;
    if (!performance.getEntriesByName(READY).length) performance.mark(READY);
    resolve();
  };
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, LONGEST_FRAME);
}

/** What the reader of a map sees, as plain data. */
export function state(id) {
  const app = apps.get(id);
  const map = app ? app.map : window[id];
  const shown = [...layers.values()].filter((one) => one._map && one._map === map);
  const counts = shown.filter((one) => one.hasIncidents);
  const sum = (pick) => counts.reduce((total, one) => total + pick(one), 0);
  return {
    rows: sum((one) => one.settings.rows),
    located: sum((one) => one.settings.located),
    visible: sum((one) => one.countVisible()),
    layers: shown.map((one) => ({
      id: one.id,
      kind: one.settings.kind,
      name: one.settings.name,
      sites: one.shown?.length,
      counted: one.rowsShown && one.countVisible(),
    })),
    errors: app ? app.host.errors : [],
  };
}
