// node build.mjs OUTDIR: bundles the page's scripts and styles, and copies what stands beside them in the page.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
if (!process.argv[2]) throw new Error("usage: node build.mjs OUTDIR");
const out = resolve(process.argv[2]);

/** Translations have the keys of the English table: the bundle holds their words in its order, and each key once. */
const wordsInOrder = {
  name: "words-in-order",
  setup({ onLoad }) {
    onLoad({ filter: /strings-\w+\.js$/ }, async ({ path }) => {
      if (path.endsWith("strings-en.js")) return null;
      const [{ en }, own] = await Promise.all([join(here, "src/strings-en.js"), path].map((file) => import(pathToFileURL(file))));
      const [[name, table]] = Object.entries(own);
      const words = Object.keys(en).map((key) => table[key]);
      const others = Object.fromEntries(Object.entries(table).filter(([key]) => !(key in en)));
      const contents = `import { en } from "./strings-en.js";
        const words = ${JSON.stringify(words)};
        export const ${name} = { ...${JSON.stringify(others)} };
        Object.keys(en).forEach((key, i) => { if (words[i] != null) ${name}[key] = words[i]; });`;
      return { contents, resolveDir: dirname(path), loader: "js" };
    });
  },
};

await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: { sitmap: "src/main.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "sitmap",
  target: "es2020",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  plugins: [wordsInOrder],
});

// Only `</script` could end the script element that the bundle stands in; no source line may hold it.
const script = await readFile(join(out, "sitmap.js"), "utf8");
if (/<\/script|<!--/i.test(script)) throw new Error("the bundle holds </script or <!--");

const leaflet = join(here, "node_modules/leaflet/dist");
const picture = async (name) => `data:image/png;base64,${(await readFile(join(leaflet, "images", name))).toString("base64")}`;

// Pictures go in, so that the page asks for no file: the layer switch, and the default marker of what a user adds.
const code = await readFile(join(leaflet, "leaflet.js"), "utf8");
const icons = { iconUrl: await picture("marker-icon.png"), iconRetinaUrl: await picture("marker-icon-2x.png"), shadowUrl: await picture("marker-shadow.png") };
const marker = `L.Icon.Default.imagePath="";L.Icon.Default.mergeOptions(${JSON.stringify(icons)});`;
await writeFile(join(out, "leaflet.js"), `${code.replace(/^\/\/# sourceMappingURL=.*$/m, "")}\n${marker}\n`);
let style = await readFile(join(leaflet, "leaflet.css"), "utf8");
for (const [whole, name] of style.matchAll(/url\(images\/([^)]+)\)/g)) style = style.replace(whole, `url(${await picture(name)})`);
await writeFile(join(out, "leaflet.css"), (await transform(style, { loader: "css", minify: true })).code);
