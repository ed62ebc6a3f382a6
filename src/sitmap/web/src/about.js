// Notes, sources, and every row that is not on the map, with its reason.

import { el, link, replace } from "./dom.js";

const AT_ONCE = 200; // rows written at a time

export function makeAbout(app) {
  const { settings, host } = app;
  const { t } = host;
  const off = el("section", { class: "sitmap-off" });
  const part = (title, items) =>
    items?.length
      ? [
          el("h3", {}, title),
          el(
            "ul",
            {},
            items.map((item) => el("li", {}, item)),
          ),
        ]
      : [];
  const content = [
    (settings.notes || []).map((note) => el("p", { class: "sitmap-note" }, note)),
    off,
    part(
      t("sources"),
      settings.sources?.map(({ text, url }) => link(text, url)),
    ),
    part(
      t("attribution"),
      settings.attribution?.map(({ text, url }) => link(text, url)),
    ),
  ];
  const total = countOff(app);
  app.panel.add("about", t("about"), content, () => fillOff(app, off, total));
}

const incidentLayers = (app) => app.layers.filter((layer) => layer.hasIncidents);

export const countOff = (app) => app.settings.n_left_off ?? 0;

async function fillOff(app, section, total) {
  if (section.childElementCount) return;
  const { t } = app.host;
  const list = el("ol", {});
  append(
    section,
    el("h3", {}, t("off_map", { n: total })),
    total ? list : el("p", {}, t("off_map_none")),
  );
  for (const { row, what, value, why, n } of app.settings.left_off || [])
    list.append(entry(t, row, what ?? t("incidents", { n }), value, why));
  for (const layer of incidentLayers(app))
    await listLayer(app, layer, list, layer.settings.located);
}

const append = (element, ...children) => replace(element, ...children);

/** Write the next rows, and a button for more. */
async function listLayer(app, layer, list, from) {
  const { t } = app.host;
  const { store } = await layer.load();
  const end = Math.min(from + AT_ONCE, store.rows);
  for (let row = from; row < end; row++) {
    const record = await store.readRow(row);
    const open = el(
      "button",
      { type: "button", class: "sitmap-textbutton", on: { click: () => layer.openRows([row]) } },
      record.title ||
        record.notes?.slice(0, 90) ||
        record.place ||
        record.incident_id ||
        t("untitled"),
    );
    list.append(
      entry(
        t,
        store.codes.left_off.row[row - store.located],
        open,
        record.place || "",
        store.reasonOf(row),
      ),
    );
  }
  if (end === store.rows) return;
  const more = el(
    "button",
    {
      type: "button",
      class: "sitmap-button",
      on: {
        click: () => {
          more.parentElement.remove();
          listLayer(app, layer, list, end);
        },
      },
    },
    t("more_rows", { n: store.rows - end }),
  );
  list.append(el("li", { class: "sitmap-off-more" }, more));
}

function entry(t, row, what, value, why) {
  return el(
    "li",
    {},
    el("div", {}, what),
    el(
      "div",
      { class: "sitmap-minor" },
      [row !== null && row !== undefined ? t("off_row", { row: String(row) }) : null, value, why]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}
