// The list of what is shown, in step with the map: it is the map's text alternative, too.

import { countOff } from "./about.js";
import { el, everyFrame, replace } from "./dom.js";
import { makeDownload } from "./download.js";
import { fillEntry, ROW_HEIGHT } from "./list-row.js";
import { VirtualList } from "./virtual-list.js";

export function makeList(app, query, downloads = true) {
  const { t } = app.host;
  const view = { newest: true, inView: false, entries: 0, parts: [], sites: [] };
  const list = new VirtualList({
    rowHeight: ROW_HEIGHT,
    label: t("incidents_title"),
    fill: (element, index) => fillRow(app, view, element, index),
  });
  const count = el("span", { class: "sitmap-list-count" });
  const update = () => {
    view.parts = query.shown(view.inView ? app.map.getBounds() : null);
    view.entries = view.parts.reduce((sum, { rows }) => sum + rows.length, 0);
    view.sites = sitesOf(app, view.inView ? app.map.getBounds() : null);
    replace(count, sayListed(view, t));
    list.setCount(view.entries + view.sites.length);
    nothing.hidden = view.entries > 0 || !query.active;
    elsewhere.hidden =
      view.entries > 0 || query.active || !countOff(app) || !app.panel.tabs.has("about");
  };
  const opened = () => app.panel.current === "list" && update();
  const reset = el(
    "button",
    { type: "button", class: "sitmap-textbutton", on: { click: () => query.reset() } },
    t("reset"),
  );
  const nothing = el("p", { class: "sitmap-nothing", hidden: true }, t("nothing"), " ", reset);
  const elsewhere = el(
    "p",
    { class: "sitmap-nothing", hidden: true },
    el(
      "button",
      {
        type: "button",
        class: "sitmap-textbutton",
        on: { click: () => app.panel.toggle("about", true) },
      },
      t("off_map", { n: countOff(app) }),
    ),
  );
  const any = app.layers.some((layer) => layer.hasIncidents);
  const content = [
    query.parted && searchBox(app, query, any),
    controls(t, view, count, update, any),
    nothing,
    elsewhere,
    list.element,
    downloads && makeDownload(app, query, query.parted),
  ];
  app.panel.add("list", t("list"), content, update);
  for (const event of ["settled", "presence"]) app.host.on(event, opened);
  app.map.on(
    "moveend",
    everyFrame(() => view.inView && opened()),
  );
  app.host.on("card", (open) => !open && opened());
  return { list, view };
}

/** "16 incidents · 5 sites": what there is of each. */
function sayListed({ parts, sites }, t) {
  const own = parts.filter(({ layer }) => !layer.listed);
  const n = own.reduce((sum, { rows }) => sum + rows.length, 0);
  const said = [
    (own.length || !(parts.length + sites.length)) && t("incidents", { n }),
    ...parts.map(({ layer, rows }) => layer.listed?.(rows.length, t)),
    ...countBehind(sites, t),
  ];
  return said.filter(Boolean).join(" · ");
}

/** "5 sites": what stands behind the incidents, by the word that its layer counts it in. */
function countBehind(entries, t) {
  const words = new Map();
  for (const { layer } of entries)
    words.set(layer.countedAs, (words.get(layer.countedAs) ?? 0) + 1);
  return [...words].map(([word, n]) => t(word, { n }));
}

function searchBox(app, query, any) {
  const { t } = app.host;
  const label = t(any ? "search" : "find_place");
  const progress = el("progress", {
    class: "sitmap-progress",
    max: "1",
    hidden: true,
    "aria-label": t("searching"),
  });
  const input = el("input", {
    type: "search",
    class: "sitmap-search",
    placeholder: label,
    "aria-label": label,
    autocomplete: "off",
    spellcheck: "false",
  });
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => query.setText(input.value), 220);
  });
  app.host.on("searching", (share) => {
    progress.hidden = share === null;
    progress.value = share ?? 0;
  });
  app.host.on("filtered", () => document.activeElement !== input && (input.value = query.text));
  return el("div", { class: "sitmap-searchbar", role: "search" }, input, progress);
}

function controls(t, view, count, update, any) {
  const check = (label, key, invert) => {
    const box = el("input", { type: "checkbox", checked: invert ? !view[key] : view[key] });
    box.addEventListener("change", () => {
      view[key] = invert ? !box.checked : box.checked;
      update();
    });
    return el("label", {}, box, label);
  };
  return el(
    "div",
    { class: "sitmap-list-bar" },
    count,
    el(
      "span",
      { class: "sitmap-list-checks" },
      any && check(t("oldest_first"), "newest", true),
      check(t("in_view"), "inView"),
    ),
  );
}

/** Sites of the day, behind the incidents. */
function sitesOf({ layers }, bounds) {
  const shown = layers.filter((layer) => layer.rowsListed && layer._map);
  return shown.flatMap((layer) => layer.rowsListed(bounds).map((row) => ({ layer, row })));
}

/** The layer and row at a place of the list: incidents by day, then what is counted, in its own order, then sites. */
export function entryAt({ parts, newest, entries, sites }, index) {
  if (index >= entries) return sites[index - entries];
  let at = index;
  for (const { layer, rows } of parts) {
    if (at < rows.length)
      return { layer, row: rows[newest && !layer.listed ? rows.length - 1 - at : at] };
    at -= rows.length;
  }
  return null;
}

function fillRow(app, view, element, index) {
  const entry = entryAt(view, index);
  if (entry) fillEntry(app.host.t, element, entry, () => showEntry(app, entry));
}

/** Open an entry of the list and bring its mark into view. */
function showEntry(app, { layer, row }) {
  const spot = layer.pointOf(row);
  if (!app.map.getBounds().pad(-0.15).contains(spot)) app.map.panTo(spot, { animate: false });
  if (layer.openRows) layer.openRows([row]);
  else app.host.card.open([{ layer, row }]);
}
