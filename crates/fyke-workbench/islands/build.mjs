// Builds the islands into dist/, which is committed and embedded in the program, so
// that `cargo build` needs no Node.
//
//   node build.mjs          writes dist/
//   node build.mjs --check  builds in a scratch folder and compares byte for byte
//
// Names carry a hash of their content, so a browser may keep them for ever; pages
// find them in dist/manifest.json. No minified file is edited afterwards but one:
// htmx is copied as its authors built it.

import { createHash } from "node:crypto";
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
// packages may lie elsewhere (`cargo xtask test` keeps them out of the tree)
const modules = process.env.FYKE_NODE_MODULES ?? join(here, "node_modules");
const { build } = await import(pathToFileURL(join(modules, "esbuild/lib/main.js")).href);

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  nodePaths: [modules],
  // names of what is built hold the ways to packages: a linked folder must not change them
  preserveSymlinks: true,
  metafile: true,
  loader: { ".json": "file" },
  assetNames: "[name]-[hash]",
};

/** Licences of what is in the bundles, each once, so that they travel with the code. */
function licences(metafiles) {
  const packages = new Set(["htmx.org"]);
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const parts = path.split("node_modules/");
      if (parts.length < 2) continue;
      const [scope, name] = parts.at(-1).split("/");
      packages.add(scope.startsWith("@") ? `${scope}/${name}` : scope);
    }
  }
  const texts = [...packages].sort().map((name) => {
    const folder = join(modules, name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `(the package holds no text of its licence)`;
    return `${name} ${about.version}\n${about.license ?? "see below"}\n\n${text}\n`;
  });
  return `What is linked into these files, and under what licence.\n\n${texts.join("\n" + "-".repeat(78) + "\n\n")}`;
}

