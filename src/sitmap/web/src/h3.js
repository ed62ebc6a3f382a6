// What the page needs of H3's own library (npm h3-js, Apache 2.0), in pages that have cells: a bundle of its own.

export { cellToBoundary, cellToLatLng, latLngToCell } from "h3-js";
