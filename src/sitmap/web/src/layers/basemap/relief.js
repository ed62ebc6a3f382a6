// Shaded relief: light and shade of the land, for who looks from afar; one point of it is some kilometres.

const FULL_TO_ZOOM = 8;
const NONE_FROM_ZOOM = 11; // its points would be blots
const LIGHT = { shade: [64, 56, 44, 0.3], light: [255, 255, 255, 0.75] };
const DARK = { shade: [0, 0, 0, 0.42], light: [190, 205, 220, 0.12] };

/** {pictures: by whether the page is dark} of steps of light (above 0) and shade, the north first. */
export function makeRelief(bytes, { width, height, steps }) {
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, width * height);
  const pictures = new Map();
  const find = (dark) => {
    if (!pictures.has(dark))
      pictures.set(dark, paint(values, width, height, steps, dark ? DARK : LIGHT));
    return pictures.get(dark);
  };
  return { find };
}

/** How much of the relief a zoom shows, from 0 to 1. */
export const strengthAt = (zoom) =>
  Math.min(1, Math.max(0, (NONE_FROM_ZOOM - zoom) / (NONE_FROM_ZOOM - FULL_TO_ZOOM)));

/** Draw it into a rectangle [x, y, width, height]. */
export function drawRelief(context, relief, [x, y, width, height], { zoom, dark }) {
  const strength = strengthAt(zoom);
  if (!strength) return;
  context.save();
  context.globalAlpha = strength;
  Object.assign(context, { imageSmoothingEnabled: true, imageSmoothingQuality: "high" });
  context.drawImage(relief.find(dark), x, y, width, height);
  context.restore();
}

function paint(values, width, height, steps, { shade, light }) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const image = new ImageData(colour(values, steps, shade, light), width, height);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** Red, green, blue and how opaque, for each step. */
export function colour(values, steps, shade, light) {
  const out = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, at) => {
    const [red, green, blue, most] = value < 0 ? shade : light;
    out.set([red, green, blue, (255 * most * Math.abs(value)) / steps], 4 * at);
  });
  return out;
}
