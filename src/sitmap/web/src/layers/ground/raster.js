// A picture of the user's own on the ground: in Web Mercator already, so that it is drawn into a rectangle.

import { readBlob } from "../../blobs.js";
import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { escapeHtml } from "../../dom.js";
import { hostOf } from "../../host.js";

export const RasterLayer = CanvasLayer.extend({
  options: { pane: "sitmap-raster", padding: 0.15 },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
  },

  load() {
    const decode = (bytes) => createImageBitmap(new Blob([bytes], { type: "image/webp" }));
    this.loading ||= readBlob(this.id, "picture")
      .then(decode)
      .then((picture) => {
        this.picture = picture;
        return this;
      });
    return this.loading;
  },

  onAdd(map) {
    makePane(map, "sitmap-raster", 170);
    this.host = hostOf(map);
    this.host.layers.add(this);
    CanvasLayer.prototype.onAdd.call(this, map);
    this.load().then(
      () => this._container && this._paint(),
      (error) => this.host.fail(error),
    );
  },

  onRemove(map) {
    this.host.layers.delete(this);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  getAttribution() {
    return escapeHtml(this.settings.credit ?? "");
  },

  draw(context) {
    if (!this.picture) return;
    const [[south, west], [north, east]] = this.settings.bounds;
    const centre = this._map.project(this._map.getCenter());
    const size = this._map.getSize();
    const place = (lat, lon) =>
      this._map.project([lat, lon]).subtract(centre).add(size.divideBy(2));
    const [topLeft, bottomRight] = [place(north, west), place(south, east)];
    context.globalAlpha = this.settings.opacity;
    context.drawImage(
      this.picture,
      topLeft.x,
      topLeft.y,
      bottomRight.x - topLeft.x,
      bottomRight.y - topLeft.y,
    );
    context.globalAlpha = 1;
  },
});
