// On paper: one page with title, map, key, scale, notes and sources. The map takes the paper's size before it prints.

import { el } from "./dom.js";

export function bindPrint(app) {
  const { root, map, host } = app;
  let sheet = null;
  const fit = (printing) => {
    const bounds = map.getBounds();
    sheet?.remove();
    root.classList.toggle("is-printing", printing);
    const key = root.querySelector(".sitmap-key");
    for (const part of [key, ...root.querySelectorAll(".sitmap-key-fold")]) if (part && printing) part.open = true;
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(bounds, { animate: false, padding: [0, 0] });
    for (const layer of [...host.layers, ...[...host.layers].map(({ labels }) => labels)]) if (layer?._map) layer._update();
    sheet = printing ? map.getPane("overlayPane").appendChild(makeSheet(map)) : null;
  };
  addEventListener("beforeprint", () => fit(true));
  addEventListener("afterprint", () => fit(false));
}

/** All canvases on one: Chromium prints each canvas as a sheet of its own, white where it is empty. */
function makeSheet(map) {
  const container = map.getContainer();
  const box = container.getBoundingClientRect();
  const scale = 2.5;
  const sheet = el("canvas", { class: "sitmap-print-sheet", width: box.width * scale, height: box.height * scale });
  const { x, y } = map.containerPointToLayerPoint([0, 0]);
  Object.assign(sheet.style, { width: `${box.width}px`, height: `${box.height}px`, transform: `translate(${x}px, ${y}px)` });
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
  const level = (part) => Number(getComputedStyle(part.closest(".leaflet-pane[class*='-pane']:not(.leaflet-map-pane)")).zIndex) || 0;
  return [...container.querySelectorAll("canvas.sitmap-canvas, img.leaflet-tile-loaded")].sort((a, b) => level(a) - level(b));
}
