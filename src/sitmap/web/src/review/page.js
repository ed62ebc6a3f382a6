// The review page: rows and report, map, fields side by side; every step is kept in the browser as it is done.

import { el, replace } from "../dom.js";
import { csvLine } from "../export-format.js";
import { directionOf, makeTranslator } from "../i18n.js";
import { ask, confirmed, showHelp } from "./dialogs.js";
import { makeFields } from "./fields.js";
import { bindKeys } from "./keys.js";
import { makeList } from "./list.js";
import { ReviewMap } from "./map.js";
import { Review } from "./model.js";
import { listSentences, makePassages, readSelection } from "./passage.js";
import { makePlaces } from "./places.js";
import { openStorage } from "./storage.js";

const LONGEST = 160; // letters of an option
const NOTICE_MS = 4000;
const FIELD_KEYS = {
  e: "title",
  t: "type",
  w: "date",
  s: "status",
  c: "fatalities_best",
  l: "place",
};
const CREDITS = [
  ["GeoNames", "https://www.geonames.org"],
  ["Natural Earth", "https://www.naturalearthdata.com"],
];

export class ReviewPage {
  constructor(settings) {
    this.settings = settings;
    this.t = makeTranslator(settings.lang, settings.strings ?? undefined);
    this.review = new Review(settings);
    this.storage = openStorage(settings.hash);
    const saved = this.storage.read();
    this.wentOn = Boolean(saved) && this.load(saved);
    this.kept = this.storage.works;
    this.keysOn = saved?.keysOn ?? true;
    this.opened = null;
  }

  /** What the browser kept; what isn't whole is not taken. */
  load(saved) {
    try {
      return this.review.load(saved);
    } catch {
      this.review = new Review(this.settings);
      return false;
    }
  }

  get(name) {
    return this.review.get(this.review.row, name);
  }

  start(root) {
    const { t } = this;
    Object.assign(root, { className: "sitmap-app review", lang: t.lang, dir: directionOf(t.lang) });
    this.root = root;
    this.places = makePlaces(this);
    this.list = makeList(this);
    this.passages = makePassages(this);
    this.map = new ReviewMap(this);
    this.fields = makeFields(this);
    const left = el(
      "section",
      { class: "review-left", "aria-label": t("report") },
      this.list.element,
      this.passages.element,
    );
    const form = el(
      "section",
      { class: "review-right", "aria-label": t("review") },
      this.fields.element,
    );
    replace(
      root,
      this.makeHeader(),
      el("main", { class: "review-main" }, left, this.map.element, form),
      this.makeBar(),
      this.makeFooter(),
    );
    const loaded = this.map.start();
    this.bind();
    this.show();
    if (this.wentOn) this.say(t("went_on"));
    this.list.focus();
    return loaded;
  }

  makeHeader() {
    const { t, settings } = this;
    this.progress = el("p", { class: "sitmap-tally" });
    this.told = el("p", { class: "review-told", role: "status" });
    this.keeps = el("p", { class: "review-keeps" });
    const who = el("input", {
      type: "text",
      class: "review-who",
      maxlength: 60,
      title: t("reviewer_hint"),
      autocomplete: "off",
      on: { change: () => this.setWho(who.value.trim()) },
    });
    who.addEventListener(
      "keydown",
      (event) => event.key === "Enter" && (who.dispatchEvent(new Event("change")), this.leave()),
    );
    this.who = who;
    const names = el(
      "div",
      { class: "sitmap-titles" },
      el("h1", {}, t("review_of", { file: settings.file })),
      el("div", { class: "review-state" }, this.progress, this.keeps),
    );
    const bar = el(
      "div",
      { class: "review-actions" },
      el("label", { class: "review-whose" }, t("reviewer"), who),
      this.button("help", "?", () => showHelp(this)),
      this.button("download_csv", null, () => this.download(), "is-main"),
    );
    return el("header", { class: "sitmap-header review-header" }, names, bar);
  }

  makeBar() {
    const step = (by) => () => this.goTo(this.review.at + by);
    const parts = [
      ["keep", "k", "is-keep"],
      ["drop", "d", "is-drop"],
    ].map(([what, key, look]) => this.button(what, key, () => this.decide(what), look));
    const others = [
      ["split", "x"],
      ["merge", "g"],
      ["add", "a"],
      ["undo", "u"],
      ["redo", "r"],
    ].map(([what, key]) => this.button(what, key, () => this[what]()));
    const steps = [this.button("previous", "p", step(-1)), this.button("next", "n", step(1))];
    return el(
      "div",
      { class: "review-bar", role: "toolbar", "aria-label": this.t("review") },
      el("div", {}, parts),
      el("div", {}, others),
      this.told,
      el("div", {}, steps),
    );
  }

