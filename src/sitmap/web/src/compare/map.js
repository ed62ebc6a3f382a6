// One of the maps: the places filled by their class, above the basemap that all maps share.

/* global L */

import { Layer as BasemapLayer } from "../layers/basemap/layer.js";
import { el } from "../dom.js";
import { makeHost } from "../host.js";
import { keyPictures } from "./key.js";

const CHOSEN = { color: "#111", weight: 2.5, fillOpacity: 0.86 };
const NONE = { fillOpacity: 0 };

export class CompareMap {
  /** @param told {title, subtitle, key, fills: colour of each place or null} */
  constructor(page, told, at) {
    this.page = page;
    this.told = told;
    this.holder = el("div", { class: "compare-map-box", id: `compare_map_${at}` });
    const head = el(
      "figcaption",
      { class: "compare-head" },
      el("h2", {}, told.title),
      told.subtitle && el("p", {}, told.subtitle),
    );
    this.element = el(
      "figure",
      { class: "compare-map", id: `compare_${at}` },
      head,
      this.holder,
      keyPictures(told.key),
    );
  }

  start(basemap) {
    const { page, holder, told } = this;
    const map = L.map(holder, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.25,
      minZoom: 1,
      maxZoom: 14,
      worldCopyJump: true,
      zoomAnimation: false,
      fadeAnimation: false,
      inertia: false,
      scrollWheelZoom: false,
    });
    this.map = map;
    holder.setAttribute("role", "application");
    holder.setAttribute("aria-label", told.title);
    map.setMaxBounds([
      [-85.1, -1e4],
      [85.1, 1e4],
    ]);
    makeHost(map, page.settings);
    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map);
    map.fitBounds(page.settings.bounds, { animate: false });
    const ground = new BasemapLayer("compare_basemap", basemap);
    ground.addTo(map);
    map.createPane("compare-places").style.zIndex = 300; // it answers to a pointer, unlike the basemap's
    this.drawPlaces();
    new ResizeObserver(() => this.fit()).observe(holder);
    map.on("moveend", () => page.follow(this));
    map.on("click", () => page.choose(null));
    map.on("focus", () => map.scrollWheelZoom.enable()); // a page that scrolls must not stop at a map
    map.on("blur", () => map.scrollWheelZoom.disable());
    return ground.load();
  }

  /** A map that was hidden has no size: it takes the others' view once it has. */
  fit() {
    if (!this.holder.offsetWidth) return;
    this.page.placeAnew(this);
  }

  drawPlaces() {
    const renderer = L.canvas({ pane: "compare-places", padding: 0.3 });
    this.shapes = this.page.places.map(({ rings, row }, at) => {
      const shape = L.polygon(rings, {
        renderer,
        pane: "compare-places",
        smoothFactor: 0.5,
        bubblingMouseEvents: false,
        ...this.styleOf(at),
      });
      shape.on("click", () => this.page.choose(row >= 0 ? row : null));
      shape.on("mouseover", () => this.page.tell(at));
      return shape.addTo(this.map);
    });
  }

  styleOf(at) {
    const fill = this.told.fills[at];
    return {
      color: "#5d6872",
      weight: 0.8,
      opacity: 0.9,
      ...(fill === null ? NONE : { fillColor: fill, fillOpacity: 0.82 }),
      fill: true,
    };
  }

  mark(at, chosen) {
    const shape = this.shapes[at];
    if (!shape) return;
    const own = this.styleOf(at);
    shape.setStyle(
      chosen ? { ...own, ...CHOSEN, fillOpacity: own.fillOpacity && CHOSEN.fillOpacity } : own,
    );
    if (chosen) shape.bringToFront();
  }
}
