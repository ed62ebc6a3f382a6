// Questions over the page: which sentence, which row, which keys. The browser's own dialog keeps the focus inside.

import { el } from "../dom.js";

const ROWS = 9; // of a list, at most

/** Ask for one of `options` [{words, minor}]; resolves with its number, or null. */
export function ask(page, question, options, chosen = 0) {
  return new Promise((resolve) => {
    const list = el(
      "select",
      { size: Math.max(2, Math.min(ROWS, options.length)), "aria-label": question },
      options.map((words, i) => el("option", { value: i, selected: i === chosen }, words)),
    );
    const take = el("button", { type: "button", class: "sitmap-button is-main" }, "OK");
    const leave = el("button", { type: "button", class: "sitmap-button" }, page.t("cancel"));
    const dialog = open(page, question, list, el("div", { class: "review-buttons" }, take, leave));
    let answer = null;
    const choose = () => {
      answer = list.selectedIndex >= 0 ? list.selectedIndex : null;
      dialog.close();
    };
    list.addEventListener(
      "keydown",
      (event) => event.key === "Enter" && (event.preventDefault(), choose()),
    );
    list.addEventListener("dblclick", choose);
    take.addEventListener("click", choose);
    leave.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => resolve(answer));
    list.focus();
  });
}

/** Ask yes or no. */
export function confirmed(page, question) {
  return new Promise((resolve) => {
    const yes = el("button", { type: "button", class: "sitmap-button is-main" }, "OK");
    const no = el("button", { type: "button", class: "sitmap-button" }, page.t("cancel"));
    const dialog = open(page, question, el("div", { class: "review-buttons" }, yes, no));
    let answer = false;
    yes.addEventListener("click", () => ((answer = true), dialog.close()));
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => resolve(answer));
    no.focus();
  });
}

export function showHelp(page) {
  const { t } = page;
  const rows = [
    [["k"], t("keep")],
    [["d"], t("drop")],
    [["n", "p"], t("key_next")],
    [["e", "t", "w", "s", "c", "l"], t("key_field")],
    [["1", "9"], t("key_candidate")],
    [["m"], t("move_mark")],
    [["x"], t("split")],
    [["g"], t("merge")],
    [["a"], t("add")],
    [["u"], t("undo")],
    [["r"], t("redo")],
    [["Ctrl S"], t("download_csv")],
    [["Esc"], t("key_leave")],
  ];
  const table = el(
    "dl",
    { class: "review-keys" },
    rows.map(([keys, words]) => [
      el(
        "dt",
        {},
        keys.map((key) => el("kbd", {}, key)),
      ),
      el("dd", {}, words),
    ]),
  );
  const box = el("input", { type: "checkbox", on: { change: () => page.setKeys(box.checked) } });
  box.checked = page.keysOn;
  const close = el("button", { type: "button", class: "sitmap-button is-main" }, t("close"));
  const again = el("button", { type: "button", class: "sitmap-button" }, t("start_again"));
  const dialog = open(
    page,
    t("help"),
    table,
    el("label", { class: "review-check" }, box, t("single_keys")),
    el("div", { class: "review-buttons" }, close, again),
  );
  close.addEventListener("click", () => dialog.close());
  again.addEventListener("click", () => (dialog.close(), page.startAgain()));
  close.focus();
}

function open(page, title, ...content) {
  const dialog = el(
    "dialog",
    { class: "review-dialog", "aria-label": title },
    el("h2", {}, title),
    content,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    page.leave();
  });
  page.root.append(dialog);
  dialog.showModal();
  return dialog;
}
