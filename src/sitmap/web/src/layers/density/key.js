// The key of the counts: what each colour stands for in numbers, how large the cells are, and what was added up.

import { el, replace } from "../../dom.js";
import { sayMetres } from "../incidents/card.js";
import { roundly } from "./card.js";
import { cellMetres, coloursOf, rangesOf } from "./classes.js";
import { colourSwatch } from "./places.js";

const SETTLED = 100; // ms

export function fillKey(layer, part, host) {
  const body = el("div", {});
  const write = () => layer.drawn && replace(body, keyRows(layer, host.t));
  let waiting;
  part.append(body);
  write();
  host.on("density", (changed) => {
    clearTimeout(waiting); // while a range is dragged, the scale changes with every step
    if (changed === layer) waiting = setTimeout(write, SETTLED);
  });
}

function keyRows(layer, t) {
  if (layer.settings.breaks) return saidRows(layer, t);
  const { breaks, set, values } = layer.drawn;
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  const ranges = most ? rangesOf(breaks) : [];
  const rows = ranges.map(([from, to], at) =>
    el(
      "li",
      {},
      colourSwatch((ramp) => coloursOf(ramp, ranges.length)[at]),
      el("span", {}, sayClass(from, to, t)),
    ),
  );
  return [
    el("h3", {}, t(set.resolution === null ? "count_in_area" : "count_in_cell")),
    el("ul", {}, rows),
    ...sayDetail(layer, t).map((text) => el("p", { class: "sitmap-key-note" }, text)),
  ];
}

/** Classes that stay as they are, in the words that Python has for them; the last may be what has no rate. */
function saidRows(layer, t) {
  const [{ head, entries }] = layer.settings.key;
  const classes = layer.settings.breaks.length + 1;
  const rows = entries.map(({ text }, at) =>
    el(
      "li",
      {},
      colourSwatch((ramp, colours) =>
        at < classes ? coloursOf(ramp, classes)[at] : colours.hatch,
      ),
      el("span", {}, text),
    ),
  );
  return [
    el("h3", {}, head),
    el("ul", {}, rows),
    ...sayDetail(layer, t).map((text) => el("p", { class: "sitmap-key-note" }, text)),
  ];
}

function sayClass(from, to, t) {
  if (to === null) return t("and_more", { n: from });
  return from === to ? t.number(from) : t("class_range", { from, to });
}

const sayCell = (resolution, t) => sayMetres(roundly(cellMetres(resolution)), t);

/** How large the cells are now, and what is coarser than in the table. */
export function sayDetail({ store, settings, drawn: { set }, slice }, t) {
  const { timed, totals } = store;
  const told = [];
  if (set.resolution !== null)
    told.push(
      t(set.resolution < slice.level.resolution ? "cells_of_more" : "cells_of", {
        size: sayCell(set.resolution, t),
        h3: `H3 ${set.resolution}`,
      }),
    );
  if (totals && timed.resolution !== totals.resolution)
    told.push(t("coarser_in_time", { size: sayCell(timed.resolution, t) }));
  if (settings.days && settings.unit !== settings.step)
    told.push(
      `${t("counted_per", { unit: t(`per:${settings.unit}`), step: t(`per:${settings.step}`) })}.`,
    );
  if (settings.killed && !timed.fatalities) told.push(t("killed_in_all"));
  if (settings.others) told.push(t("others_together", { n: settings.others }));
  return told;
}
