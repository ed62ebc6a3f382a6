// A report beside the map: its incidents lead to their marks, and marks to their sentences.

/* global L */

import { el, link, reducedMotion, replace } from "./dom.js";
import { sayIso } from "./dates.js";
import { cutAt } from "./report-text.js";

const CLOSEST = 12; // zoom: no closer than this to a place that the text names
const AROUND_M = 3000; // shown around a place on every side, at least
const RING_MS = 2500; // how long a ring tells which place it is

export function makeReports(app) {
  const { host } = app;
  if (!host.reports.all.length) return;
  const view = new ReportView(app);
  app.panel.add("report", host.t("report"), [view.chooser, view.body], () => view.scroll());
  host.on("shown", (entry) => view.follow(entry));
  host.on("report", (id) => {
    view.mark(id);
    app.panel.toggle("report", true);
  });
  host.on("passage", (report, offset) => {
    view.turnTo(report, offset);
    app.panel.toggle("report", true);
  });
}

class ReportView {
  constructor(app) {
    Object.assign(this, { app, host: app.host, t: app.host.t, marked: null, rows: null });
    const { all } = this.host.reports;
    this.body = el("article", { class: "sitmap-report" });
    this.select = el(
      "select",
      {
        class: "sitmap-search",
        "aria-label": this.t("choose_report"),
        on: { change: () => this.show(all[this.select.selectedIndex]) },
      },
      all.map(({ title }, i) => el("option", {}, title || `${this.t("report")} ${i + 1}`)),
    );
    this.chooser = all.length > 1 ? this.select : null;
    this.show(all[0]);
  }

  show(report) {
    if (report === this.report) return;
    this.report = report;
    this.select.selectedIndex = this.host.reports.all.indexOf(report);
    replace(
      this.body,
      report.title && el("h2", {}, report.title),
      el("p", { class: "sitmap-minor" }, creditOf(report, this.t)),
      report.paragraphs.map(([from, to]) =>
        el(
          "p",
          { "data-from": from, "data-to": to },
          cutAt(report.groups, from, to).map((part) => this.passage(part)),
        ),
      ),
    );
  }

  /** A stretch of text; one that tells of incidents is a button. */
  passage({ start, end, range }) {
    const words = cutAt(this.report.mentions, start, end).map((part) => this.words(part, !range));
    if (!range) return words;
    const open = () => this.open(range.ids);
    const onKey = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), open());
    return el(
      "mark",
      {
        class: "sitmap-passage",
        role: "button",
        tabindex: "0",
        "data-ids": JSON.stringify(range.ids),
        on: { click: open, keydown: onKey },
      },
      words,
    );
  }

  /** Words; a place among them moves the map there. Inside a passage, which is a button itself, it is none of its own. */
  words({ start, end, range }, alone) {
    const text = this.report.text.slice(start, end);
    if (!range) return text;
    const title = range.name && range.name !== text ? range.name : null;
    if (!Number.isFinite(range.lat)) return el("span", { class: "sitmap-mention", title }, text);
    const go = (event) => {
      event.stopPropagation();
      this.goTo(range);
    };
    const onKey = (event) =>
      ["Enter", " "].includes(event.key) && (event.preventDefault(), go(event));
    return el(
      "span",
      {
        class: "sitmap-mention is-placed",
        title,
        role: alone ? "button" : null,
        tabindex: alone ? "0" : null,
        on: { click: go, keydown: alone ? onKey : () => {} },
      },
      text,
    );
  }

  /** Show a place on the map: as wide as it is, with a ring around it for a moment. */
  goTo({ lat, lon, uncertainty_m: radius }) {
    const { map } = this.app;
    const spot = L.latLng(lat, lon);
    const box = map.getContainer().getBoundingClientRect();
    const sheet = this.app.panel.element.getBoundingClientRect();
    const hidden =
      sheet.width > box.width / 2 && sheet.top > box.top ? Math.max(0, box.bottom - sheet.top) : 0;
    map.fitBounds(spot.toBounds(2 * Math.max(radius || 0, AROUND_M)), {
      paddingBottomRight: [0, hidden],
      maxZoom: CLOSEST,
      animate: !reducedMotion(),
    });
    this.ring?.remove();
    const ring = L.circle(spot, {
      radius: Math.max(radius || 0, AROUND_M / 2),
      className: "sitmap-ring",
      interactive: false,
    }).addTo(map);
    this.ring = ring;
    setTimeout(() => ring.remove(), RING_MS);
  }

  /** Open the text where it says something, incident or not. */
  turnTo(report, offset) {
    this.show(report);
    this.mark(null);
    const paragraphs = [...this.body.querySelectorAll("p[data-from]")];
    this.marked =
      paragraphs.find(
        ({ dataset }) => offset >= Number(dataset.from) && offset < Number(dataset.to),
      ) || null;
    this.marked?.classList.add("is-found");
  }

  /** Open the cards of incidents that a passage tells of, and bring the first into view. */
  async open(ids) {
    this.rows ||= indexIncidents(this.app);
    const rows = await this.rows;
    const entries = ids.flatMap((id) => rows.get(id) ?? []);
    if (!entries.length) return;
    const spot = entries[0].layer.pointOf(entries[0].row);
    if (spot && !this.app.map.getBounds().pad(-0.15).contains(spot))
      this.app.map.panTo(spot, { animate: false });
    this.host.card.open(entries);
  }

  /** The card shows an incident: mark its passages. */
  async follow({ layer, row }) {
    if (!layer.hasIncidents) return;
    const { incident_id: id } = await layer.store.readRow(row);
    this.mark(id);
    this.scroll();
  }

  mark(id) {
    const [first] = this.host.reports.of(id);
    if (first) this.show(first.report);
    this.marked?.classList.remove("is-found");
    this.marked = null;
    for (const passage of this.body.querySelectorAll(".sitmap-passage")) {
      const chosen = JSON.parse(passage.dataset.ids).includes(id);
      passage.classList.toggle("is-chosen", chosen);
      if (chosen) this.marked ||= passage;
    }
  }

  scroll() {
    if (this.marked?.offsetParent)
      this.marked.scrollIntoView({
        block: "center",
        behavior: reducedMotion() ? "auto" : "smooth",
      });
  }
}

/** Where each incident stands: id → {layer, row}. */
async function indexIncidents(app) {
  const found = new Map();
  for (const layer of app.layers.filter((layer) => layer.hasIncidents)) {
    const { store } = await layer.load();
    const { rows: size, fields } = store.settings.text;
    const column = fields.findIndex(([name]) => name === "incident_id");
    if (column < 0) continue;
    for (let row = 0; row < store.rows; row++)
      found.set((await store.readBlock(Math.floor(row / size)))[column].at(row % size), {
        layer,
        row,
      });
  }
  return found;
}

/** Who wrote a report, and when. */
function creditOf({ source, url, published, title }, t) {
  const name = source || (url ? title || url : null);
  return [
    name && link(name, url),
    name && published ? " · " : "",
    published && t("published", { date: sayIso(published, t.lang) }),
  ];
}

/** A report in a line: its title, its source, its day. */
export function sayWhose({ title, source, url, published }, t) {
  const parts = [
    title && el("cite", {}, link(title, source ? null : url)),
    source && link(source, url),
    published && t("published", { date: sayIso(published, t.lang) }),
  ];
  return parts.filter(Boolean).flatMap((part, i) => (i ? [" · ", part] : [part]));
}
