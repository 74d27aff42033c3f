// Builds dist/seal.html: one file, its script and style inside, and a policy that
// lets these two run and nothing reach a network.
//
//   node build.mjs          writes dist/seal.html
//   node build.mjs --check  builds again and compares byte for byte

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
// packages may lie elsewhere (`cargo xtask test` keeps them out of the tree)
const modules = process.env.FYKE_NODE_MODULES ?? join(here, "node_modules");
const { build } = await import(pathToFileURL(join(modules, "esbuild/lib/main.js")).href);

// what the page says, so that it carries no other words of the door
const said = new Set(
  [...readFileSync(join(here, "src/main.ts"), "utf8").matchAll(/(?:say|fill)\("([a-z.]+)"/g)].map((found) => found[1]),
);
const words = {
  name: "the words that the page says",
  setup({ onLoad }) {
    onLoad({ filter: /words[/\\][a-z]{2}\.txt$/ }, ({ path }) => ({
      loader: "text",
      contents: readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => said.has(line.split("=")[0]))
        .join("\n"),
    }));
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  nodePaths: [modules],
  loader: { ".txt": "text" },
  plugins: [words],
});
const script = outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
const style = readFileSync(join(here, "src/page.css"), "utf8").trim();
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => (path.includes("node_modules/") ? [path.split("node_modules/").at(-1).split("/").slice(0, 2).join("/")] : [])),
);
const licences = [...packages].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  const text = readFileSync(join(modules, name, "LICENSE"), "utf8").trim();
  return `${name} ${version} (${license})\n${text}`;
});

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Seal on this machine</title>
<style>${style}</style>
</head>
<body>
<main><noscript><p>This page seals on your own machine and needs its script. Open it offline, in a browser that runs it.</p></noscript></main>
<script>${script}</script>
</body>
</html>
<!--
Linked into this page:

${licences.join("\n\n").replaceAll("--", "- -")}
-->
`;

const target = join(here, "dist/seal.html");
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== page) {
    console.error("dist/seal.html is not what the sources build; run `node build.mjs` and commit it");
    process.exit(1);
  }
  console.log("dist/seal.html is what the sources build");
} else {
  mkdirSync(join(here, "dist"), { recursive: true });
  writeFileSync(target, page);
  console.log(`${Buffer.byteLength(page)} bytes, SHA-256 ${createHash("sha256").update(page).digest("hex")}`);
}
