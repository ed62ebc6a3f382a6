// node app6.mjs OUTDIR: bundles what draws military symbols; Python runs it while a map is made, no page holds it.

import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

if (!process.argv[2]) throw new Error("usage: node app6.mjs OUTDIR");
const options = {
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
};
await build({
  ...options,
  absWorkingDir: dirname(fileURLToPath(import.meta.url)),
  outdir: resolve(process.argv[2]),
  entryPoints: { app6: "src/app6/main.js" },
  globalName: "app6",
});
