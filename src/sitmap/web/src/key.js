// The key: symbols that the map really has, what precision and status look like, and a switch for each layer.

import { afterFrame, el } from "./dom.js";
import { PHONE } from "./panel.js";
import { keyRow, pictureOf } from "./swatches.js";

const LOW_MAP = 440; // px of map below which the key is closed at first

/** On a wide screen the key lies on the map, on a phone it is a sheet. */
export function makeKey(app) {
  const body = el("div", { class: "sitmap-key-body" });
  const wide = el(
    "details",
    { class: "sitmap-key", open: app.stage.clientHeight > LOW_MAP },
    el("summary", {}, app.host.t("key")),
  );
  const sheet = el("div", { class: "sitmap-key-sheet" });
  const phone = matchMedia(PHONE);
  const move = () => app.putKey(false);
  app.putKey = (onPaper) => (phone.matches && !onPaper ? sheet : wide).append(body);
  app.panel.add("key", app.host.t("key"), sheet);
  app.stage.append(wide);
  new ResizeObserver(() => app.host.makeRoom()).observe(wide);
  phone.addEventListener("change", move);
  move();
  app.host.on("counts", () => body.classList.toggle("is-filtered", Boolean(app.query?.active))); // its numbers are of the whole map
  for (const layer of [...app.layers].sort((a, b) => Boolean(a.isGround) - Boolean(b.isGround))) {
    if (layer.isGround && !layer.settings?.key) continue; // what the map stands on comes last
    const part = el("section", { class: "sitmap-key-layer" });
    body.append(part);
    layer.load().then(
      () => afterFrame(() => fill(part, layer, app)),
      () => {},
    ); // the map first
  }
}

/** What each layer says of itself; one whose key follows the map writes its own. */
function fill(part, layer, app) {
  if (layer.isGround) return fillGround(part, layer, app);
  part.append(heading(layer, app));
  if (layer.fillKey) layer.fillKey(part, app.host);
  else
    part.append(
      ...(layer.settings.key ?? []).flatMap((group) => groupRows(group, layer, app.host.t)),
    );
}

/** Of what the map stands on: what the zoom shows, in a fold. */
function fillGround(part, layer, { map, host }) {
  const groups = layer.settings.key;
  part.append(...groups.flatMap((group) => groupRows(group, layer, host.t)));
  const entries = groups.flatMap((group) => group.entries);
  const rows = [...part.querySelectorAll("li")];
  const follow = () => {
    rows.forEach((row, at) => (row.hidden = entries[at].picture.zoom > map.getZoom() + 0.25));
    part.hidden = rows.every((row) => row.hidden);
  };
  map.on("zoomend", follow);
  follow();
}

/** The layer's name is the switch that shows and hides it. */
function heading(layer, { map, host }) {
  const change = (event) => (event.target.checked ? layer.addTo(map) : layer.remove());
  const box = el("input", { type: "checkbox", checked: map.hasLayer(layer), on: { change } });
  return el(
    "label",
    { class: "sitmap-key-name" },
    box,
    layer.settings.heading,
    lineOf(layer.settings),
  );
}

/** A layer that is lines of one kind shows them beside its name. */
function lineOf({ key = [], heading: name }) {
  const [entry, ...others] = key.flatMap(({ entries }) => entries);
  return entry && !others.length && entry.picture?.kind === "line" && entry.text === name
    ? pictureOf(entry.picture)
    : null;
}

function groupRows({ head, entries, notes = [], folded = false }, { settings }, t) {
  const told = entries.filter(
    ({ text, picture }) =>
      !(picture?.kind === "line" && text === settings.heading && entries.length === 1),
  );
  const isPairs = !folded && entries.every(({ n }) => n === undefined);
  const list = told.length
    ? [
        el(
          "ul",
          { class: isPairs ? "sitmap-key-pairs" : null },
          told.map((entry) =>
            keyRow(
              pictureOf(entry.picture),
              entry.text,
              entry.n === undefined ? "" : t.number(entry.n),
            ),
          ),
        ),
      ]
    : [];
  const lines = notes.map((text) => el("p", { class: "sitmap-key-note" }, text));
  if (folded)
    return [
      el(
        "details",
        { class: "sitmap-key-fold", open: matchMedia(PHONE).matches },
        el("summary", {}, head),
        list,
        lines,
      ),
    ]; // on a phone and on paper there is room for it
  return [...(head ? [el("h3", {}, head)] : []), ...list, ...lines];
}
