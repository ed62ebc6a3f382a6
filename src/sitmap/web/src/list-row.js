// One entry in a list: its picture and its words, as its layer has them.

import { el } from "./dom.js";

export const ROW_HEIGHT = 62; // px

/** Write an entry {layer, row} into an element; its words come when their block has been read. */
export function fillEntry(t, element, { layer, row }, open) {
  const title = el("span", { class: "sitmap-list-title" }, "…");
  const line = el("span", { class: "sitmap-list-line" });
  const listeners = {
    click: open,
    focus: () => layer.select?.(row),
    mouseenter: () => layer.select?.(row),
  };
  element.append(
    el(
      "button",
      { type: "button", class: "sitmap-list-item", on: listeners },
      layer.picture(row),
      el("span", { class: "sitmap-list-words" }, title, line),
    ),
  );
  Promise.resolve(layer.words(row, t)).then(
    ([name, ...rest]) => {
      title.textContent = name;
      line.append(...rest.map((text) => el("span", {}, text)));
    },
    () => (title.textContent = t("untitled")),
  );
}
