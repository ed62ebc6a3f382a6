// How each kind of the ground is drawn: pale, so that the incidents stand out. Figures use the same (sitmap/export/figure/ground.py).

const LIGHT = {
  forest: "#e4ebdc",
  green: "#e6eedd",
  builtup: "#efe9df",
  industrial: "#ebe6e6",
  airfield: "#ebe9ef",
  military: "#f0e6e0",
  water: "#d3e1e9",
  building: "#ddd5c8",
  stream: "#b9d0dd",
  canal: "#b3cbd8",
  river: "#a9c5d5",
  municipality: "#c3b8cb",
  district: "#ab9db6",
  border: "#857a8c",
  path: "#c7b99f",
  track: "#cdbf9f",
  service: "#ffffff",
  street: "#ffffff",
  runway: "#cfccd6",
  rail: "#a7a29b",
  tertiary: "#ffffff",
  secondary: "#fdf3d6",
  primary: "#fbe3b3",
  trunk: "#f7cf9c",
  motorway: "#f0b98c",
  casing: "#cfc5b4",
  bare: "#d6cdbe",
  edge: "#c9bfb0",
  words: "#6f675b",
  halo: "rgba(250,248,244,.9)",
  watery: "#5f86a0",
  sign: "#5d6a76",
  sheet: "#ffffff",
};

const DARK = {
  forest: "#232e2b",
  green: "#25312c",
  builtup: "#2a333a",
  industrial: "#2c3238",
  airfield: "#2b3039",
  military: "#332e2f",
  water: "#131c23",
  building: "#38424a",
  stream: "#2b4252",
  canal: "#2f4757",
  river: "#2f4a5c",
  municipality: "#4b4656",
  district: "#5e566c",
  border: "#837990",
  path: "#5a554a",
  track: "#5d5747",
  service: "#3d474f",
  street: "#434e56",
  runway: "#464a55",
  rail: "#6b7178",
  tertiary: "#4a555d",
  secondary: "#57584f",
  primary: "#665f4c",
  trunk: "#74634a",
  motorway: "#846548",
  casing: "#191f24",
  bare: "#3f4a52",
  edge: "#454f58",
  words: "#a9a89f",
  halo: "rgba(24,31,37,.9)",
  watery: "#7fa3ba",
  sign: "#aab6c0",
  sheet: "#232c33",
};

export const coloursOf = ({ paper }) => (paper === "#ffffff" ? LIGHT : DARK);

const AREAS = new Set([
  "forest",
  "green",
  "builtup",
  "industrial",
  "airfield",
  "military",
  "water",
  "building",
]);
export const isArea = (kind) => AREAS.has(kind);

// `bare` is what a road too thin for a casing has in place of white.

// px at zooms 8, 12 and 16; between them the width grows evenly
const WIDTHS = {
  stream: [0.4, 0.7, 1.6],
  canal: [0.5, 1, 2.6],
  river: [0.9, 1.8, 5],
  municipality: [0.5, 0.8, 1.2],
  district: [0.8, 1.2, 1.8],
  border: [1.1, 1.6, 2.6],
  path: [0.4, 0.7, 1.3],
  track: [0.4, 0.8, 1.8],
  service: [0.4, 0.7, 3.4],
  street: [0.4, 0.8, 6],
  runway: [0.8, 2, 14],
  rail: [0.5, 0.9, 2],
  tertiary: [0.6, 1.6, 7],
  secondary: [0.8, 2.2, 8.5],
  primary: [1, 2.8, 10],
  trunk: [1.3, 3.2, 11],
  motorway: [1.5, 3.6, 12],
};
const DASHES = {
  path: [3, 2.5],
  track: [6, 3],
  municipality: [4, 3],
  district: [7, 3, 1.5, 3],
  border: [9, 3, 2, 3],
};
const CASED = new Set([
  "service",
  "street",
  "tertiary",
  "secondary",
  "primary",
  "trunk",
  "motorway",
]);
const CASED_FROM = 1.5; // px

export function widthOf(kind, zoom) {
  const [far, middle, near] = WIDTHS[kind];
  return zoom < 12
    ? Math.max(0.35, far + ((middle - far) * (zoom - 8)) / 4)
    : middle * (near / middle) ** ((zoom - 12) / 4);
}

export const dashOf = (kind) => DASHES[kind] ?? [];
export const hasCasing = (kind, zoom) => CASED.has(kind) && widthOf(kind, zoom) >= CASED_FROM;

/** From which zoom the words along a line are written, by kind; numbers of roads two sooner. */
export const WORDS_FROM = {
  river: 11,
  canal: 13,
  stream: 14,
  street: 15,
  service: 16,
  tertiary: 14,
  secondary: 13,
  primary: 13,
  trunk: 13,
  motorway: 13,
  path: 16,
  track: 16,
};
export const NUMBERED = new Set(["motorway", "trunk", "primary", "secondary"]);
