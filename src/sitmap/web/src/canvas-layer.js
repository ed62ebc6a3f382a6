// A Leaflet layer with one canvas of its own. L.Renderer keeps it in place while the map pans and zooms.

/* global L */

import { isPrinting } from "./theme.js";

const PAPER = 2.5; // pixels to a CSS pixel on paper: 240 dpi

/** What of the map's pointer and keys a layer with marks answers to. */
export const pointerEvents = (layer) => ({
  click: layer._onClick,
  mousemove: layer._onHover,
  mouseout: layer._onOut,
  keydown: layer._onKey,
});

export const CanvasLayer = L.Renderer.extend({
  options: {
    padding: 0.1, // share of the map's size drawn beyond each edge
    pane: "overlayPane",
  },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._layers = {}; // L.Renderer looks here for vector layers; we have none
  },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._onMove };
  },

  /** L.Renderer would shift the canvas by a part of a pixel here, and blur it. */
  _reset() {
    this._update();
  },

  _initContainer() {
    this._container = L.DomUtil.create("canvas", "sitmap-canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._context = this._container.getContext("2d");
  },

  _destroyContainer() {
    this._container.remove();
    this._container = null;
    this._context = null;
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = isPrinting() ? PAPER : Math.min(devicePixelRatio || 1, 3);
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this._ratio = ratio;
    this._paint();
  },

  /** A drag that outruns the padding shows what lies there. */
  _onMove() {
    if (!this._bounds || this._map._animatingZoom) return;
    const seen = this._map.containerPointToLayerPoint([0, 0]);
    const slack = this._bounds.min;
    const far = this._map.containerPointToLayerPoint(this._map.getSize());
    if (
      seen.x < slack.x ||
      seen.y < slack.y ||
      far.x > this._bounds.max.x ||
      far.y > this._bounds.max.y
    )
      this._update();
  },

  _paint() {
    const context = this._context;
    const pad = this._map.getSize().multiplyBy(this.options.padding).round();
    context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
    context.clearRect(0, 0, this._container.width, this._container.height);
    // (0, 0) is now the map's corner, wherever a drag or a new height has put the canvas since
    const start = this._map.layerPointToContainerPoint(this._bounds.min).round();
    context.translate(-start.x, -start.y);
    this._pad = pad;
    this.draw(context);
  },

  /** Draw again soon: several calls within a frame draw once. */
  redraw() {
    if (!this._container || this._queued) return;
    this._queued = requestAnimationFrame(() => {
      this._queued = null;
      if (this._container) this._paint();
    });
  },

  draw() {}, // for the layer to fill in
});

/** A pane for canvases: it lets the pointer through to the map. */
export function makePane(map, name, zIndex) {
  if (map.getPane(name)) return;
  const pane = map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
}
