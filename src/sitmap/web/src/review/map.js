// The offline map beside the fields: the open row's mark, the places it may stand for, the other rows.

/* global L */

import { Layer as BasemapLayer } from "../layers/basemap/layer.js";
import { makePane } from "../canvas-layer.js";
import { el } from "../dom.js";
import { makeHost } from "../host.js";
import { metresPerPixel } from "../mercator.js";
import { countryAt } from "./countries.js";
import { candidatesOf, isAt } from "./places.js";

const CLOSEST = 11; // zoom: no closer than this when a row opens
const AROUND_M = 12000; // shown around a mark on every side, at least
const AIM_PX = 12; // how well a hand aims
const NUMBERED = 9;
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP_PX = 60; // of the map, by an arrow
const FINE_PX = 6; // and with Shift

export class ReviewMap {
  constructor(page) {
    this.page = page;
    this.holder = el("div", { class: "review-map-box", id: "review_map" });
    this.hint = el(
      "div",
      { class: "review-hint", role: "status", hidden: true },
      el("span", {}, page.t("move_how")),
      el(
        "button",
        {
          type: "button",
          class: "sitmap-button",
          on: { click: () => this.set(this.map.getCenter()) },
        },
        page.t("set_here"),
      ),
    );
    this.cross = el("div", { class: "review-cross", hidden: true, "aria-hidden": "true" });
    this.element = el(
      "section",
      { class: "review-map", "aria-label": page.t("map") },
      this.holder,
      this.cross,
      this.hint,
    );
    this.moving = false;
  }

  start() {
    const { page, holder } = this;
    const map = L.map(holder, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.25,
      minZoom: 1,
      maxZoom: 16,
      worldCopyJump: true,
      zoomAnimation: false,
    });
    this.map = map;
    holder.setAttribute("role", "application");
    holder.setAttribute("aria-label", page.t("map"));
    map.setMaxBounds([
      [-85.1, -1e4],
      [85.1, 1e4],
    ]);
    makeHost(map, page.settings);
    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    this.basemap = new BasemapLayer("review_basemap", page.settings.basemap);
    map.setView([20, 10], 2, { animate: false });
    this.basemap.addTo(map);
    makePane(map, "review-mark", 650); // above the candidates, one of which lies at the same spot
    this.marks = L.layerGroup().addTo(map);
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(holder);
    map.on("click", ({ latlng }) => this.moving && this.set(latlng));
    holder.addEventListener("keydown", (event) => this.onKey(event), true);
    return this.basemap.load();
  }

  /** Leaflet lets an arrow pass while the last one still glides: here each moves the map, by less with Shift. */
  onKey(event) {
    const [dx, dy] = ARROWS[event.key] || [];
    if (dx !== undefined)
      this.map.panBy(
        [dx, dy].map((part) => part * (event.shiftKey ? FINE_PX : STEP_PX)),
        { animate: false },
      );
    else if (event.key === "Enter" && this.moving) this.set(this.map.getCenter());
    else if (event.key === "Escape") this.moving ? this.endMove() : this.page.leave();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  startMove() {
    if (!this.page.review.row) return;
    this.toggle(true);
    this.map.invalidateSize({ pan: false });
    this.holder.focus();
  }

  endMove() {
    if (!this.moving) return;
    this.toggle(false);
    this.page.leave();
  }

  toggle(moving) {
    this.moving = moving;
    this.element.classList.toggle("is-moving", moving);
    this.hint.hidden = this.cross.hidden = !moving;
  }

  /** A mark set by hand is as close as a hand aims at this zoom, and not closer than it was told. */
  set(latlng) {
    const { page } = this;
    const spot = latlng.wrap();
    const aim = Math.ceil((AIM_PX * metresPerPixel(spot.lat, this.map.getZoom())) / 100) * 100;
    const values = {
      longitude: spot.lng.toFixed(5),
      latitude: spot.lat.toFixed(5),
      located_by: "review",
      place_id: "",
      match_score: "",
      precision: "near",
      uncertainty_m: aim,
    };
    this.toggle(false);
    page.change("move_mark", {
      ...values,
      country: countryAt(this.basemap.shapes?.countries, spot) || page.get("country"),
    });
    page.leave();
  }

  /** Draw the marks; a row that was opened anew is brought into view. */
  show(anew) {
    const { page, marks } = this;
    const { review } = page;
    marks.clearLayers();
    review.rows.forEach((row, i) => i !== review.at && this.drawOther(row, i));
    const list = candidatesOf(page, review.row);
    list.forEach((one, i) => !isAt(page, one) && this.drawCandidate(one, i));
    const spot = this.spotOf(review.row);
    if (spot) this.drawMark(spot);
    if (anew) this.frame(spot, list);
    else if (spot && !this.map.getBounds().contains(spot)) this.map.panTo(spot, { animate: false });
  }

  spotOf(row) {
    const [lat, lon] = ["latitude", "longitude"].map((name) =>
      Number.parseFloat(this.page.review.get(row, name)),
    );
    return Number.isFinite(lat) &&
      Number.isFinite(lon) &&
      Math.abs(lat) <= 90 &&
      Math.abs(lon) <= 180
      ? L.latLng(lat, lon)
      : null;
  }

  drawOther(row, i) {
    const spot = this.spotOf(row);
    if (!spot) return;
    const gone = this.page.review.isNo(row);
    L.circleMarker(spot, {
      radius: 5,
      className: `review-other ${gone ? "is-drop" : ""}`,
      bubblingMouseEvents: this.moving,
    })
      .on("click", () => !this.moving && this.page.goTo(i))
      .addTo(this.marks);
  }

  drawCandidate(one, i) {
    const icon = L.divIcon({
      className: "review-candidate",
      iconSize: [20, 20],
      html: el("span", {}, i < NUMBERED ? String(i + 1) : "·"),
    });
    L.marker([one.lat, one.lon], { icon, keyboard: false, interactive: !this.moving })
      .on("click", () => this.page.places.take(i + 1))
      .addTo(this.marks);
  }

  drawMark(spot) {
    const radius = Number.parseFloat(this.page.get("uncertainty_m"));
    if (radius > 0)
      L.circle(spot, { radius, className: "review-circle", interactive: false }).addTo(this.marks);
    L.circleMarker(spot, {
      radius: 8,
      className: "review-mark",
      pane: "review-mark",
      interactive: false,
    }).addTo(this.marks);
  }

  frame(spot, list) {
    const { map } = this;
    map.invalidateSize({ pan: false });
    const radius = Math.max(Number.parseFloat(this.page.get("uncertainty_m")) || 0, AROUND_M);
    const bounds = spot
      ? spot.toBounds(2.2 * radius)
      : L.latLngBounds(
          list.length ? list.map(({ lat, lon }) => [lat, lon]) : this.page.settings.bounds,
        );
    map.fitBounds(bounds, { maxZoom: CLOSEST, animate: false, padding: [16, 16] });
  }
}
