// What the bundles beside the first take from it: modules that keep something, of which a page must have one only.

export { CanvasLayer, makePane, pointerEvents } from "./canvas-layer.js";
export { hostOf } from "./host.js";
export { register } from "./registry.js";
export { addPicture, picture, swatch } from "./swatches.js";
export { symbolsOf } from "./symbols.js";
export { FONT, onThemeChange, theme } from "./theme.js";
export { drawBars } from "./timeline-histogram.js";
