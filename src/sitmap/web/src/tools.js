// Controls on the map: zoom, and back to the first view.

/* global L */

import { el } from "./dom.js";

export function makeTools({ map }) {
  L.control.zoom({ position: "topleft" }).addTo(map);
}

export const toolButton = (sign, label, click) => el("button", { type: "button", class: "sitmap-button", title: label, "aria-label": label, on: { click } }, sign);