async function buildInto(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const style = await build({ ...common, entryPoints: ["src/islands.css"], outdir: folder, entryNames: "[name]-[hash]" });
  const css = basename(Object.keys(style.metafile.outputs).find((path) => path.endsWith(".css")));
  const modern = {
    ...common,
    outdir: folder,
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    define: { ISLANDS_CSS: JSON.stringify(css), "process.env.NODE_ENV": '"production"' },
  };
  // what others wrote and is large stays one file, so that a change of ours does not rename it
  const vendor = await build({ ...modern, entryPoints: ["src/vendor/deck.ts"] });
  const deck = Object.entries(vendor.metafile.outputs).find(([, output]) => output.entryPoint)[0];
  const ready = {
    name: "built already",
    setup: ({ onResolve }) => onResolve({ filter: /\/vendor\/deck\.ts$/ }, () => ({ path: `./${basename(deck)}`, external: true })),
  };
  const scripts = await build({ ...modern, entryPoints: ["src/boot.ts"], plugins: [ready] });
  const htmx = readFileSync(join(modules, "htmx.org/dist/htmx.min.js"), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  const htmxName = `htmx-${hash(htmx)}.js`;
  writeFileSync(join(folder, htmxName), htmx);
  writeFileSync(join(folder, "LICENSES.txt"), licences([style.metafile, vendor.metafile, scripts.metafile]));

  // logical name -> file, its size, and what it fetches before it runs
  const outputs = new Map(
    [vendor, scripts].flatMap(({ metafile }) => Object.entries(metafile.outputs)).map(([path, output]) => [basename(path), output]),
  );
  const statics = (name, seen = new Set()) => {
    for (const { path, kind } of outputs.get(name)?.imports ?? []) {
      const next = basename(path);
      if (kind !== "import-statement" || seen.has(next)) continue;
      seen.add(next);
      statics(next, seen);
    }
    return seen;
  };
  const sizeOf = (name) => {
    const bytes = readFileSync(join(folder, name));
    return { bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  };
  const files = {};
  for (const name of readdirSync(folder).sort()) {
    if (name === "LICENSES.txt") continue;
    const entry = outputs.get(name)?.entryPoint;
    const logical = entry ? basename(entry).replace(/\.ts$/, ".js") : name.replace(/-[0-9A-Za-z]+(\.[a-z]+)$/, "$1");
    const with_ = [...statics(name)].sort();
    const whole = [name, ...with_].reduce((sum, each) => sum + sizeOf(each).gzip, 0);
    files[logical === "chunk.js" ? name : logical] = { file: name, ...sizeOf(name), ...(with_.length ? { imports: with_, gzip_with_imports: whole } : {}) };
  }
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(files, null, 2) + "\n");
  writeFileSync(join(folder, "embedded.rs"), embedded(files, await wordsOf()));
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".js"))) {
    const text = readFileSync(join(folder, name), "utf8");
    // code out of text would be refused by the page's policy, when it runs and not before
    for (const wrong of [/\bnew Function\(/, /[^.\w]eval\(/, /createElement\(["'`]style["'`]\)/]) {
      const found = wrong.exec(text);
      if (found) console.warn(`${name}: ...${text.slice(Math.max(0, found.index - 60), found.index + 60)}...`);
    }
  }
  return files;
}

/** Names of the messages that islands say, each with the values it takes. */
async function wordsOf() {
  const built = await build({ ...common, metafile: false, loader: {}, entryPoints: ["src/words.ts"], write: false, format: "esm" });
  const { ENGLISH } = await import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].text).toString("base64")}`);
  return Object.entries(ENGLISH).map(([id, text]) => [id, [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1])]);
}

/** What the program reads when it is built: a file of Rust, so that it needs nothing to find the others. */
function embedded(files, words) {
  const file = (logical, name) => `    (${JSON.stringify(logical)}, ${JSON.stringify(name)}, include_bytes!(${JSON.stringify(name)})),`;
  const lines = Object.entries(files).map(([logical, { file: name }]) => file(logical, name));
  lines.push(file("LICENSES.txt", "LICENSES.txt"));
  const message = ([id, values]) => `    (${JSON.stringify(id)}, &[${values.map((value) => JSON.stringify(value)).join(", ")}]),`;
  return [
    "// Written by islands/build.mjs: what an island is called, its file, its bytes.",
    "pub(crate) const FILES: &[(&str, &str, &[u8])] = &[",
    ...lines,
    "];",
    "",
    "// Messages that islands say, and the values each takes.",
    "pub(crate) const MESSAGES: &[(&str, &[&str])] = &[",
    ...words.map(message),
    "];",
    "",
  ].join("\n");
}

function same(a, b) {
  const [ours, theirs] = [a, b].map((folder) => (existsSync(folder) ? readdirSync(folder).sort() : []));
  const wrong = [];
  for (const name of new Set([...ours, ...theirs])) {
    if (!ours.includes(name)) wrong.push(`${name} is missing`);
    else if (!theirs.includes(name)) wrong.push(`${name} is not built by the sources`);
    else if (!readFileSync(join(a, name)).equals(readFileSync(join(b, name)))) wrong.push(`${name} differs`);
  }
  return wrong;
}

const dist = join(here, "dist");
if (process.argv.includes("--check")) {
  const scratch = mkdtempSync(join(tmpdir(), "fyke-islands-"));
  await buildInto(join(scratch, "dist"));
  const wrong = same(dist, join(scratch, "dist"));
  rmSync(scratch, { recursive: true, force: true });
  if (wrong.length) {
    console.error(`dist/ is not what the sources build; run \`node build.mjs\` and commit it:\n  ${wrong.join("\n  ")}`);
    process.exit(1);
  }
  console.log("dist/ is what the sources build");
} else {
  const files = await buildInto(dist);
  for (const [name, { file, bytes, gzip, gzip_with_imports }] of Object.entries(files)) {
    console.log(`${name.padEnd(28)} ${String(bytes).padStart(9)} B ${String(gzip_with_imports ?? gzip).padStart(8)} gz  ${file}`);
  }
}
