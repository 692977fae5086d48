// Puts the packages of package-lock.json together for browsers: each file in entries/ becomes one module, and one
// style sheet where it imports any, in service/web/static/vendor. LICENSES.txt there is written last, so that its
// date is the date of the whole.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const vendor = join(here, "..", "static", "vendor");
const FREE = ["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "CC0-1.0", "CC-BY-4.0"];
// Licences of packages that name none in package.json, as their own LICENSE file gives them.
const READ = { jsuri: "MIT" };

const used = packages();
const strange = used.filter((one) => !free(one.license));
if (strange.length) {
  const names = strange.map((one) => `${one.name} (${one.license})`).join(", ");
  console.error(`These packages may not be shipped under their licence: ${names}. Take others, or widen FREE in build.mjs.`);
  process.exit(1);
}

rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
await build({
  entryPoints: readdirSync(join(here, "entries")).map((file) => join(here, "entries", file)),
  outdir: vendor,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  loader: { ".svg": "dataurl", ".png": "dataurl" },
  legalComments: "none", // the whole texts stand in LICENSES.txt
  logLevel: "error",
});
writeFileSync(join(vendor, "LICENSES.txt"), used.map(notice).join("\n"));

// What the lock file names for browsers: not the tools that only build.
function packages() {
  const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, one]) => path && !one.dev && !one.optional)
    .map(([path, one]) => ({ path, name: path.split("node_modules/").pop(), ...one }))
    .map((one) => ({ ...one, license: one.license ?? READ[one.name] ?? "no licence given" }));
}

// Whether a licence expression (SPDX: "(MPL-2.0 OR Apache-2.0)") lets us ship the package.
function free(expression) {
  const all = expression.replace(/[()]/g, "").split(" AND ");
  return all.every((part) => part.split(" OR ").some((name) => FREE.includes(name)));
}

function notice({ path, name, version, license }) {
  const folder = join(here, path);
  const file = existsSync(folder) && readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${version} - ${license}\n${text}\n`;
}
