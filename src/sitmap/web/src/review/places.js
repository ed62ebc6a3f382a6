// Where: the words of the report, the places that they may stand for, how closely it is known.

import { el, replace } from "../dom.js";
import { fold } from "../fold.js";
import { kmInput, labelled, selectInput, textInput } from "./fields.js";

const NOWHERE = {
  place_name: "",
  place_id: "",
  country: "",
  precision: "",
  uncertainty_m: "",
  located_by: "",
  match_score: "",
  longitude: "",
  latitude: "",
};
const NUMBERED = 9; // candidates that a digit takes

export function makePlaces(page) {
  const { t, settings } = page;
  const words = textInput(page, "place", {
    say: () => page.get("place"),
    read: (text) => takeWords(page, text.trim()),
  });
  const km = kmInput(page);
  const precision = selectInput(page, "precision", {
    options: () => [
      el("option", { value: "" }, t("no_precision")),
      ...settings.codes.precision.map((code) =>
        el("option", { value: code }, t(`precision:${code}`)),
      ),
    ],
    read: (code) => ({ precision: code, uncertainty_m: code ? settings.radius_m[code] : "" }),
    say: () => page.get("precision"),
  });
  const group = el("fieldset", { class: "review-places" });
  const move = el(
    "button",
    { type: "button", class: "sitmap-button", on: { click: () => page.map.startMove() } },
    t("move_mark"),
    el("kbd", { "aria-hidden": "true" }, "m"),
  );
  let shown = "";
  return {
    element: el(
      "div",
      {},
      labelled(t("place_words"), words.input, "l"),
      group,
      el(
        "div",
        { class: "review-pair is-place" },
        labelled(t("precision_title"), precision.input),
        labelled(t("within_km"), km.input),
        move,
      ),
      km.told,
    ),
    show() {
      for (const one of [words, km, precision]) one.show();
      const list = candidatesOf(page, page.review.row);
      const now = JSON.stringify([page.review.row.key, list.map(({ at }) => at)]);
      if (now !== shown) replace(group, draw(page, list));
      shown = now;
      check(page, group, list);
    },
    take: (n) => take(page, candidatesOf(page, page.review.row)[n - 1]),
  };
}

/** The places that a row's words may stand for, then others that the report names, each once. */
export function candidatesOf(page, row) {
  if (!row) return [];
  const { candidates, known, places } = page.settings;
  const own =
    known.find(([name]) => name === fold(page.review.get(row, "place")))?.[1] ??
    (row.base === null ? [] : candidates[row.base]);
  const all = [...new Set([...(own || []), ...page.settings.mentioned])];
  return all.map((at) => ({ ...places[at], at }));
}

/** A name that is known is put where it is; another leaves the map, so that none stands where it isn't. */
function takeWords(page, place) {
  if (place === page.get("place")) return { place };
  const [first] = page.settings.known.find(([name]) => name === fold(place))?.[1] ?? [];
  return first === undefined
    ? { place, ...NOWHERE }
    : { ...valuesOf(page.settings.places[first]), place };
}

const valuesOf = ({ name, place_id, country, precision, uncertainty_m, score, lon, lat }) => ({
  place_name: name,
  place_id,
  country,
  precision,
  uncertainty_m,
  located_by: "gazetteer:review",
  match_score: score,
  longitude: lon,
  latitude: lat,
});

/** Take a candidate; the words of the report stay as they are, where there are any. */
function take(page, one) {
  if (one)
    page.change(
      "place_choice",
      { ...valuesOf(one), place: page.get("place") || one.name },
      "place",
    );
}

export const isAt = (page, one) => {
  const near = (name, value) => Math.abs(Number(page.get(name) || NaN) - value) < 1e-6;
  return (
    near("longitude", one.lon) &&
    near("latitude", one.lat) &&
    (!page.get("place_id") || page.get("place_id") === one.place_id)
  );
};

function draw(page, list) {
  const { t } = page;
  const items = list.map((one, i) => {
    const input = el("input", {
      type: "radio",
      name: "review-place",
      value: i,
      on: { change: () => take(page, one) },
    });
    input.addEventListener(
      "keydown",
      (event) => event.key === "Enter" && (event.preventDefault(), page.leave()),
    );
    return el(
      "label",
      { class: "review-place" },
      input,
      i < NUMBERED && el("kbd", { "aria-hidden": "true" }, i + 1),
      el(
        "span",
        {},
        el("span", { class: "review-name" }, one.name),
        " ",
        el(
          "span",
          { class: "sitmap-minor" },
          [one.kind, one.admin1, one.country].filter(Boolean).join(" · "),
        ),
      ),
    );
  });
  return [
    el("legend", { class: "review-label" }, t("place_choice")),
    el("p", { class: "review-where sitmap-minor" }),
    el("div", { class: "review-choices" }, items),
  ];
}

function check(page, group, list) {
  const { t } = page;
  const inputs = [...group.querySelectorAll("input")];
  const at = list.findIndex((one) => isAt(page, one));
  inputs.forEach((input, i) => (input.checked = i === at));
  const placed = page.get("longitude") && page.get("latitude");
  const told =
    at >= 0
      ? ""
      : placed
        ? page.get("located_by") === "review"
          ? t("place_by_hand")
          : page.get("place_name")
        : t(list.length ? "place_unlocated" : "no_candidates");
  replace(group.querySelector(".review-where"), told);
}
