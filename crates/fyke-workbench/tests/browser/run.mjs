// All tests of the browser in one process, so that one browser serves them all:
// `node run.mjs` or `node run.mjs 07 axe`.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe } from "node:test";
import { closeBrowser } from "./harness.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();

after(closeBrowser);
for (const file of files) {
  const { default: suite } = await import(pathToFileURL(join(here, file)));
  describe(file.replace(".test.mjs", ""), suite);
}
