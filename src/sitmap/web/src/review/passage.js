// The report with its passages: those of the open row stand out, the others lead to their rows.

import { el, link, reducedMotion, replace } from "../dom.js";
import { sayIso } from "../dates.js";
import { cutAt, makeOffsets, Reports } from "../report-text.js";

export function makePassages(page) {
  const body = el("div", {
    class: "review-report sitmap-report",
    tabindex: "0",
    role: "region",
    "aria-label": page.t("report"),
  });
  let told = null;
  return {
    element: body,
    show() {
      const now = JSON.stringify(page.review.rows.map(({ key, passages }) => [key, passages]));
      if (now !== told)
        replace(
          body,
          el("div", { class: "review-quote", hidden: true }),
          readReports(page).map((report, i) => drawReport(page, report, i)),
        );
      told = now;
      mark(page, body);
    },
  };
}

/** The page's reports with the passages of the rows as they are now. */
function readReports(page) {
  const { rows } = page.review;
  const incidents = (at) =>
    rows.flatMap(({ key, passages }) =>
      passages
        .filter(([report]) => report === at)
        .map(([, start, end]) => ({ incident_id: key, start, end })),
    );
  return new Reports(
    page.settings.reports.map((report, at) => ({
      ...report,
      figures: [],
      incidents: incidents(at),
    })),
  ).all;
}

function drawReport(page, report, at) {
  const { t } = page;
  const whose = [
    report.source && link(report.source, report.url),
    report.published && t("published", { date: sayIso(report.published, t.lang) }),
  ].filter(Boolean);
  const line = whose.flatMap((part, i) => (i ? [" · ", part] : [part]));
  return el(
    "article",
    { "data-report": at },
    report.title && !report.text.trimStart().startsWith(report.title) && el("h2", {}, report.title),
    el("p", { class: "sitmap-minor" }, line),
    report.paragraphs.map(([from, to]) =>
      el(
        "p",
        { class: "review-text", "data-from": from },
        cutAt(report.groups, from, to).map((part) => drawPart(page, report, part)),
      ),
    ),
  );
}

function drawPart(page, report, { start, end, range }) {
  const words = cutAt(report.mentions, start, end).map((part) =>
    part.range
      ? el("span", { class: "sitmap-mention" }, report.text.slice(part.start, part.end))
      : report.text.slice(part.start, part.end),
  );
  if (!range) return words;
  const open = () =>
    page.goToKey(range.ids.find((id) => id !== page.review.row?.key) ?? range.ids[0]);
  return el(
    "mark",
    { class: "sitmap-passage", "data-ids": JSON.stringify(range.ids), on: { click: open } },
    words,
  );
}

function mark(page, body) {
  const { row } = page.review;
  let first = null;
  for (const passage of body.querySelectorAll(".sitmap-passage")) {
    const chosen = Boolean(row) && JSON.parse(passage.dataset.ids).includes(row.key);
    passage.classList.toggle("is-chosen", chosen);
    if (chosen) first ||= passage;
  }
  const quote = row && !first ? page.review.get(row, "quote") || page.review.get(row, "notes") : "";
  const box = body.querySelector(".review-quote");
  box.hidden = !quote;
  replace(
    box,
    quote && [
      el("p", { class: "sitmap-minor" }, page.t("no_passage")),
      el("blockquote", {}, quote),
    ],
  );
  const target = first || (quote && box);
  if (target) scrollTo(body, target);
}

/** Only the report moves, never the page. */
function scrollTo(body, target) {
  const gap = target.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTo({
    top: body.scrollTop + gap - body.clientHeight / 3,
    behavior: reducedMotion() ? "auto" : "smooth",
  });
}

/** [{report, start, end, text}] of every sentence, offsets in code points; `taken` where a row tells of it. */
export function listSentences(page) {
  return page.settings.reports.flatMap((report, at) => {
    const move = makeOffsets(report.text);
    const taken = page.review.rows.flatMap(({ passages }) => passages.filter(([of]) => of === at));
    return report.sentences.map(({ start, end }) => ({
      report: at,
      start,
      end,
      text: report.text.slice(move(start), move(end)),
      taken: taken.some(([, from, to]) => from < end && to > start),
    }));
  });
}

/** What the reader has selected in a report: {report, start, end, text}, or null. */
export function readSelection(page) {
  const selection = getSelection();
  const text = selection?.toString().trim();
  const paragraph = text && selection.anchorNode?.parentElement?.closest(".review-text");
  const article = paragraph && paragraph.closest("article");
  if (!article) return null;
  const at = Number(article.dataset.report);
  const whole = page.settings.reports[at].text;
  const unit = whole.indexOf(text, Number(paragraph.dataset.from));
  if (unit < 0) return null;
  const start = [...whole.slice(0, unit)].length;
  return { report: at, start, end: start + [...text].length, text };
}
