// The filters: a tree of types, and lists of actors, status, precision and sources, each value with its live count.

import { el, replace } from "./dom.js";
import { listOf } from "./filters.js";
import { OWN } from "./store.js";
import { swatch } from "./swatches.js";

const AT_ONCE = 12; // values of a long list shown without a search

/** The tab fills itself when it is first opened. */
export function makeFilters(app, query) {
  const { t } = app.host;
  const reset = el(
    "button",
    { type: "button", class: "sitmap-button", disabled: true, on: { click: () => query.reset() } },
    t("reset"),
  );
  const body = el("div", {});
  let groups = null;
  const update = () => {
    if (query.parts.length) groups ||= makeGroups(app, query, body);
    reset.disabled = !query.active;
    for (const group of groups || []) group.update();
  };
  app.panel.add(
    "filters",
    t("filters"),
    [el("div", { class: "sitmap-filter-bar" }, reset), body],
    update,
  );
  app.host.on("settled", () => app.panel.current === "filters" && update());
}

function makeGroups(app, query, body) {
  const checks = ["status", "precision"].map((facet) => checkGroup(app, query, facet));
  const picks = ["actor", "source"].map((facet) => pickGroup(app, query, facet));
  const own = [...new Set(query.parts.flatMap(({ layer }) => layer.settings.filter_by ?? []))].map(
    (facet) => (query.count(facet).size > AT_ONCE ? pickGroup : checkGroup)(app, query, facet),
  );
  const groups = [typeTree(app, query), ...own, ...checks, ...picks].filter(Boolean);
  replace(
    body,
    groups.map(({ element }) => element),
  );
  return groups;
}

/** Every value that a facet has, over all layers; null where rows have none. */
function valuesOf(query, facet) {
  return query.count(facet);
}

const section = (title, ...content) =>
  el("details", { class: "sitmap-filter", open: true }, el("summary", {}, title), content);
const isOwn = (facet) => facet.startsWith(OWN);
export const sayColumn = (name, t) =>
  t.has(`filter_${name}`) ? t(`filter_${name}`) : name.replaceAll("_", " ");
const sayFacet = (t, facet) =>
  isOwn(facet) ? sayColumn(facet.slice(OWN.length), t) : t(`filter_${facet}`);
export const sayValue = (t, facet, value) =>
  value === null ? t(isOwn(facet) ? "no_precision" : `no_${facet}`) : t.code(listOf(facet), value);

function checkbox(label, checked, change, picture = null) {
  const box = el("input", { type: "checkbox", checked });
  box.addEventListener("change", () => change(box.checked));
  const count = el("span", { class: "sitmap-filter-count" });
  return {
    box,
    count,
    element: el(
      "label",
      { class: "sitmap-filter-row" },
      box,
      picture,
      el("span", { class: "sitmap-filter-name" }, label),
      count,
    ),
  };
}

/** What is chosen after a tick: null once everything is. */
function toggled(chosen, all, values, checked) {
  const next = new Set(chosen || all);
  for (const value of values)
    if (checked) next.add(value);
    else next.delete(value);
  return next.size >= all.length ? null : next;
}

/** Few values: all are ticked, a reader takes some away. */
function checkGroup(app, query, facet) {
  const { t } = app.host;
  const all = [...valuesOf(query, facet).keys()];
  if (all.length < 2) return null;
  const rows = all.map((value) => ({
    value,
    ...checkbox(sayValue(t, facet, value), true, (checked) =>
      query.choose(facet, toggled(query.chosen[facet], all, [value], checked)),
    ),
  }));
  const update = () => {
    const counts = query.count(facet);
    for (const { value, box, count } of rows) {
      box.checked = !query.chosen[facet] || query.chosen[facet].has(value);
      count.textContent = t.number(counts.get(value) || 0);
    }
  };
  return {
    element: section(
      sayFacet(t, facet),
      rows.map(({ element }) => element),
    ),
    update,
  };
}

/** Types with their sub-types below. */
function typeTree(app, query) {
  const { t } = app.host;
  const tree = readTree(query);
  const types = [...tree.keys()];
  const subs = [...new Set([...tree.values()].flatMap((set) => [...set.keys()]))];
  if (types.length < 2 && subs.length < 2) return null;
  const branches = types.map((type) => branch(app, query, type, tree.get(type), types, subs));
  return {
    element: section(
      t("types"),
      branches.map(({ element }) => element),
    ),
    update: () => updateTree(query, branches, t),
  };
}

