// Web Mercator on a ring of 2**32 units, so that differences of int32 wrap at the antimeridian by themselves.

export const WORLD = 2 ** 32;
export const MAX_LAT = 85.0511287798;
/** The Earth around its equator, in metres (WGS 84). */
export const EQUATOR_M = 2 * Math.PI * 6378137;
const RAD = Math.PI / 180;

export const xOf = (lon) => Math.round(((lon + 180) / 360) * WORLD) | 0;

export function yOf(lat) {
  const clipped = Math.max(-MAX_LAT, Math.min(MAX_LAT, lat));
  const fraction = 0.5 - Math.log(Math.tan(Math.PI / 4 + (clipped * RAD) / 2)) / (2 * Math.PI);
  return Math.min(WORLD - 1, Math.max(0, Math.round(fraction * WORLD))) - 2 ** 31;
}

/** Metres on the ground under one pixel at a latitude. */
export const metresPerPixel = (lat, zoom) => (Math.cos(lat * RAD) * EQUATOR_M) / (256 * 2 ** zoom);

/**
 * The window on the world that a canvas shows.
 * @param center {lat, lng}  @param zoom  @param size {x, y} of the map in px  @param pad px drawn beyond each edge
 */
export function makeView(center, zoom, size, pad = 0) {
  const k = (256 * 2 ** zoom) / WORLD;
  return {
    cx: xOf(center.lng),
    cy: yOf(center.lat),
    k,
    zoom,
    width: size.x,
    height: size.y,
    pad,
    lat: center.lat,
  };
}

export const pixelX = (view, x) => ((x - view.cx) | 0) * view.k + view.width / 2;
export const pixelY = (view, y) => (y - view.cy) * view.k + view.height / 2;

/** Project columns of degrees × 1e5. */
export function projectAll(lat, lon) {
  const x = new Int32Array(lat.length);
  const y = new Int32Array(lat.length);
  const perUnit = WORLD / 360e5;
  let lastLat = NaN;
  let lastY = 0;
  for (let i = 0; i < lat.length; i++) {
    x[i] = (lon[i] + 180e5) * perUnit;
    if (lat[i] !== lastLat) {
      lastLat = lat[i];
      lastY = yOf(lastLat / 1e5);
    }
    y[i] = lastY;
  }
  return { x, y };
}
