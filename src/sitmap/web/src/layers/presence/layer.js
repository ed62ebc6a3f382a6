// Sites of a mission as they stood on the map's date.

import { drawLeader } from "../../area-marks.js";
import { CanvasLayer, makePane } from "../../canvas-layer.js";
import { sayIso } from "../../dates.js";
import { el, link, replace } from "../../dom.js";
import { hostOf } from "../../host.js";
import { sayMetres } from "../incidents/card.js";
import { makeView, metresPerPixel, pixelX, pixelY, xOf, yOf } from "../../mercator.js";
import { boxAround, Room, spotsAround, stepsAround } from "../../room.js";
import { sayWhose } from "../../report.js";
import { cutAt } from "../../report-text.js";
import { drawSite, isoEnds, KINDS, stateOn, strengthOn } from "./sites.js";
import { keyRow, siteSwatch } from "../../swatches.js";
import { FONT, theme } from "../../theme.js";

const REACH = 13; // px around a site that answers a click
const TOGETHER = 15; // px
const ASIDE = stepsAround([17, 21, 26, 33, 42], 8); // px: where a site stands that an incident would cover
const SIZE = 9; // px from the middle of a symbol to its edge
const NAMES_FROM_ZOOM = 9;

export const kind = "presence";

export const Layer = CanvasLayer.extend({
  options: { pane: "sitmap-presence" },

  initialize(id, settings) {
    CanvasLayer.prototype.initialize.call(this, {});
    this.id = id;
    this.settings = settings;
    this.manyHere = "sites_here";
    this.countedAs = "sites";
    this.opening = this.date = settings.date || new Date().toISOString().slice(0, 10);
    this.sites = settings.sites
      .map((site, row) => ({ ...site, row }))
      .filter((site) => Number.isFinite(site.lat) && Number.isFinite(site.lon));
    this.shown = [];
  },

  load() {
    return Promise.resolve(this);
  },

  onAdd(map) {
    this.host = hostOf(map);
    this.host.layers.add(this);
    makePane(map, "sitmap-presence", 395);
    CanvasLayer.prototype.onAdd.call(this, map);
    map.on({ click: this._onClick, mousemove: this._onHover, "sitmap:marks": this.redraw }, this);
  },

  onRemove(map) {
    this.host.layers.delete(this);
    map.off({ click: this._onClick, mousemove: this._onHover, "sitmap:marks": this.redraw }, this);
    CanvasLayer.prototype.onRemove.call(this, map);
  },

  /** Show what stood on a day (ISO; null: the map's own). */
  setDate(date) {
    if ((date || this.opening) === this.date) return;
    this.date = date || this.opening;
    this.redraw();
    this.host?.emit("presence");
  },

  draw(context) {
    const colours = theme();
    this.view = makeView(this._map.getCenter(), this._map.getZoom(), this._map.getSize());
    this.shown = this._stand(this.view);
    const groups = groupSites(this.shown);
    for (const [entry, ...others] of groups)
      if (!others.length) this._drawRadius(context, colours, entry);
    this._stepAside(groups);
    for (const [entry] of groups) drawLeader(context, colours, entry);
    for (const group of groups) drawGroup(context, colours, group, this.host.t);
    if (this.view.zoom >= NAMES_FROM_ZOOM) this._drawNames(context, colours);
    this._map.fire("sitmap:drawn");
  },

  /** Sites of the day with their state and their point on the map. */
  _stand(view) {
    const entries = this.sites.map((site) => ({
      site,
      state: stateOn(site, this.date),
      x: pixelX(view, xOf(site.lon)),
      y: pixelY(view, yOf(site.lat)),
    }));
    return entries.filter(({ state }) => state !== null);
  },

  siteBoxes(view) {
    return this._stand(view).map((entry) => boxAround(entry, SIZE));
  },

  /** A site that an incident would hide stands beside it, with a line to where it is. */
  _stepAside(groups) {
    const room = new Room(this._incidentBoxes());
    for (const [entry] of groups) {
      entry.anchor = { x: entry.x, y: entry.y };
      const spots = ASIDE.map(([dx, dy]) => ({ x: entry.x + dx, y: entry.y + dy }));
      Object.assign(
        entry,
        spots.find((spot) => room.isFree(boxAround(spot, SIZE - 2))),
      );
      room.add(boxAround(entry, SIZE));
    }
  },

  _incidentBoxes() {
    return [...this.host.layers].flatMap((layer) => (layer.hasIncidents ? layer.boxes() : []));
  },

  _drawRadius(context, colours, { site, x, y }) {
    const r = (site.uncertainty_m || 0) / metresPerPixel(site.lat, this.view.zoom);
    if (r < 10 || r > 3000) return;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.globalAlpha = 0.5;
    context.strokeStyle = colours.presence;
    context.lineWidth = 1;
    context.setLineDash([2, 3]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  },

  _drawNames(context, colours) {
    const room = new Room([
      ...this.shown.map((entry) => boxAround(entry, SIZE)),
      ...this._incidentBoxes(),
      ...this.host.covered(),
    ]);
    Object.assign(context, {
      font: `600 11px ${FONT}`,
      textAlign: "left",
      textBaseline: "middle",
      lineJoin: "round",
    });
    for (const entry of this.shown) {
      if (entry.grouped) continue;
      const width = context.measureText(entry.site.name).width;
      const spot = spotsAround(boxAround(entry, SIZE), width).find(
        ([x, y]) =>
          x + width < this.view.width && room.isFree([x - 1, y - 7, x + width + 1, y + 7]),
      );
      if (!spot) continue;
      entry.label = [spot[0] - 1, spot[1] - 7, spot[0] + width + 1, spot[1] + 7];
      room.add(entry.label);
      Object.assign(context, {
        strokeStyle: colours.halo,
        lineWidth: 3.5,
        fillStyle: entry.state === "open" ? colours.presence : colours.muted,
      });
      context.strokeText(entry.site.name, spot[0], spot[1] + 0.5);
      context.fillText(entry.site.name, spot[0], spot[1] + 0.5);
    }
  },

  boxes() {
    return this.shown.flatMap(({ x, y, label }) => [
      [x - 10, y - 10, x + 10, y + 10],
      ...(label ? [label] : []),
    ]);
  },

  _at({ x, y }) {
    let best = null;
    for (const entry of this.shown) {
      if (entry.grouped) continue;
      const far = Math.hypot(entry.x - x, entry.y - y);
      if (far < REACH && (!best || far < best.far)) best = { far, ...entry };
    }
    return best;
  },

  _onClick(event) {
    if (event.originalEvent.sitmapTaken) return;
    const found = this._at(event.containerPoint);
    if (!found) return;
    event.originalEvent.sitmapTaken = true;
    this.host.card.open(found.group.map(({ site }) => ({ layer: this, row: site.row })));
  },

  _onHover(event) {
    const found = this._at(event.containerPoint);
    if (found === null && this.hovered === null) return;
    if (found?.site === this.hovered) return;
    this.hovered = found ? found.site : null;
    if (found) this._map.getContainer().classList.add("sitmap-pointing");
    this.host.tip(
      found
        ? found.group
            .map(({ site }) => site.name)
            .slice(0, 4)
            .join(", ") + (found.group.length > 4 ? " …" : "")
        : null,
      found,
    );
  },

  siteOf(row) {
    return this.sites.find((site) => site.row === row);
  },

  stateOf(row) {
    return stateOn(this.siteOf(row), this.date) || "uncertain";
  },

  pointOf(row) {
    const { lat, lon } = this.siteOf(row);
    return [lat, lon];
  },

  /** The id that links name a site by. */
  idOf(row) {
    return this.sites.find((site) => site.row === row)?.site_id;
  },

  rowOf(id) {
    return this.sites.find((site) => site.site_id === id)?.row ?? null;
  },

  hasRow(row) {
    return this.sites.some((site) => site.row === row);
  },

  picture(row) {
    return siteSwatch(this.siteOf(row).kind, this.stateOf(row));
  },

  words(row) {
    return [this.siteOf(row).name, this.siteOf(row).role || ""];
  },

  /** Rows of the sites of the day, in the list behind the incidents. */
  rowsListed(bounds) {
    const isListed = (site) =>
      stateOn(site, this.date) && (!bounds || bounds.contains([site.lat, site.lon]));
    return this.sites.filter(isListed).map(({ row }) => row);
  },

  /** What stands on the map follows its date, and so does the key. */
  fillKey(part, host) {
    const rows = el("div", {});
    const write = () => replace(rows, keyRows(this, host.t));
    part.append(rows);
    write();
    host.on("presence", write);
  },

  describe(row, host) {
    return describeSite(this.siteOf(row), this, host);
  },
});

/** Kinds as they look when open, then what closed and uncertain ones look like. */
function keyRows(layer, t) {
  const shown = layer.sites
    .map(({ kind: own, ...site }) => ({ kind: own, state: stateOn(site, layer.date) }))
    .filter(({ state }) => state);
  const kinds = KINDS.filter((one) => shown.some((site) => site.kind === one));
  const states = ["closed", "uncertain"].flatMap(
    (state) => shown.find((site) => site.state === state) ?? [],
  );
  const rows = kinds.map((one) => keyRow(siteSwatch(one, "open"), t(`site:${one}`)));
  return el(
    "ul",
    { class: "sitmap-key-pairs" },
    rows,
    states.map(({ kind: own, state }) => keyRow(siteSwatch(own, state), t(`state:${state}`))),
  );
}

/** Sites whose symbols would cover one another stand together; open ones come first. */
function groupSites(shown) {
  const order = { open: 0, uncertain: 1, closed: 2 };
  const groups = [];
  for (const entry of [...shown].sort((a, b) => order[a.state] - order[b.state])) {
    const near = groups.find(
      ([first]) => Math.hypot(first.x - entry.x, first.y - entry.y) < TOGETHER,
    );
    entry.grouped = Boolean(near);
    entry.group = near || [entry];
    if (near) near.push(entry);
    else groups.push(entry.group);
  }
  return groups;
}

function drawGroup(context, colours, group, t) {
  const [{ site, state, x, y }] = group;
  drawSite(context, colours, { kind: site.kind, state, x, y });
  if (group.length === 1) return;
  context.beginPath();
  context.arc(x + 8, y - 8, 7.5, 0, 2 * Math.PI);
  Object.assign(context, {
    fillStyle: colours.paper,
    strokeStyle: colours.presence,
    lineWidth: 1.2,
  });
  context.fill();
  context.stroke();
  Object.assign(context, {
    font: `600 9.5px ${FONT}`,
    textAlign: "center",
    textBaseline: "middle",
    fillStyle: colours.ink,
  });
  context.fillText(t.number(group.length), x + 8, y - 7.5);
}

function describeSite(site, layer, host) {
  const { t } = host;
  const state = layer.stateOf(site.row);
  const facts = [
    ["role", site.role],
    ["lead_nation", site.lead_nation],
    ...strengthFacts(site, layer, t),
    ...toldFigures(host),
    ["also", site.names_alt && String(site.names_alt).split("|").join(", ")],
    ["since", site.open_from && sayPeriod(site.open_from, t.lang)],
    ["until", site.open_to && sayPeriod(site.open_to, t.lang)],
    [
      "coordinates",
      [
        el("div", {}, `${site.lat}, ${site.lon}`),
        site.uncertainty_m
          ? el("div", { class: "sitmap-minor" }, `± ${sayMetres(site.uncertainty_m, t)}`)
          : "",
      ],
    ],
    [
      "source",
      (site.source || site.source_url) && link(site.source || site.source_url, site.source_url),
    ],
  ].filter(([, value]) => value);
  return [
    el(
      "p",
      { class: "sitmap-kicker" },
      siteSwatch(site.kind, state),
      el("span", {}, [layer.settings.name, t(`site:${site.kind}`)].filter(Boolean).join(" · ")),
    ),
    el("h2", {}, site.name || site.site_id),
    el("p", { class: "sitmap-dateline" }, t(`${state}_on`, { date: sayIso(layer.date, t.lang) })),
    el(
      "dl",
      {},
      facts.map(([key, value]) => [el("dt", {}, t.has(key) ? t(key) : key), el("dd", {}, value)]),
    ),
    moreOf(site, t),
  ];
}

/** A whole day is said in words; what is less ("2007", "about 2012") as the source has it. */
const sayPeriod = (text, lang) =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? sayIso(text, lang) : String(text);

function strengthFacts(site, layer, t) {
  const strength = layer.settings.strength || [];
  return [
    ["strength_of", site.lead_nation || ""],
    ["strength_total", null],
  ].flatMap(([key, nation]) => {
    const figure = nation === "" ? null : strengthOn(strength, nation, layer.date);
    if (!figure) return [];
    const number =
      typeof figure.troops === "number" ? t.number(figure.troops) : String(figure.troops);
    const value = figure.comparator ? `${figure.comparator} ${number}` : number;
    const asOf = t("as_of", {
      date: isoEnds(figure.as_of) ? sayPeriod(figure.as_of, t.lang) : figure.as_of,
    });
    return [
      [
        t(key, { nation }),
        [
          el("div", {}, `${value}, ${asOf}`),
          el("div", { class: "sitmap-minor" }, link(figure.source, figure.source_url)),
        ],
      ],
    ];
  });
}

/** What the map's reports say of a mission's strength: the sentence, its figures marked, and whose sentence it is. */
function toldFigures(host) {
  const { t } = host;
  return host.reports.figures().map(({ report, mission, from, to, ranges }) => {
    const words = cutAt(ranges, from, to).map(({ start, end, range }) =>
      range ? el("mark", {}, report.text.slice(start, end)) : report.text.slice(start, end),
    );
    const open = () => host.emit("passage", report, from);
    return [
      t("figures_told", { mission }),
      [
        el("blockquote", { title: t("quote") }, words),
        el("div", { class: "sitmap-minor" }, sayWhose(report, t)),
        el(
          "button",
          { type: "button", class: "sitmap-textbutton", on: { click: open } },
          t("in_report"),
        ),
      ],
    ];
  });
}

const TOLD = new Set([
  "site_id",
  "name",
  "names_alt",
  "role",
  "lead_nation",
  "lat",
  "lon",
  "uncertainty_m",
  "open_from",
  "open_to",
  "status",
  "source",
  "source_url",
  "row",
  "kind",
  "states",
]);

function moreOf(site, t) {
  const rest = Object.entries(site).filter(
    ([name, value]) => !TOLD.has(name) && value !== null && value !== "",
  );
  if (!rest.length) return null;
  return el(
    "details",
    {},
    el("summary", {}, t("more")),
    el(
      "dl",
      {},
      rest.map(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]),
    ),
  );
}
