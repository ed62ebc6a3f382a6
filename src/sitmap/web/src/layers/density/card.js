// What the card says of one cell or area: how many, of which types, when; and that nobody knows where in it.

import { sayDay } from "../../dates.js";
import { afterFrame, el } from "../../dom.js";
import { sayMetres } from "../incidents/card.js";
import { swatch } from "../../swatches.js";
import { makeTimeBins } from "../../timebins.js";
import { drawBars } from "../../timeline-histogram.js";
import { onThemeChange } from "../../theme.js";
import { cellMetres } from "./classes.js";
import { foldDays } from "./filters.js";
import { DENSITY_STRINGS } from "./strings.js";
import { namePlace, placeSwatch, sayPoint } from "./places.js";

const BARS = 90; // bars of the card's own timeline at most

export function describePlace(layer, row, host) {
  const { t } = host;
  const { set, at } = layer.placeOf(row);
  const counts = countPlace(layer, set, at);
  return [
    el(
      "p",
      { class: "sitmap-kicker" },
      placeSwatch(layer, row),
      el(
        "span",
        {},
        layer.settings.name === DENSITY_STRINGS.en.density ? t("density") : layer.settings.name,
      ),
    ),
    el("h2", {}, namePlace(layer, row, t)),
    el(
      "p",
      { class: "sitmap-dateline" },
      el("strong", {}, t("incidents", { n: counts.shown })),
      counts.shown === counts.total
        ? null
        : el("span", { class: "sitmap-minor" }, t("of_total", { n: counts.total })),
      sayRange(layer, t),
    ),
    el(
      "p",
      { class: "sitmap-reason" },
      set.resolution === null
        ? t("somewhere_in_area")
        : t("somewhere_in_cell", { size: sayMetres(roundly(cellMetres(set.resolution)), t) }),
    ),
    counts.days && bars(layer, counts, t),
    el(
      "dl",
      {},
      facts(layer, set, at, counts, t).map(([term, value]) => [
        el("dt", {}, term),
        el("dd", {}, value),
      ]),
    ),
    nearer(layer, set, row, t),
  ];
}

/** Everything known of a place: under the filters, and of all. */
function countPlace(layer, set, at) {
  const { store, filters, slice } = layer;
  const level =
    set.resolution !== null && set.resolution > slice.level.resolution ? store.totals : slice.level;
  const range = store.placesIn(level, set, at);
  const histogram = level.histogramOf(...range);
  const pass = filters.passOf(level, level === store.totals ? { range: null } : {});
  const sum = (values, marks) =>
    values.reduce((all, n, slot) => all + (marks === null || marks[slot] ? n : 0), 0);
  const killed = level.fatalities && sum(level.histogramOf(...range, level.fatalities), pass);
  return {
    shown: sum(histogram, pass),
    total: sum(histogram, null),
    types: typesOf(store, level, histogram, pass),
    killed,
    days: daysOf(layer, set, at),
  };
}

function typesOf(store, level, histogram, pass) {
  const counts = store.types.map((type, kind) => {
    let n = 0;
    for (let slot = kind * level.width; slot < (kind + 1) * level.width; slot++)
      if (pass === null || pass[slot]) n += histogram[slot] || 0;
    return { type, kind, n };
  });
  return counts.filter(({ n }) => n).sort((a, b) => b.n - a.n);
}

/** Counts over time, where they are known for a place so small: {bins, total, counted, undated}. */
function daysOf({ store, filters }, set, at) {
  const { timed } = store;
  if (!store.settings.days || (set.resolution !== null && set.resolution > timed.resolution))
    return null;
  const edges = store.bins.edges;
  const bins = makeTimeBins(edges[0], edges[edges.length - 1] - 1, BARS, store.bins.unit);
  const histogram = timed.histogramOf(...store.placesIn(timed, set, at));
  const all = foldDays(store, histogram, null, bins);
  const counted = foldDays(store, histogram, filters.passOf(timed, { range: null }), bins);
  return {
    bins,
    total: all.counts,
    counted: counted.counts,
    undated: counted.undated,
    ends: endsOf(store, histogram, filters.passOf(timed)),
  };
}

