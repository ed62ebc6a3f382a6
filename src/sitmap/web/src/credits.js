// Whom a map must credit where it isn't ours: Leaflet's attribution control writes HTML, so every text is escaped.

import { escapeHtml } from "./dom.js";

const credit = (url, text) =>
  `<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`;
export const GEONAMES = `${credit("https://www.geonames.org", "GeoNames")} CC BY 4.0`;
export const NATURAL_EARTH = credit("https://www.naturalearthdata.com", "Natural Earth");

/** A credit of the layer's settings: its text, linked where it has an address of the web. */
export const creditOf = ({ text, url }) =>
  /^https?:\/\//.test(url ?? "") ? credit(escapeHtml(url), escapeHtml(text)) : escapeHtml(text);

/** One line of credits, then the notes of a layer's settings as texts. */
export const attributionOf = (credits, notes) =>
  [...credits, ...[notes ?? []].flat().map(escapeHtml)].join(" \u00b7 ");
