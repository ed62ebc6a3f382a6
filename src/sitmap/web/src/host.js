// What a layer needs of its map: words, the card, outlines, and who else draws. A plain folium map gets one on demand.

/* global L */

import { Card } from "./card.js";
import { makeTranslator } from "./i18n.js";
import { el } from "./dom.js";
import { Reports } from "./report-text.js";
import { onThemeChange } from "./theme.js";

const hosts = new WeakMap();
const NOTICE_MS = 8000;
const ON_MAP = ":scope > .sitmap-key, .leaflet-bar, .leaflet-control-scale";

export function hostOf(map) {
  if (!hosts.has(map)) hosts.set(map, new Host(map, {}));
  return hosts.get(map);
}

export function makeHost(map, settings) {
  hosts.set(map, new Host(map, settings));
  return hosts.get(map);
}

class Host {
  constructor(map, settings) {
    this.map = map;
    this.settings = settings;
    this.t = makeTranslator(
      settings.lang || document.documentElement.lang,
      settings.strings ?? undefined,
    );
    this.lang = this.t.lang;
    this.reports = new Reports(settings.reports);
    this.layers = new Set(); // sitmap layers on the map, for redrawing and for labels that make way
    this.outlines = []; // functions (area) => rings of [lon, lat, …] or null
    this.listeners = {};
    this.errors = [];
    this.card = new Card(this);
    this.place(map.getContainer());
    onThemeChange(() => this.redraw());
  }

  /** Put the card into an element; by default it floats over the map. */
  place(element, floating = true) {
    this.card.element.classList.toggle("sitmap-floating", floating);
    element.append(this.card.element);
    L.DomEvent.disableClickPropagation(this.card.element);
    L.DomEvent.disableScrollPropagation(this.card.element);
  }

  on(event, listener) {
    (this.listeners[event] ||= []).push(listener);
  }

  emit(event, ...values) {
    for (const listener of this.listeners[event] || []) listener(...values);
  }

  redraw() {
    for (const layer of this.layers) layer.redraw?.();
  }

  /** Names and area symbols keep clear of what lies on the map: draw those again once it has another size. */
  makeRoom() {
    const covered = String(this.covered());
    if (covered === this.lastCovered) return;
    this.lastCovered = covered;
    for (const layer of this.layers) layer.makeRoom?.();
  }

  /** Boxes in px of the map that the key and the buttons lie on. */
  covered() {
    const box = this.map.getContainer().getBoundingClientRect();
    const parts = [
      ...(this.map.getContainer().parentElement || this.map.getContainer()).querySelectorAll(
        ON_MAP,
      ),
    ];
    return parts
      .map((part) => part.getBoundingClientRect())
      .filter(({ width }) => width)
      .map((part) => [
        part.left - box.left,
        part.top - box.top,
        part.right - box.left,
        part.bottom - box.top,
      ]);
  }

  /** The outline of an area that a place is known to lie in, if any layer has it. */
  outlineOf(area) {
    for (const find of this.outlines) {
      const rings = find(area);
      if (rings) return rings;
    }
    return null;
  }

  /** A place's name as the map writes it, where the basemap knows the place. */
  nameOf(name) {
    for (const { names } of this.layers) if (names?.has(name)) return names.get(name);
    return name;
  }

  fail(error) {
    this.errors.push(String(error.message || error));
    const notice = el(
      "div",
      { class: "sitmap-failed", role: "alert" },
      this.t("failed", { why: String(error.message || error) }),
    );
    this.map.getContainer().append(notice);
  }

  /** A line over the map that goes by itself. */
  notify(text) {
    const notice = el("div", { class: "sitmap-failed", role: "status" }, text);
    this.map.getContainer().append(notice);
    setTimeout(() => notice.remove(), NOTICE_MS);
  }

  tip(text, point) {
    this.tipElement ||= this.map
      .getContainer()
      .appendChild(el("div", { class: "sitmap-tip", "aria-hidden": "true" }));
    this.tipElement.hidden = !text;
    if (!text) return;
    this.tipElement.textContent = text;
    const width = this.map.getSize().x;
    const left = Math.max(
      4,
      Math.min(width - this.tipElement.offsetWidth - 4, point.x - this.tipElement.offsetWidth / 2),
    );
    this.tipElement.style.transform = `translate(${left}px, ${Math.max(4, point.y - this.tipElement.offsetHeight - 14)}px)`;
  }
}
