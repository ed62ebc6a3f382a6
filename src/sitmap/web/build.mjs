// node build.mjs OUTDIR: bundles the page's scripts and styles, and copies what stands beside them in the page.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transform } from "esbuild";

import { COMPARE_STRINGS } from "./src/compare/strings.js";
import { DENSITY_STRINGS } from "./src/layers/density/strings.js";
import { REVIEW_STRINGS } from "./src/review/strings.js";
import { TRANSLATIONS } from "./src/strings.js";
import { en } from "./src/strings-en.js";

const here = dirname(fileURLToPath(import.meta.url));
if (!process.argv[2]) throw new Error("usage: node build.mjs OUTDIR");
const out = resolve(process.argv[2]);

const options = {
  absWorkingDir: here,
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
};

// Modules that the first bundle offers in its `kit`, a second takes from there.
const kit = [
  ...(await readFile(join(here, "src/kit.js"), "utf8")).matchAll(/from "\.\/(.+?)"/g),
].map(([, file]) => join(here, "src", file));
const fromKit = {
  name: "kit",
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
      kit.includes(resolve(resolveDir, path)) ? { path, namespace: "kit" } : null,
    );
    bundle.onLoad({ filter: /./, namespace: "kit" }, () => ({
      contents: "module.exports = globalThis.sitmap.kit;",
    }));
  },
};

// Every folder of layers/ is a kind of layer (layer.js: kind, Layer; strings.js: its words), but those with a bundle of their own.
const home = join(here, "src/layers");
const folders = (await readdir(home))
  .sort()
  .filter(
    (name) => existsSync(join(home, name, "layer.js")) && !existsSync(join(home, name, "main.js")),
  );
const wordsOf = (name) => join(home, name, "strings.js");
const readWords = async (name) =>
  existsSync(wordsOf(name)) ? (await import(pathToFileURL(wordsOf(name)))).STRINGS : {};
const words = Object.fromEntries(
  await Promise.all(folders.map(async (name) => [name, await readWords(name)])),
);
const layerKinds = {
  name: "layer-kinds",
  setup(bundle) {
    bundle.onResolve({ filter: /^layer-kinds$/ }, ({ path }) => ({
      path,
      namespace: "layer-kinds",
    }));
    const bring = (name, at) => [
      `import { kind as kind${at}, Layer as Layer${at} } from "./${name}/layer.js";`,
      // in English; a page in another language brings its words (words.json)
      `export const own${at} = { kind: kind${at}, Layer: Layer${at}, STRINGS: ${JSON.stringify(words[name].en ? { en: words[name].en } : {})} };`,
    ];
    bundle.onLoad({ filter: /./, namespace: "layer-kinds" }, () => ({
      contents: folders.flatMap(bring).join("\n"),
      resolveDir: home,
    }));
  },
};

await mkdir(out, { recursive: true });
await build({
  ...options,
  entryPoints: { sitmap: "src/main.js" },
  globalName: "sitmap",
  plugins: [layerKinds],
});
await build({
  ...options,
  entryPoints: { density: "src/layers/density/main.js" },
  plugins: [fromKit],
});
await build({
  ...options,
  entryPoints: { ground: "src/layers/ground/main.js" },
  plugins: [fromKit],
});
await build({ ...options, entryPoints: { review: "src/review/main.js" }, globalName: "review" });
await build({ ...options, entryPoints: { compare: "src/compare/main.js" }, globalName: "compare" });
await build({ ...options, entryPoints: { h3: "src/h3.js" }, globalName: "h3" });

// Only `</script` could end the script element that a bundle stands in; no source line may hold it.
for (const name of ["sitmap.js", "density.js", "ground.js", "review.js", "compare.js", "h3.js"]) {
  const script = await readFile(join(out, name), "utf8");
  if (/<\/script|<!--/i.test(script)) throw new Error(`${name} holds </script or <!--`);
}

const leaflet = join(here, "node_modules/leaflet/dist");
const picture = async (name) =>
  `data:image/png;base64,${(await readFile(join(leaflet, "images", name))).toString("base64")}`;

// Pictures go in, so that the page asks for no file: the layer switch, and the default marker of what a user adds.
const code = await readFile(join(leaflet, "leaflet.js"), "utf8");
const icons = {
  iconUrl: await picture("marker-icon.png"),
  iconRetinaUrl: await picture("marker-icon-2x.png"),
  shadowUrl: await picture("marker-shadow.png"),
};
const marker = `L.Icon.Default.imagePath="";L.Icon.Default.mergeOptions(${JSON.stringify(icons)});`;
await writeFile(
  join(out, "leaflet.js"),
  `${code.replace(/^\/\/# sourceMappingURL=.*$/m, "")}\n${marker}\n`,
);
let style = await readFile(join(leaflet, "leaflet.css"), "utf8");
for (const [whole, name] of style.matchAll(/url\(images\/([^)]+)\)/g))
  style = style.replace(whole, `url(${await picture(name)})`);
await writeFile(
  join(out, "leaflet.css"),
  (await transform(style, { loader: "css", minify: true })).code,
);

const brought = (lang) => Object.assign({}, ...Object.values(words).map((own) => own[lang]));
const translations = Object.entries(TRANSLATIONS).map(([lang, own]) => [
  lang,
  { ...own, ...brought(lang) },
]);
await writeFile(join(out, "words.json"), JSON.stringify(Object.fromEntries(translations)));
await writeFile(join(out, "review-words.json"), JSON.stringify(REVIEW_STRINGS));

// The same words for figures and documents, which Python draws.
const tables = Object.entries({ en, ...TRANSLATIONS }).map(([lang, own]) => [
  lang,
  { ...own, ...DENSITY_STRINGS[lang], ...COMPARE_STRINGS[lang], ...brought(lang) },
]);
await writeFile(join(out, "paper-words.json"), JSON.stringify(Object.fromEntries(tables)));
