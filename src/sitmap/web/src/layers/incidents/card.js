// What the card says of one incident: every field that the table has.

import { locale, sayClock, sayDays, sayIso } from "../../dates.js";
import { el, link, linksOf, safeUrl } from "../../dom.js";
import { sayWhose } from "../../report.js";
import { cutAt, paragraphsOf } from "../../report-text.js";
import { swatch } from "../../swatches.js";
import { titleOf } from "./title.js";
import { claimsOf, filesOf, wordsOf } from "./evidence.js";

export async function describeIncident(layer, row, host) {
  const record = await layer.store.readRow(row);
  const { t } = host;
  const symbol = layer.symbolOf[layer.store.type[row]];
  const files = await filesOf(record, layer, t);
  const claims = await claimsOf(layer, row, host, (told) => claimFacts(told, host));
  return [
    el(
      "p",
      { class: "sitmap-kicker" },
      swatch({ symbol, status: record.status }),
      kicker(record, t),
    ),
    el("h2", {}, titleOf(layer, row, { ...record, notes: null }, t)),
    el(
      "p",
      { class: "sitmap-dateline" },
      dateline(record, t),
      record.status &&
        el("span", { class: `sitmap-status is-${record.status}` }, t.code("status", record.status)),
    ),
    offMap(layer.store.reasonOf(row), t),
    quotesOf(record, host),
    record.notes && !isQuoted(record, host) && el("p", { class: "sitmap-notes" }, record.notes),
    claims,
    el(
      "dl",
      {},
      facts(record, host, files).map(([term, ...value]) => [
        el("dt", {}, term),
        el("dd", {}, ...value),
      ]),
    ),
    more(record, t),
  ];
}

function kicker(record, t) {
  const words = [t.code("event_type", record.event_type || null)];
  if (record.sub_event_type && record.sub_event_type !== record.event_type)
    words.push(t.code("sub_event_type", record.sub_event_type));
  return el("span", {}, words.join(" · "));
}

function dateline(record, t) {
  if (record.day === undefined) return t("date_unknown");
  const precision = record.date_precision || "day";
  const said = [sayDays(record.day, record.end, t.lang, precision), sayClock(record)]
    .filter(Boolean)
    .join(", ");
  return precision === "day" ? said : `${said} (${t.code("date_precision", precision)})`;
}

/** A draft's notes are its quotes again: where these are shown, they would only repeat them. */
function isQuoted({ incident_id: id, notes }, host) {
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();
  const passages = id === undefined ? [] : host.reports.of(id);
  return (
    passages.length > 0 &&
    squeeze(notes) ===
      squeeze(passages.map(({ report, start, end }) => report.text.slice(start, end)).join(" "))
  );
}

/** The quoted words; in their paragraph where the page holds the report. */
function quotesOf(record, host) {
  const { t } = host;
  const passages = record.incident_id === undefined ? [] : host.reports.of(record.incident_id);
  if (!passages.length)
    return record.quote && el("blockquote", { title: t("quote") }, record.quote);
  const paragraphs = paragraphsOf(passages).map(({ report, from, to, ranges, cut }) => {
    const words = cutAt(ranges, from, to).map(({ start, end, range }) =>
      range ? el("mark", {}, report.text.slice(start, end)) : report.text.slice(start, end),
    );
    return el("blockquote", { title: t("quote") }, cut[0] && "… ", words, cut[1] && " …");
  });
  const open = () => host.emit("report", record.incident_id);
  const whose = [...new Set(passages.map(({ report }) => report))].map((report) =>
    el("p", { class: "sitmap-minor" }, sayWhose(report, t)),
  );
  return [
    paragraphs,
    whose,
    el(
      "p",
      {},
      el(
        "button",
        { type: "button", class: "sitmap-textbutton", on: { click: open } },
        t("in_report"),
      ),
    ),
  ];
}

const offMap = (reason, t) =>
  reason && el("p", { class: "sitmap-reason" }, t("off_map_because", { why: reason }));

/** What a rival claim says of the same event: what can be said otherwise, and who says it. */
function claimFacts(record, { t }) {
  return [
    ["place", record.place || record.place_name],
    ["actors", actorsOf(record)],
    ["fatalities", rangeOf(record, "fatalities", t)],
    ["injured", rangeOf(record, "injured", t)],
    ["counts_told", record.counts_told],
    ["source", sourceOf(record, t)],
  ]
    .filter(([, value]) => value && value.length !== 0)
    .map(([key, value]) => [t(key), value]);
}

