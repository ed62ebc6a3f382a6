// On paper: one page with title, map, key, scale, notes and sources. The map takes the paper's size before it prints.

export function bindPrint(app) {
  const { root, map, host } = app;
  const fit = (printing) => {
    const bounds = map.getBounds();
    root.classList.toggle("is-printing", printing);
    if (root.querySelector(".sitmap-key") && printing) root.querySelector(".sitmap-key").open = true;
    map.invalidateSize({ animate: false, pan: false });
    map.fitBounds(bounds, { animate: false, padding: [0, 0] });
    for (const layer of host.layers) layer._map && layer._update?.();
  };
  addEventListener("beforeprint", () => fit(true));
  addEventListener("afterprint", () => fit(false));
}
