// The rows of the draft: what was decided on each, and which one is open.

import { el, replace } from "../dom.js";

const SIGNS = { keep: "✓", drop: "✕", open: "○" };

export function makeList(page) {
  const list = el("ol", { class: "review-list", "aria-label": page.t("incidents_title") });
  const items = new Map(); // key → {row, open, button}
  const nothing = el("p", { class: "sitmap-minor" }, page.t("no_rows"));
  const element = el("div", { class: "review-rows" }, list, nothing);
  return {
    element,
    show() {
      const { rows, at } = page.review;
      nothing.hidden = rows.length > 0;
      const keys = new Set(rows.map(({ key }) => key));
      for (const [key, { item }] of items) if (!keys.has(key)) (item.remove(), items.delete(key));
      rows.forEach((row, i) => place(list, items, page, row, i, i === at));
      items.get(rows[at]?.key)?.button.scrollIntoView({ block: "nearest" });
    },
    focus: () => items.get(page.review.row?.key)?.button.focus({ preventScroll: true }),
  };
}

function place(list, items, page, row, i, isCurrent) {
  const known = items.get(row.key) || makeItem(page, row.key);
  items.set(row.key, known);
  if (list.children[i] !== known.item) list.insertBefore(known.item, list.children[i] ?? null);
  if (known.row !== row) fill(page, known, row);
  known.row = row;
  known.button.setAttribute("aria-current", String(isCurrent));
}

function makeItem(page, key) {
  const button = el("button", {
    type: "button",
    class: "review-item",
    on: { click: () => page.goTo(page.review.rows.findIndex((row) => row.key === key)) },
  });
  return { item: el("li", {}, button), button };
}

function fill(page, { button }, row) {
  const { review, t } = page;
  const state = review.isNo(row) ? "drop" : row.decided || "open";
  const get = (name) => review.get(row, name);
  button.className = `review-item is-${state}`;
  replace(
    button,
    el("span", { class: "review-sign", "aria-hidden": "true" }, SIGNS[state]),
    el("span", { class: "review-item-title" }, get("title") || get("notes") || t("untitled")),
    el(
      "span",
      { class: "review-item-line" },
      [get("date_start"), get("place") || get("place_name")].filter(Boolean).join(" · "),
    ),
    el("span", { class: "sitmap-spoken" }, t(`decided:${state}`)),
  );
}