function facts(record, host, files) {
  const { t } = host;
  return [
    ["place", placeOf(record, host)],
    ["actors", actorsOf(record)],
    ["fatalities", rangeOf(record, "fatalities", t)],
    ["injured", rangeOf(record, "injured", t)],
    ...["missing", "abducted", "arrested"].map((what) => [what, rangeOf(record, what, t)]),
    ["counts_told", record.counts_told],
    ["status_told", record.status_told],
    ["confidence", confidenceOf(record, t)],
    ["source", sourceOf(record, t)],
    ["media", files],
    ["archive_url", wordsOf(record.archive_url)],
    ["problem", record.problem],
    ["incident_id", record.incident_id],
  ]
    .filter(([, value]) => value && value.length !== 0)
    .map(([key, value]) => [t(key), value]);
}

function placeOf(record, host) {
  const { t } = host;
  const resolved = [
    record.place_name && host.nameOf(record.place_name),
    record.country && countryName(record.country, t.lang),
  ]
    .filter(Boolean)
    .join(", ");
  const lines = [record.place && el("div", { class: "sitmap-place" }, record.place)];
  if (record.place_name && record.place_name !== record.place)
    lines.push(el("div", {}, `${t("resolved")}: ${resolved}`));
  else if (record.country) lines.push(el("div", {}, countryName(record.country, t.lang)));
  if (record.lat !== undefined)
    lines.push(el("div", { class: "sitmap-minor" }, precisionOf(record, t)));
  const how = [
    record.located_by && t.code("located_by", record.located_by),
    record.match_score !== undefined && t("match", { score: record.match_score }),
  ];
  if (how.some(Boolean))
    lines.push(
      el("div", { class: "sitmap-minor" }, `${t("located_by")}: ${how.filter(Boolean).join(", ")}`),
    );
  if (record.lat !== undefined)
    lines.push(
      el(
        "div",
        { class: "sitmap-minor" },
        `${record.lat}, ${record.lon}`,
        record.place_id ? ` · ${record.place_id}` : "",
      ),
    );
  return lines.filter(Boolean);
}

export function precisionOf(record, t) {
  const what = t(`precision:${record.precision || "unknown"}`);
  return record.uncertainty_m
    ? t("within", { what, radius: sayMetres(record.uncertainty_m, t) })
    : what;
}

export function sayMetres(metres, t) {
  const near = metres < 1000;
  return t.number(near ? Math.round(metres) : metres / 1000, {
    style: "unit",
    unit: near ? "meter" : "kilometer",
    maximumSignificantDigits: 3,
  });
}

export function countryName(code, lang) {
  try {
    return new Intl.DisplayNames(locale(lang), { type: "region" }).of(code);
  } catch {
    return code;
  }
}

const actorsOf = (record) =>
  [record.actor1, record.actor2].filter(Boolean).map((actor) => el("div", {}, actor));

function rangeOf(record, what, t) {
  const [low, best, high] = ["low", "best", "high"].map((end) => record[`${what}_${end}`]);
  if ([low, best, high].every((value) => value === undefined)) return null;
  const ends = low ?? high;
  if (best !== undefined && (low ?? best) === best && (high ?? best) === best)
    return t.number(best);
  if (best === undefined)
    return low === high || high === undefined || low === undefined
      ? t.number(ends)
      : t("range", { low, high });
  return t("best_range", { best, low: low ?? best, high: high ?? best });
}

function confidenceOf(record, t) {
  if (record.confidence === undefined) return record.confidence_reasons;
  const percent = t.number(record.confidence, { style: "percent" });
  const said = record.confidence_told ? `${percent} (${record.confidence_told})` : percent;
  return [
    el("div", {}, said),
    record.confidence_reasons && el("div", { class: "sitmap-minor" }, record.confidence_reasons),
  ];
}

/** Every address of the source opens; the first under its name, others under their hosts. */
function sourceOf(record, t) {
  const urls = linksOf(record.source_url);
  const name = record.source || (urls.length ? hostOf(urls[0]) : record.source_url);
  if (!name) return null;
  return [
    el("div", {}, link(name, urls[0])),
    urls.slice(1).map((url) => el("div", {}, link(hostOf(url), url))),
    record.source_url &&
      !urls.length &&
      record.source &&
      el("div", { class: "sitmap-minor" }, record.source_url),
    record.source_date &&
      el(
        "div",
        { class: "sitmap-minor" },
        t("published", { date: sayIso(record.source_date, t.lang) }),
      ),
  ];
}

const hostOf = (url) => new URL(url).hostname.replace(/^www\./, "");

/** Columns that the table brought beyond the schema, under their own names. */
function more({ extra }, t) {
  if (!extra.size) return null;
  const rows = [...extra].map(([name, value]) => [
    el("dt", {}, name),
    el("dd", {}, safeUrl(value) ? link(value, value) : String(value)),
  ]);
  return el("details", {}, el("summary", {}, t("more")), el("dl", {}, rows));
}
