// Seals with the committed page's own script, without a browser, for whoever opens it elsewhere:
//
//   node try.mjs KEYSET DAY FOLDER JOB...   JOB: TO:TEXT-LENGTH or TO:file:LENGTH; TO: all or a place
//
// Writes FOLDER/<n>.sealed and prints a line of JSON for each: codename, receipt, length.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";

const here = dirname(fileURLToPath(import.meta.url));
const page = readFileSync(join(here, "dist/seal.html"), "utf8");
runInThisContext(/<script>(.*)<\/script>/s.exec(page)[1]);
const { readKeySet, sealText, sealFile, ofBytes, codenameOf, tieOf, inWords, randomBytes } = globalThis.fyke;

const [keyset, day, folder, ...jobs] = process.argv.slice(2);
const keys = readKeySet(new Uint8Array(readFileSync(keyset)), Number(day));
const bytesOf = (length) => Uint8Array.from({ length }, (_, at) => 97 + (at % 26));
let number = 0;
for (const job of jobs) {
  const [to, ...what] = job.split(":");
  const random = randomBytes(12);
  const chosen = to === "all" ? keys.people.map((_, at) => at) : [Number(to)];
  const about = { keys, chosen, tie: tieOf(random, keys.door, keys.day), message: randomBytes(16), language: "en" };
  const sealed = [];
  if (what[0] === "file") {
    const most = what[2] ? Number(what[2]) : undefined;
    for await (const part of sealFile(about, 0, "a name.bin", ofBytes(bytesOf(Number(what[1]))), most)) sealed.push(part);
  } else {
    sealed.push(await sealText(about, bytesOf(Number(what[0]))));
  }
  for (const { parts, receipt, part = 0 } of sealed) {
    writeFileSync(join(folder, `${number++}.sealed`), Buffer.concat(parts));
    console.log(JSON.stringify({ codename: codenameOf(random), receipt: inWords(receipt).join(" "), part }));
  }
}
