// From few to many: ever darker on light paper, ever lighter in the dark, so that it reads without hue too.

const LIGHT = ["#fbe3a2", "#f8c173", "#f0985a", "#dc6b59", "#b54168", "#7c2370", "#3d0f55"];
const DARK = ["#4b2f73", "#6f2f80", "#9c3880", "#c94a70", "#ea6d59", "#f9a05f", "#fde29c"];

/** The ramp that goes with a theme's colours. */
export const rampOf = ({ paper }) => (paper === "#ffffff" ? LIGHT : DARK);