  button(what, key, action, look = "") {
    return el(
      "button",
      {
        type: "button",
        class: `sitmap-button ${look}`,
        "data-action": what,
        on: { click: action },
      },
      this.t(what),
      key && el("kbd", { "aria-hidden": "true" }, key),
    );
  }

  makeFooter() {
    const credits = CREDITS.flatMap(([name, url], i) => [
      i ? " · " : "",
      el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name),
    ]);
    return el(
      "footer",
      { class: "sitmap-footer review-footer" },
      el("p", {}, this.t("attribution"), ": ", credits),
      this.settings.notes.map((note) => el("p", { class: "sitmap-statusnote" }, note)),
    );
  }

  bind() {
    const actions = {
      k: () => this.decide("keep"),
      d: () => this.decide("drop"),
      u: () => this.undo(),
      r: () => this.redo(),
      x: () => this.split(),
      g: () => this.merge(),
      a: () => this.add(),
      m: () => this.map.startMove(),
      n: () => this.goTo(this.review.at + 1),
      p: () => this.goTo(this.review.at - 1),
      ArrowDown: () => this.goTo(this.review.at + 1),
      ArrowUp: () => this.goTo(this.review.at - 1),
      "?": () => showHelp(this),
      save: () => this.download(),
      Escape: () => this.leave(),
    };
    for (const [key, field] of Object.entries(FIELD_KEYS))
      actions[key] = () => this.fields.focus(field);
    for (let n = 1; n <= 9; n++) actions[n] = () => this.places.take(n);
    bindKeys(actions, () => this.keysOn);
    addEventListener(
      "storage",
      ({ key, newValue }) =>
        key === this.storage.key && newValue !== this.written && this.sayKept("kept_elsewhere"),
    );
    addEventListener(
      "beforeunload",
      (event) => !this.kept && this.review.past.length && event.preventDefault(),
    );
  }

  // What a reviewer does

  decide(what) {
    if (!this.review.row) return;
    const title = this.get("title");
    this.review.decide(what);
    this.done(`${this.t(`decided:${what}`)}: ${title}`);
    this.list.focus();
  }

  /** Set values of the open row; steps of one `run` are undone together. */
  change(label, values, run = null) {
    if (this.review.set(label, values, run)) this.done();
  }

  split() {
    this.review.split();
    this.done(this.t("did", { what: this.t("split") }));
    this.list.focus();
  }

  async merge() {
    const { review, t } = this;
    const others = review.rows
      .map((row, i) => ({ row, i }))
      .filter(({ row, i }) => i !== review.at && !review.isNo(row));
    if (!review.row || !others.length) return;
    const near = others.findIndex(({ i }) => i > review.at);
    const words = others.map(({ row, i }) =>
      cut(
        `${i + 1}. ${[review.get(row, "title"), review.get(row, "date_start"), review.get(row, "place")].filter(Boolean).join(" · ")}`,
      ),
    );
    const chosen = await ask(this, t("merge_which"), words, Math.max(0, near));
    if (chosen === null) return;
    review.merge(others[chosen].i);
    this.done(t("did", { what: t("merge") }));
  }

  async add() {
    const selected = readSelection(this);
    const sentences = listSentences(this);
    const passage =
      selected || (sentences.length ? await this.askSentence(sentences) : { text: "" });
    if (!passage) return;
    this.review.add(
      this.valuesOf(passage),
      passage.text ? [passage.report, passage.start, passage.end] : null,
    );
    this.done(this.t("did", { what: this.t("add") }));
    this.fields.focus("title");
  }

  async askSentence(sentences) {
    const after = this.review.row?.passages[0];
    const free = (one) =>
      !one.taken &&
      (!after || one.report > after[0] || (one.report === after[0] && one.start >= after[2]));
    const first = Math.max(0, sentences.findIndex(free));
    const chosen = await ask(
      this,
      this.t("add_which"),
      sentences.map(({ text, taken }) => cut(`${taken ? "✓" : "–"} ${text.replace(/\s+/g, " ")}`)),
      first,
    );
    return chosen === null ? null : sentences[chosen];
  }

  /** What a passage tells by itself: its words, its report, the one place that it names. */
  valuesOf({ report: at, start, end, text }) {
    if (!text) return { status: "reported" };
    const { settings } = this;
    const report = settings.reports[at];
    const named = report.mentions.find(
      (one) => one.start >= start && one.end <= end && one.candidate !== undefined,
    );
    const place = named && settings.places[named.candidate];
    const spot = place
      ? {
          place: named.surface,
          place_name: place.name,
          place_id: place.place_id,
          country: place.country,
          precision: place.precision,
          uncertainty_m: place.uncertainty_m,
          located_by: "report",
          match_score: place.score,
          longitude: place.lon,
          latitude: place.lat,
        }
      : {};
    const day = report.published
      ? { date_start: report.published, date_end: report.published, date_precision: "day" }
      : {};
    const told = {
      quote: text,
      notes: text,
      quote_start: start,
      quote_end: end,
      source: report.source || report.title,
      source_url: report.url,
      source_date: report.published,
    };
    return { status: "reported", ...day, ...spot, ...told };
  }

  undo() {
    this.back(this.review.undo(), "undone");
  }

  redo() {
    this.back(this.review.redo(), "did");
  }

  back(label, words) {
    if (label) this.done(this.t(words, { what: sayStep(label, this.t) }));
  }

  goTo(at) {
    const { rows } = this.review;
    if (!rows.length) return;
    this.review.at = Math.max(0, Math.min(rows.length - 1, at));
    this.done();
    this.list.focus();
  }

  goToKey(key) {
    const at = this.review.rows.findIndex((row) => row.key === key);
    if (at >= 0) this.goTo(at);
  }

  /** From a field back to the rows; what was typed is taken first. */
  leave() {
    document.activeElement?.blur?.();
    this.list.focus();
  }

  setWho(who) {
    this.review.who = who;
    this.done();
  }

  setKeys(on) {
    this.keysOn = on;
    this.keep();
  }

  async startAgain() {
    if (!(await confirmed(this, this.t("start_again_sure")))) return;
    const { who } = this.review;
    this.review = new Review(this.settings);
    this.review.who = who;
    this.opened = null;
    this.done();
    this.list.focus();
  }

  /** The table as a file that `sitmap map report.txt reviewed.csv` takes. */
  download() {
    document.activeElement?.dispatchEvent(new Event("change"));
    const url = URL.createObjectURL(new Blob([this.csv()], { type: "text/csv" }));
    el("a", { href: url, download: this.settings.download }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    this.say(this.t("did", { what: this.settings.download }));
  }

  csv() {
    const [names, rows] = this.review.table();
    return `\ufeff${[names, ...rows].map(csvLine).join("")}`;
  }

  // What stands on the page

  done(words = "") {
    this.keep();
    this.show();
    this.say(words);
  }

  keep() {
    const saved = { ...this.review.save(), keysOn: this.keysOn };
    this.written = JSON.stringify(saved);
    this.kept = this.storage.write(saved);
    this.sayKept(this.kept ? "kept_here" : this.storage.works ? "kept_full" : "kept_not");
  }

  sayKept(key) {
    this.keeps.classList.toggle("is-warned", key !== "kept_here");
    replace(this.keeps, this.t(key));
  }

  show() {
    const { review, t } = this;
    const { decided, total, dropped } = review.counts;
    const anew = this.opened !== review.row?.key;
    this.opened = review.row?.key;
    replace(
      this.progress,
      [t("decided_of", { k: decided, total }), dropped ? t("dropped_n", { n: dropped }) : ""]
        .filter(Boolean)
        .join(" · "),
    );
    if (!this.keeps.textContent) this.sayKept(this.kept ? "kept_here" : "kept_not");
    this.who.value = review.who;
    this.list.show();
    this.fields.show();
    if (review.row) this.places.show();
    this.passages.show(anew);
    this.map.show(anew);
    for (const [action, off] of [
      ["undo", !review.past.length],
      ["redo", !review.future.length],
    ])
      this.root.querySelector(`[data-action=${action}]`).disabled = off;
  }

  /** A line that goes by itself. */
  say(words) {
    replace(this.told, words);
    clearTimeout(this.saying);
    if (words) this.saying = setTimeout(() => replace(this.told), NOTICE_MS);
  }
}

const STEPS = {
  type: "types",
  status: "status_title",
  precision: "precision_title",
  uncertainty_m: "within_km",
  notes: "notes_field",
};

/** A step in words: what was decided, or the field that was changed. */
function sayStep(label, t) {
  const [, actor] = /^actor(\d)$/.exec(label) || [];
  return actor
    ? t("actor_n", { n: Number(actor) })
    : t(STEPS[label] ?? label.replace(/_(low|best|high)$/, ""));
}

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
