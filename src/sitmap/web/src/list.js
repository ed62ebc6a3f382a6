// The list of what is shown, in step with the map: it is the map's text alternative, too.

import { locale } from "./dates.js";
import { el, everyFrame, replace } from "./dom.js";
import { makeDownload } from "./download.js";
import { NO_VALUE } from "./payload.js";
import { swatch } from "./swatches.js";
import { VirtualList } from "./virtual-list.js";

const ROW = 62; // px

export function makeList(app, query) {
  const { t } = app.host;
  const view = { newest: true, inView: false, entries: 0, parts: [] };
  const list = new VirtualList({ rowHeight: ROW, label: t("incidents_title"), fill: (element, index) => fillRow(app, list, view, element, index) });
  const count = el("span", { class: "sitmap-list-count" });
  const update = () => {
    view.parts = query.shown(view.inView ? app.map.getBounds() : null);
    view.entries = view.parts.reduce((sum, { rows }) => sum + rows.length, 0);
    replace(count, t("listed", { n: view.entries }));
    list.setCount(view.entries);
  };
  const opened = () => app.panel.current === "list" && update();
  const content = [searchBox(app, query), controls(t, view, count, update), list.element, makeDownload(app, query)];
  app.panel.add("list", t("list"), content, update);
  app.host.on("settled", opened);
  app.map.on("moveend", everyFrame(() => view.inView && opened()));
  app.host.on("card", (open) => !open && opened());
  return { list, view };
}

function searchBox(app, query) {
  const { t } = app.host;
  const progress = el("progress", { class: "sitmap-progress", max: "1", hidden: true, "aria-label": t("searching") });
  const input = el("input", { type: "search", class: "sitmap-search", placeholder: t("search"), "aria-label": t("search"), autocomplete: "off", spellcheck: "false" });
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

function controls(t, view, count, update) {
  const check = (label, key, invert) => {
    const box = el("input", { type: "checkbox", checked: invert ? !view[key] : view[key] });
    box.addEventListener("change", () => {
      view[key] = invert ? !box.checked : box.checked;
      update();
    });
    return el("label", {}, box, label);
  };
  return el("div", { class: "sitmap-list-bar" }, count, check(t("oldest_first"), "newest", true), check(t("in_view"), "inView"));
}

/** The layer and row at a place of the list. */
export function entryAt({ parts, newest, entries }, index) {
  let at = newest ? entries - 1 - index : index;
  for (const { layer, rows } of parts) {
    if (at < rows.length) return { layer, row: rows[at] };
    at -= rows.length;
  }
  return null;
}

function fillRow(app, list, view, element, index) {
  const entry = entryAt(view, index);
  if (!entry) return;
  const { layer, row } = entry;
  const { store } = layer;
  const { t } = app.host;
  const title = el("span", { class: "sitmap-list-title" }, "…");
  const place = el("span", { class: "sitmap-list-place" });
  const button = el(
    "button",
    { type: "button", class: "sitmap-list-item", on: { click: () => showEntry(app, view, index), focus: () => layer.select(row), mouseenter: () => layer.select(row) } },
    swatch({ symbol: layer.symbolOf[store.type[row]], status: store.code("status", row) }),
    el("span", { class: "sitmap-list-words" }, title, el("span", { class: "sitmap-list-line" }, el("span", {}, shortDay(store, row, t)), place)),
  );
  element.append(button);
  store.readRow(row).then((record) => {
    title.textContent = record.title || record.notes?.slice(0, 140) || record.place || t("untitled");
    place.textContent = record.place || record.place_name || "";
  }, () => (title.textContent = t("untitled")));
}

function shortDay(store, row, t) {
  if (store.day[row] === NO_VALUE) return t("date_unknown");
  return new Intl.DateTimeFormat(locale(t.lang), { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(store.day[row] * 86400000);
}

/** Open an entry of the list and bring its mark into view. */
function showEntry(app, view, index) {
  const { layer, row } = entryAt(view, index);
  const { lat, lon } = layer.store;
  const spot = [lat[row] / 1e5, lon[row] / 1e5];
  if (!app.map.getBounds().pad(-0.15).contains(spot)) app.map.panTo(spot, { animate: false });
  layer.openRows([row]);
}
