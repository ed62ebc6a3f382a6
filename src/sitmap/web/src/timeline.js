// The histogram along the bottom: how many incidents when, and a range of days to look at.

import { sayDays } from "./dates.js";
import { el, everyFrame, replace } from "./dom.js";
import { attachBrush } from "./brush.js";
import { drawBars } from "./timeline-histogram.js";
import { binOf, makeTimeBins } from "./timebins.js";
import { onThemeChange } from "./theme.js";

const STEP_MS = 500; // between steps while playing
const WINDOW = 0.08; // share of the whole span that play starts with

export class Timeline {
  constructor(app, query) {
    Object.assign(this, { app, query, t: app.host.t });
    [this.first, this.last] = query.days;
    this.canvas = el("canvas", { class: "sitmap-bars", "aria-hidden": "true" });
    this.track = el("div", { class: "sitmap-track", dir: "ltr" }, this.canvas);
    this.words = el("p", { class: "sitmap-time-words", role: "status" });
    this.button = el("button", {
      type: "button",
      class: "sitmap-button sitmap-play",
      on: { click: () => this.toggle() },
    });
    this.all = el(
      "button",
      {
        type: "button",
        class: "sitmap-button sitmap-alldays",
        on: { click: () => this.set(null) },
      },
      this.t("all_days"),
    );
    this.element = el(
      "section",
      { class: "sitmap-time", "aria-label": this.t("time") },
      this.button,
      el("div", { class: "sitmap-time-body" }, this.words, this.track),
      this.all,
    );
    app.root.insertBefore(this.element, app.root.querySelector(".sitmap-footer"));
    this.brush = attachBrush(this);
    this.draw = everyFrame(() => this.paint());
    this.setPlaying(false);
    app.host.on("counts", () => this.follow());
    app.host.on("filtered", () => this.recount());
    new ResizeObserver(() => this.rebin()).observe(this.track);
    onThemeChange(() => this.draw());
  }

  rebin() {
    if (!this.query.started) return;
    const room = Math.max(12, Math.floor((this.track.clientWidth || 300) / 5));
    this.bins = makeTimeBins(this.first, this.last, Math.min(room, 240), this.query.finest);
    this.total = this.countAll(true);
    this.recount();
  }

  recount() {
    if (!this.bins) return;
    this.counted = this.countAll(false);
    this.follow();
  }

  countAll(all) {
    const sum = { counts: new Float64Array(this.bins.edges.length - 1), undated: 0 };
    for (const { filters } of this.query.parts) {
      const { counts, undated } = filters.countDays(this.bins, all);
      counts.forEach((n, i) => (sum.counts[i] += n));
      sum.undated += undated;
    }
    return sum;
  }

  /** Follow the query's range, whoever set it. */
  follow() {
    if (!this.counted) return;
    const { range } = this.query;
    this.all.disabled = range === null;
    const [first, last] = range || [this.first, this.last];
    const undated = this.counted.undated
      ? ` · ${this.t("undated", { n: this.counted.undated })}`
      : "";
    replace(
      this.words,
      el("b", {}, sayDays(first, last, this.t.lang)),
      this.query.parts.length > 0 &&
        el("span", {}, ` · ${this.t(`per:${this.bins.unit}`)}${undated}`),
    );
    this.brush.place(range);
    this.draw();
  }

  paint() {
    if (this.counted)
      drawBars(this.canvas, {
        bins: this.bins,
        total: this.total.counts,
        counted: this.counted.counts,
        range: this.query.range,
        lang: this.t.lang,
      });
  }

  /** A day for a share (0–1) of the track, and back. */
  dayAt(share) {
    const { edges } = this.bins;
    return Math.round(edges[0] + share * (edges[edges.length - 1] - edges[0]));
  }

  shareOf(day) {
    const { edges } = this.bins;
    return (day - edges[0]) / (edges[edges.length - 1] - edges[0]);
  }

  /** Whole bins around days; null when that is everything. */
  snap(from, to) {
    const { edges } = this.bins;
    const first = Math.max(this.first, edges[binOf(edges, from)]);
    const last = Math.min(this.last, edges[binOf(edges, to) + 1] - 1);
    return first <= this.first && last >= this.last ? null : [first, last];
  }

  set(range) {
    this.query.setRange(range);
  }

  toggle() {
    if (this.timer) return this.setPlaying(false);
    this.setPlaying(true);
    if (!this.query.range) this.startWindow();
  }

  startWindow() {
    const { edges } = this.bins;
    const width = Math.max(1, Math.round((edges.length - 1) * WINDOW));
    this.set([Math.max(this.first, edges[0]), edges[width] - 1]);
  }

  setPlaying(playing) {
    clearInterval(this.timer);
    this.timer = playing ? setInterval(() => this.step(), STEP_MS) : null;
    const label = this.t(playing ? "pause" : "play");
    replace(this.button, playing ? "❚❚" : "▶");
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
  }

  /** Move the window on by one bin; stop at the end. */
  step() {
    const { edges } = this.bins;
    if (!this.query.range) return this.startWindow();
    const [from, to] = this.query.range.map((day) => binOf(edges, day));
    if (to + 2 >= edges.length) return this.setPlaying(false);
    this.set([edges[from + 1], Math.min(this.last, edges[to + 2] - 1)]);
  }
}

export function makeTimeline(app, query) {
  const { days } = query;
  if (days && days[1] > days[0]) app.timeline = new Timeline(app, query);
}
