// What an incident is called: by its title, or else by what its row has.

const MOST = 140; // characters of a note that stand in for a title

/** Title, note or place; where a row has none of them, what it is drawn as: its type, or the value of its colour. */
export function titleOf(layer, row, record, t, most = MOST) {
  return (
    record.title ||
    record.notes?.slice(0, most) ||
    record.place ||
    record.place_name ||
    kindOf(layer, row, record, t) ||
    t("untitled")
  );
}

function kindOf({ settings, store }, row, record, t) {
  const { label } = settings.categories?.entries[store.type[row] - 1] ?? {};
  return label || (record.event_type && t.code("event_type", record.event_type));
}
