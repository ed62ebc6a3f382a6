// The fields of the open row. What is no value of its kind isn't taken, and says so.

import { el, replace } from "../dom.js";
import { fitCounts, isDay, readCount, readDay, readKm, sayKm } from "./values.js";

const COUNTED = ["fatalities", "injured"]; // as ranges
const SINGLE = ["missing", "abducted", "arrested"];

export function makeFields(page) {
  const fields = [
    titleField,
    typeField,
    dateFields,
    statusField,
    countFields,
    actorFields,
    notesField,
  ].map((make) => make(page));
  const element = el(
    "div",
    { class: "review-form" },
    fields.slice(0, 3).map((one) => one.element),
    page.places.element,
    fields.slice(3).map((one) => one.element),
  );
  return {
    element,
    show() {
      element.hidden = !page.review.row;
      if (page.review.row) for (const { show } of fields) show();
    },
    /** Put the focus on a field by its name. */
    focus(name) {
      const field = element.querySelector(`[data-field="${name}"]`);
      field?.focus();
      field?.select?.();
    },
  };
}

/** A label around a control, its key beside it. */
export function labelled(label, control, key = null, extra = null) {
  return el(
    "label",
    { class: "review-field" },
    el("span", { class: "review-label" }, label, key && el("kbd", { "aria-hidden": "true" }, key)),
    control,
    extra,
  );
}

let numbers = 0;

/** A line of text whose `read` gives the values to set, or null with `bad` said below. */
function textInput(page, name, { read, say, bad, label = null, tag = "input", attributes = {} }) {
  numbers += 1;
  const id = `review-bad-${numbers}`;
  const told = el("span", { class: "review-bad", id, role: "alert" });
  const input = el(tag, {
    ...(tag === "input" ? { type: "text" } : { rows: 3 }),
    "data-field": name,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": label,
    "aria-describedby": bad ? id : null,
    dir: "auto",
    ...attributes,
  });
  const refuse = (wrong) => {
    input.setAttribute("aria-invalid", String(wrong));
    told.textContent = wrong ? page.t(bad) : "";
  };
  input.addEventListener("change", () => {
    const values = read(input.value);
    refuse(!values);
    if (values) page.change(name, values);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || tag !== "input" || event.isComposing) return;
    event.preventDefault();
    input.dispatchEvent(new Event("change"));
    if (input.getAttribute("aria-invalid") !== "true") page.leave();
  });
  const show = () => {
    input.value = say();
    refuse(false);
  };
  return { input, told, show };
}

function selectInput(page, name, { options, read, say, label = null }) {
  const input = el("select", {
    "data-field": name,
    "aria-label": label,
    on: { change: () => page.change(name, read(input.value)) },
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") (event.preventDefault(), page.leave());
  });
  return {
    input,
    show() {
      const value = say();
      replace(input, options(value));
      input.value = value;
    },
  };
}

const option = (value, words) => el("option", { value }, words);

function titleField(page) {
  const one = textInput(page, "title", {
    read: (title) => ({ title: title.trim() }),
    say: () => page.get("title"),
  });
  return { element: labelled(page.t("title"), one.input, "e"), show: one.show };
}

/** Type and sub-type in one list: the sub-type says the type. A source's own types stand behind. */
function typeField(page) {
  const { t } = page;
  const types = page.settings.codes.event_type;
  const join = (type, sub) => JSON.stringify([type, sub]);
  const known = new Set(
    types.flatMap(([type, subs]) => [join(type, ""), ...subs.map((sub) => join(type, sub))]),
  );
  const options = (value) =>
    [
      option(join("", ""), t("no_event_type")),
      types.map(([type, subs]) =>
        el(
          "optgroup",
          { label: t.code("event_type", type) },
          option(join(type, ""), t.code("event_type", type)),
          subs.map((sub) => option(join(type, sub), sub)),
        ),
      ),
      !known.has(value) &&
        value !== join("", "") &&
        option(value, JSON.parse(value).filter(Boolean).join(" · ")),
    ]
      .flat(2)
      .filter(Boolean);
  const read = (value) => {
    const [event_type, sub_event_type] = JSON.parse(value);
    return { event_type, sub_event_type };
  };
  const one = selectInput(page, "type", {
    options,
    read,
    say: () => join(page.get("event_type"), page.get("sub_event_type")),
  });
  return { element: labelled(t("types"), one.input, "t"), show: one.show };
}

