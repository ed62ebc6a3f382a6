// node folium-assets.mjs OUTDIR: copies what folium's own elements load from the network (popups, icons, clusters), so that a page
// on which a user put such an element can hold it. Pictures go into the styles.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
if (!process.argv[2]) throw new Error("usage: node folium-assets.mjs OUTDIR");
const out = resolve(process.argv[2]);
const clusters = join(modules, "leaflet.markercluster/dist");
const markers = join(modules, "leaflet.awesome-markers/dist");

await mkdir(out, { recursive: true });
await copyFile(join(modules, "jquery/dist/jquery.min.js"), join(out, "jquery.js"));
await copyScript(join(clusters, "leaflet.markercluster.js"), "markercluster.js");
await copyFile(join(clusters, "MarkerCluster.css"), join(out, "markercluster.css"));
await copyFile(join(clusters, "MarkerCluster.Default.css"), join(out, "markercluster-default.css"));
await copyScript(join(markers, "leaflet.awesome-markers.js"), "awesome-markers.js");
await writeFile(
  join(out, "awesome-markers.css"),
  await inlinePictures(join(markers, "leaflet.awesome-markers.css")),
);

async function copyScript(from, to) {
  const text = await readFile(from, "utf8");
  await writeFile(join(out, to), text.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
}

async function inlinePictures(path) {
  let style = await readFile(path, "utf8");
  for (const [whole, name] of style.matchAll(/url\(['"]?(images\/[^)'"]+)['"]?\)/g)) {
    const picture = await readFile(join(dirname(path), name));
    style = style.replace(whole, `url(data:image/png;base64,${picture.toString("base64")})`);
  }
  return style;
}
