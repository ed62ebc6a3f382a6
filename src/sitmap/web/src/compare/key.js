// The key below a map: each class by its colour, as Python says it.

import { el } from "../dom.js";

export function keyPictures(groups) {
  const entries = groups.flatMap(({ entries }) => entries);
  return el(
    "ul",
    { class: "compare-key" },
    entries.map(({ text, picture }) => el("li", {}, swatch(picture.colour), el("span", {}, text))),
  );
}

function swatch(colour) {
  const box = el("span", { class: "compare-swatch", "aria-hidden": "true" });
  box.style.background = colour;
  return box;
}
