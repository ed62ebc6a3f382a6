// The page of a comparison: its maps move together, a place chosen on one is marked on all and in the table.

import { el, link, replace } from "../dom.js";
import { directionOf, makeTranslator } from "../i18n.js";
import { undelta } from "../payload.js";
import { CompareMap } from "./map.js";
import { CompareTable } from "./table.js";

const CLOSEST = 11; // zoom: no closer than this when a place is shown

export class ComparePage {
  constructor(settings) {
    this.settings = settings;
    this.t = makeTranslator(settings.lang, settings.strings ?? undefined);
    this.places = settings.places.map(({ rings, row }) => ({
      row,
      rings: rings.map((ring) => pairs(undelta(ring, settings.scale))),
    }));
    this.chosen = null;
    this.leads = false;
  }

  async start(root) {
    const { t, settings } = this;
    Object.assign(root, {
      className: "sitmap-app compare",
      lang: t.lang,
      dir: directionOf(t.lang),
    });
    this.root = root;
    this.maps = settings.maps.map((told, at) => new CompareMap(this, told, at));
    this.table = new CompareTable(this);
    this.told = el("p", { class: "compare-told", role: "status" }, t("outline_only"));
    this.tabs = this.makeTabs();
    this.grid = el(
      "div",
      { class: `compare-maps is-${Math.min(this.maps.length, 4)}` },
      this.maps.map(({ element }) => element),
    );
    const notes = el(
      "ul",
      { class: "compare-notes" },
      settings.notes.map((note) => el("li", {}, note)),
    );
    const main = el(
      "main",
      { class: "compare-main" },
      this.tabs,
      this.grid,
      this.makeBar(),
      notes,
      this.table.element,
    );
    replace(root, this.makeHeader(), main, this.makeFooter());
    this.showOnly(0);
    await Promise.all(this.maps.map((map) => map.start(settings.basemap)));
    await new Promise((done) => requestAnimationFrame(done));
  }

  makeHeader() {
    const { title, subtitle } = this.settings;
    return el(
      "header",
      { class: "sitmap-header" },
      el(
        "div",
        { class: "sitmap-titles" },
        el("h1", {}, title),
        el("p", { class: "sitmap-subtitle" }, subtitle),
      ),
    );
  }

  /** On a narrow screen the maps stand behind one another. */
  makeTabs() {
    this.buttons = this.settings.maps.map(({ title }, at) =>
      el(
        "button",
        {
          type: "button",
          class: "sitmap-button",
          "aria-pressed": "false",
          on: { click: () => this.showOnly(at) },
        },
        title,
      ),
    );
    return el(
      "div",
      { class: "compare-tabs", role: "group", "aria-label": this.t("map_choice") },
      this.buttons,
    );
  }

  showOnly(at) {
    this.maps.forEach(({ element }, number) => element.classList.toggle("is-front", number === at));
    this.buttons.forEach((button, number) =>
      button.setAttribute("aria-pressed", String(number === at)),
    );
  }

  makeBar() {
    const whole = el(
      "button",
      { type: "button", class: "sitmap-button", on: { click: () => this.showAll() } },
      this.t("whole_view"),
    );
    return el("div", { class: "compare-bar" }, this.told, whole);
  }

  makeFooter() {
    const credits = this.settings.credits.map(({ text, url }) => el("span", {}, link(text, url)));
    return el(
      "footer",
      { class: "compare-foot" },
      this.settings.statuses.map((note) => el("p", {}, note)),
      el("p", {}, credits),
    );
  }

  placeOf(row) {
    return this.places.findIndex((place) => place.row === row);
  }

  showAll() {
    this.choose(null);
    this.maps.find(isSeen)?.map.fitBounds(this.settings.bounds, { animate: false });
  }

  /** The others go where one has gone. */
  follow(from) {
    if (this.leads || !isSeen(from)) return;
    this.leads = true;
    this.view = { center: from.map.getCenter(), zoom: from.map.getZoom() };
    for (const other of this.maps)
      if (other !== from && other.map && isSeen(other))
        other.map.setView(this.view.center, this.view.zoom, { animate: false });
    this.leads = false;
  }

  placeAnew(map) {
    this.leads = true; // its new size is no move of the reader's
    map.map.invalidateSize({ pan: false });
    if (this.view) map.map.setView(this.view.center, this.view.zoom, { animate: false });
    else map.map.fitBounds(this.settings.bounds, { animate: false });
    this.leads = false;
  }

  /** Mark a row of the table and its place; `shown` brings the place into view. */
  choose(row, shown = false) {
    if (this.chosen !== null) this.mark(this.chosen, false);
    this.chosen = row === this.chosen && !shown ? null : row;
    if (this.chosen === null) return void replace(this.told, this.t("outline_only"));
    this.mark(row, true);
    const at = this.placeOf(row);
    this.tell(at, true);
    if (shown && at >= 0)
      this.maps.find(isSeen)?.map.fitBounds(this.maps[0].shapes[at].getBounds(), {
        maxZoom: Math.min(CLOSEST, this.maps.find(isSeen).map.getZoom() + 2),
        padding: [40, 40],
        animate: false,
      });
    if (!shown) this.table.show(row);
  }

  mark(row, chosen) {
    const at = this.placeOf(row);
    for (const map of this.maps) map.mark(at, chosen);
    this.table.mark(row, chosen);
  }

  /** Say a place's numbers in a line: its counts, always. */
  tell(at, always = false) {
    if (this.chosen !== null && !always) return;
    const { columns, rows, names } = this.settings;
    const { row } = this.places[at] ?? { row: -1 };
    if (row < 0)
      return void replace(this.told, el("strong", {}, names[at]), " ", this.t("outline_only"));
    const told = columns.flatMap(({ head, is_number: isNumber, is_change: isChange }, column) =>
      column && rows[row][column] !== null
        ? `${head}: ${this.table.say(rows[row][column], isNumber, isChange)}`
        : [],
    );
    replace(this.told, el("strong", {}, rows[row][0]), " ", told.join("; "));
  }
}

const isSeen = ({ holder }) => holder.offsetWidth > 0;

function pairs(ring) {
  const points = [];
  for (let i = 0; i < ring.length; i += 2) points.push([ring[i + 1], ring[i]]);
  return points;
}
