// On paper: one page with title, map, key, scale, notes and sources. The map takes the paper's size before it prints.

import { sayDays } from "./dates.js";
import { el } from "./dom.js";
import { sayValue } from "./filter-panel.js";
import { FACETS } from "./filters.js";

const FEW = 6; // values of a filter that a page names

export function bindPrint(app) {
  const { root, map, host } = app;
  let sheet = null;
  let before = null; // the view and the closed parts of the key
  const told = el("p", { class: "sitmap-subtitle sitmap-told" });
  root.querySelector(".sitmap-titles").append(told);
  root.classList.toggle("is-framed", window !== window.top);
  const fit = (printing) => {
    if (printing === Boolean(before)) return; // told twice, by the event and by the media query
    app.putKey?.(printing);
    if (printing)
      before = {
        bounds: map.getBounds(),
        center: map.getCenter(),
        zoom: map.getZoom(),
        folds: [...root.querySelectorAll(".sitmap-key, .sitmap-key-fold")].filter(
          (part) => !part.open,
        ),
      };
    sheet?.remove();
    told.textContent = printing ? sayQuery(app) : "";
    root.classList.toggle("is-printing", printing);
    for (const part of before.folds) part.open = printing;
    map.invalidateSize({ animate: false, pan: false });
    if (printing) map.fitBounds(before.bounds, { animate: false, padding: [0, 0] });
    else map.setView(before.center, before.zoom, { animate: false });
    for (const layer of [...host.layers, ...[...host.layers].map(({ labels }) => labels)])
      if (layer?._map) layer._update();
    sheet = printing ? map.getPane("overlayPane").appendChild(makeSheet(map)) : null;
    if (!printing) before = null;
  };
  addEventListener("beforeprint", () => fit(true));
  addEventListener("afterprint", () => fit(false));
  matchMedia("print").addEventListener("change", ({ matches }) => fit(matches)); // reaches frames in WebKitGTK
}

/** What the reader chose, in words: paper has no timeline and no filters. */
function sayQuery({ query, host: { t } }) {
  const { range, text, chosen } = query;
  const words = [range && sayDays(...range, t.lang), text && `${t("search_for")}: ${text}`];
  for (const facet of FACETS) {
    if (!chosen[facet]) continue;
    const values = [...chosen[facet]].map((value) => sayValue(t, facet, value));
    const more = values.length > FEW ? [t("more_rows", { n: values.length - FEW })] : [];
    words.push(
      `${t(facet.endsWith("_type") ? "types" : `filter_${facet}`)}: ${[...values.slice(0, FEW), ...more].join(", ") || "–"}`,
    );
  }
  return words.filter(Boolean).join(" · ");
}

/** All canvases on one: Chromium prints each canvas as a sheet of its own, white where it is empty. */
function makeSheet(map) {
  const container = map.getContainer();
  const box = container.getBoundingClientRect();
  const scale = 2.5;
  const sheet = el("canvas", {
    class: "sitmap-print-sheet",
    width: box.width * scale,
    height: box.height * scale,
  });
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  Object.assign(sheet.style, {
    width: `${box.width}px`,
    height: `${box.height}px`,
    transform: `translate(${x}px, ${y}px)`,
  });
  const context = sheet.getContext("2d");
  context.scale(scale, scale);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, box.width, box.height);
  for (const part of partsOf(container)) {
    const at = part.getBoundingClientRect();
    context.drawImage(part, at.left - box.left, at.top - box.top, at.width, at.height);
  }
  return sheet;
}

/** Tiles and canvases from the lowest pane to the highest. */
function partsOf(container) {
  const level = (part) =>
    Number(
      getComputedStyle(part.closest(".leaflet-pane[class*='-pane']:not(.leaflet-map-pane)")).zIndex,
    ) || 0;
  return [...container.querySelectorAll("canvas.sitmap-canvas, img.leaflet-tile-loaded")].sort(
    (a, b) => level(a) - level(b),
  );
}