/** First and last bin with incidents, as days: the first ones of these bins. */
function endsOf({ timed, bins }, histogram, pass) {
  const found = new Set();
  histogram.forEach(
    (n, slot) =>
      n &&
      (pass === null || pass[slot]) &&
      slot % timed.width < timed.bins &&
      found.add(slot % timed.width),
  );
  return found.size ? [Math.min(...found), Math.max(...found)].map((bin) => bins.edges[bin]) : null;
}

function bars({ filters }, { days }, t) {
  const { bins, total, counted } = days;
  const seen = Array.from(counted, (n, at) =>
    touches(filters.range, bins.edges[at], bins.edges[at + 1]) ? n : 0,
  );
  const most = seen.indexOf(Math.max(...seen));
  const words = t("peak", { n: counted[most], when: sayUnit(bins.edges[most], bins.unit, t) });
  const canvas = el("canvas", {
    class: "sitmap-card-bars",
    role: "img",
    "aria-label": `${t("over_time")}: ${words}`,
  });
  canvas.paint = () =>
    canvas.isConnected &&
    drawBars(canvas, { bins, total, counted, range: filters.range, lang: t.lang });
  afterFrame(canvas.paint);
  const shown = new WeakRef(canvas); // cards come and go
  onThemeChange(() => shown.deref()?.paint());
  return [canvas, el("p", { class: "sitmap-minor" }, `${words} · ${t(`per:${bins.unit}`)}`)];
}

const touches = (range, from, to) => range === null || (from <= range[1] && to > range[0]);
const sayUnit = (day, unit, t) =>
  unit === "week" ? t("week_of", { date: sayDay(day, t.lang) }) : sayDay(day, t.lang, unit);

function sayRange({ filters }, t) {
  return (
    filters.range &&
    el(
      "span",
      { class: "sitmap-minor" },
      filters.range.map((day) => sayDay(day, t.lang)).join(" – "),
    )
  );
}

function facts(layer, set, at, { types, killed, days }, t) {
  const { shapes, store } = layer;
  const isCell = set.resolution !== null;
  const ends = days?.ends?.map((day) => sayUnit(day, store.bins.unit, t));
  const rate = layer.settings.people ? layer.rateOf(at + set.offset) : null;
  return [
    [layer.settings.key?.[0]?.head, rate !== null && t.number(Number(rate.toPrecision(3)))],
    [t("types"), types.map(({ type, kind, n }) => typeLine(layer, type, kind, n, t))],
    [t("killed_told"), killed !== null && killed !== undefined && t.number(killed)],
    [t("first_last"), ends && (ends[0] === ends[1] ? ends[0] : ends.join(" – "))],
    [t("date_unknown"), days?.undated && t("incidents", { n: days.undated })],
    [
      t("coordinates"),
      isCell && [
        el("div", {}, sayPoint(shapes.pointOf(set, at), t)),
        el("div", { class: "sitmap-minor" }, `H3 ${set.resolution}: ${shapes.idOf(set, at)}`),
      ],
    ],
  ].filter(([, value]) => value && value.length !== 0);
}

function typeLine({ symbolOf }, type, kind, n, t) {
  return el(
    "div",
    { class: "sitmap-card-type" },
    swatch({ symbol: symbolOf[kind + 1], status: "reported" }),
    el("span", {}, t.code("event_type", type)),
    el("span", { class: "sitmap-filter-count" }, t.number(n)),
  );
}

/** A way to the smaller cells, where there are any. */
function nearer(layer, set, row, t) {
  if (set.resolution === null || set.resolution >= layer.slice.level.resolution) return null;
  const go = () =>
    layer._map.setView(layer.pointOf(row), layer._map.getZoom() + 1.5, { animate: false });
  return el(
    "p",
    {},
    el("button", { type: "button", class: "sitmap-button", on: { click: go } }, t("smaller_cells")),
  );
}

/** Two digits are as much as an average is worth. */
export const roundly = (metres) => Number(metres.toPrecision(2));