function branch(app, query, type, children, types, subs) {
  const { t } = app.host;
  const { layer, code } = symbolSource(query, type);
  const own = checkbox(
    sayValue(t, "event_type", type),
    true,
    (checked) =>
      query.choose("event_type", toggled(query.chosen.event_type, types, [type], checked)),
    layer.settings?.categories
      ? null
      : swatch({ symbol: layer.symbolOf[code], status: "reported" }),
  );
  const leaves =
    children.size < 2
      ? []
      : [...children.keys()].map((sub) => ({
          sub,
          ...checkbox(sayValue(t, "sub_event_type", sub), true, (checked) =>
            query.choose(
              "sub_event_type",
              toggled(query.chosen.sub_event_type, subs, [sub], checked),
            ),
          ),
        }));
  const element = el(
    "div",
    { class: "sitmap-branch", role: "group", "aria-label": sayValue(t, "event_type", type) },
    own.element,
    leaves.length
      ? el(
          "div",
          { class: "sitmap-leaves" },
          leaves.map((leaf) => leaf.element),
        )
      : null,
  );
  return { type, own, leaves, element };
}

function updateTree(query, branches, t) {
  const [types, subs] = [query.count("event_type"), query.count("sub_event_type")];
  const { event_type: chosenTypes, sub_event_type: chosenSubs } = query.chosen;
  for (const { type, own, leaves } of branches) {
    own.box.checked = !chosenTypes || chosenTypes.has(type);
    own.box.indeterminate =
      own.box.checked && leaves.some(({ sub }) => chosenSubs && !chosenSubs.has(sub));
    own.count.textContent = t.number(types.get(type) || 0);
    for (const { sub, box, count } of leaves) {
      box.checked = !chosenSubs || chosenSubs.has(sub);
      box.disabled = !own.box.checked;
      count.textContent = t.number(subs.get(sub) || 0);
    }
  }
}

function symbolSource(query, type) {
  for (const { layer, store } of query.parts) {
    const at = store.codes.event_type.indexOf(type);
    if (type === null || at >= 0) return { layer, code: at + 1 };
  }
  return { layer: query.parts[0].layer, code: 0 };
}

/** Map type → Map sub-type, in the order of the symbols. */
function readTree(query) {
  const tree = new Map();
  for (const { store } of query.parts) {
    for (const type of store.used ?? []) tree.set(type, tree.get(type) ?? new Map([[null, true]]));
    if (store.used) continue;
    const width = (store.codes.sub_event_type?.length || 0) + 1;
    const seen = new Uint8Array((store.codes.event_type.length + 1) * width);
    for (let row = 0; row < store.located; row++)
      seen[store.event_type[row] * width + (store.sub_event_type ? store.sub_event_type[row] : 0)] =
        1;
    seen.forEach((is, at) => {
      if (!is) return;
      const type = store.codes.event_type[Math.floor(at / width) - 1] ?? null;
      const sub = at % width ? store.codes.sub_event_type[(at % width) - 1] : null;
      if (!tree.has(type)) tree.set(type, new Map());
      tree.get(type).set(sub, true);
    });
  }
  return tree;
}

/** Many values: none is ticked, a reader picks some; the most frequent first, a search finds the others. */
function pickGroup(app, query, facet) {
  const { t } = app.host;
  if (valuesOf(query, facet).size < 2) return null;
  const body = el("div", { class: "sitmap-picks" });
  const asked = isOwn(facet) ? sayFacet(t, facet) : t(`find_${facet}`);
  const find = el("input", {
    type: "search",
    class: "sitmap-search",
    placeholder: asked,
    "aria-label": asked,
    autocomplete: "off",
  });
  const update = () => {
    const wanted = find.value.trim().toLowerCase();
    const chosen = query.chosen[facet];
    const counts = [...query.count(facet)].sort((a, b) => b[1] - a[1]);
    for (const value of chosen || [])
      if (!counts.some(([other]) => other === value)) counts.push([value, 0]);
    const hits = counts.filter(([value]) =>
      sayValue(t, facet, value).toLowerCase().includes(wanted),
    );
    const listed = [
      ...hits.filter(([value]) => chosen?.has(value)),
      ...hits.filter(([value]) => !chosen?.has(value)),
    ].slice(0, AT_ONCE);
    replace(
      body,
      listed.map(([value, n]) => pickRow(app, query, facet, value, n)),
      hits.length > listed.length
        ? el("p", { class: "sitmap-minor" }, t("more_values", { n: hits.length - listed.length }))
        : null,
    );
  };
  find.addEventListener("input", update);
  const element = section(
    sayFacet(t, facet),
    valuesOf(query, facet).size > AT_ONCE ? find : null,
    body,
  );
  return { element, update };
}

function pickRow({ host: { t } }, query, facet, value, n) {
  const chosen = query.chosen[facet];
  const row = checkbox(sayValue(t, facet, value), Boolean(chosen?.has(value)), (checked) => {
    const next = new Set(query.chosen[facet] || []);
    if (checked) next.add(value);
    else next.delete(value);
    query.choose(facet, next.size ? next : null);
  });
  row.count.textContent = t.number(n);
  return row.element;
}