function dateFields(page) {
  const { t } = page;
  const start = textInput(page, "date", {
    bad: "date_bad",
    say: () => sayStart(page),
    read: (text) => readStart(page, text),
    attributes: { inputmode: "numeric", placeholder: "2023-06-12", dir: "ltr" },
  });
  const end = textInput(page, "date_end", {
    bad: "end_bad",
    say: () => page.get("date_end"),
    read: (text) =>
      text.trim() === ""
        ? { date_end: page.get("date_start") }
        : isDay(text.trim()) && text.trim() >= page.get("date_start")
          ? { date_end: text.trim() }
          : null,
    attributes: { inputmode: "numeric", dir: "ltr" },
  });
  const precision = selectInput(page, "date_precision", {
    options: () =>
      page.settings.codes.date_precision.map((code) => option(code, t(`date_precision:${code}`))),
    read: (date_precision) => ({ date_precision }),
    say: () => page.get("date_precision") || "unknown",
    label: t("date_precision"),
  });
  const row = el(
    "div",
    { class: "review-pair is-three" },
    labelled(t("date"), start.input, "w"),
    labelled(t("date_end"), end.input),
    labelled(t("date_precision"), precision.input),
  );
  return {
    element: el("div", {}, row, start.told, end.told),
    show: () => [start, end, precision].forEach(({ show }) => show()),
  };
}

const sayStart = (page) =>
  page.get("date_start").slice(0, { year: 4, month: 7 }[page.get("date_precision")] ?? 10);

/** A last day that is another than the first stays, if it can. */
function readStart(page, text) {
  const values = readDay(text);
  const [first, last] = ["date_start", "date_end"].map((name) => page.get(name));
  const isRange = page.get("date_precision") === "day" && last > first;
  return values?.date_precision === "day" && isRange && last >= values.date_start
    ? { ...values, date_end: last }
    : values;
}

function statusField(page) {
  const { t } = page;
  const one = selectInput(page, "status", {
    options: () =>
      [
        option("", t("no_status")),
        page.settings.codes.status.map((code) => option(code, t(`status:${code}`))),
      ].flat(),
    read: (status) => ({ status }),
    say: () => page.get("status"),
  });
  return { element: labelled(t("status_title"), one.input, "s"), show: one.show };
}

function countFields(page) {
  const { t } = page;
  const parts = [];
  const bad = el("div", { class: "review-counts-bad" });
  const count = (column, label, read) => {
    const one = textInput(page, column, {
      bad: "count_bad",
      say: () => page.get(column),
      read,
      label,
      attributes: { inputmode: "numeric", class: "review-count", dir: "ltr" },
    });
    parts.push(one);
    bad.append(one.told);
    return one.input;
  };
  const rows = COUNTED.map((what, i) =>
    el(
      "div",
      { class: "review-range", role: "group", "aria-label": t(what) },
      el(
        "span",
        { class: "review-label" },
        t(what),
        !i && el("kbd", { "aria-hidden": "true" }, "c"),
      ),
      ["low", "best", "high"].map((end) =>
        el(
          "span",
          { class: `review-end is-${end}` },
          end !== "best" && el("span", { class: "review-small", "aria-hidden": "true" }, t(end)),
          count(
            `${what}_${end}`,
            end === "best" ? t(what) : `${t(what)}, ${t(end)}`,
            rangeReader(page, what, end),
          ),
        ),
      ),
    ),
  );
  const others = SINGLE.map((what) =>
    labelled(
      t(what),
      count(`${what}_best`, t(what), (text) => asCount(text, `${what}_best`)),
    ),
  );
  return {
    element: el("div", {}, rows, el("div", { class: "review-pair is-three" }, others), bad),
    show: () => parts.forEach(({ show }) => show()),
  };
}

const asCount = (text, column) => (readCount(text) === null ? null : { [column]: readCount(text) });

function rangeReader(page, what, end) {
  return (text) => {
    const value = readCount(text);
    const now = Object.fromEntries(
      ["low", "best", "high"].map((one) => [one, page.get(`${what}_${one}`)]),
    );
    const fitted = value === null ? null : fitCounts(now, end, value);
    return (
      fitted &&
      Object.fromEntries(Object.entries(fitted).map(([one, told]) => [`${what}_${one}`, told]))
    );
  };
}

function actorFields(page) {
  const inputs = [1, 2].map((n) =>
    textInput(page, `actor${n}`, {
      read: (text) => ({ [`actor${n}`]: text.trim() }),
      say: () => page.get(`actor${n}`),
    }),
  );
  const element = el(
    "div",
    { class: "review-pair" },
    inputs.map(({ input }, i) => labelled(page.t("actor_n", { n: i + 1 }), input)),
  );
  return { element, show: () => inputs.forEach(({ show }) => show()) };
}

function notesField(page) {
  const one = textInput(page, "notes", {
    tag: "textarea",
    read: (notes) => ({ notes }),
    say: () => page.get("notes"),
  });
  return { element: labelled(page.t("notes_field"), one.input), show: one.show };
}

/** Kilometres of uncertainty, for the place's fields. */
export function kmInput(page) {
  return textInput(page, "uncertainty_m", {
    bad: "km_bad",
    say: () => sayKm(page.get("uncertainty_m")),
    read: (text) => (readKm(text) ? { uncertainty_m: readKm(text) } : null),
    attributes: { inputmode: "decimal", dir: "ltr" },
  });
}

export { selectInput, textInput };
