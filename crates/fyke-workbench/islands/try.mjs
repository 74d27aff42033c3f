// Every island on one page over made data, under the workbench's own policy:
// for trying them without a program behind them. `node try.mjs [PORT]` serves
// dist/ as it is; the browser tests use the same page.

import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The same numbers every time. */
function dice(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 4294967296;
  };
}

const PLACES = Object.entries({
  DE: ["Germany", 51, 10], NL: ["Netherlands", 52.2, 5.5], US: ["United States", 39, -98], TW: ["Taiwan", 23.7, 121],
  JP: ["Japan", 36, 138], CN: ["China", 35, 104], HK: ["Hong Kong", 22.3, 114.2], TR: ["Turkey", 39, 35], AE: ["United Arab Emirates", 24, 54],
  AM: ["Armenia", 40.2, 45], GE: ["Georgia", 42, 43.5], KZ: ["Kazakhstan", 48, 67], KG: ["Kyrgyzstan", 41.5, 74.5], UZ: ["Uzbekistan", 41.5, 64],
  RU: ["Russia", 60, 90], BY: ["Belarus", 53.5, 28], RS: ["Serbia", 44, 21], FI: ["Finland", 64, 26], LT: ["Lithuania", 55.3, 24], IN: ["India", 22, 79],
}).map(([country, [name, lat, lon]]) => ({ country, name, lat_milli: lat * 1000, lon_milli: lon * 1000, embargoed: country === "RU" || country === "BY" }));

function flows(arcs_wanted) {
  const roll = dice(7);
  const makers = ["DE", "NL", "US", "TW", "JP", "CN"];
  const middles = ["TR", "AE", "AM", "GE", "KZ", "KG", "UZ", "HK", "RS", "FI", "LT", "IN"];
  const pairs = [];
  for (const maker of makers) for (const middle of middles) pairs.push([maker, middle, "detour"]);
  for (const middle of middles) for (const end of ["RU", "BY"]) pairs.push([middle, end, "onward"]);
  for (const maker of makers) for (const end of ["RU", "BY"]) pairs.push([maker, end, "direct"]);
  const arcs = pairs.slice(0, arcs_wanted).map(([exporter, importer, part]) => {
    const size = 10 ** (3 + 4 * roll()) * 100;
    const by_month = Array.from({ length: 48 }, (_, at) => Math.round(size * (part === "direct" ? (at < 14 ? 1.4 : 0.05) : at < 14 ? 0.2 : 1 + roll())));
    const value_minor = by_month.reduce((sum, value) => sum + value, 0);
    return { exporter, importer, by_month, value_minor, mass_g: value_minor, rows: 10, part };
  });
  arcs.sort((a, b) => b.value_minor - a.value_minor);
  return { currency: "USD", first: "2021-01", months: 48, arcs, more: 0, places: PLACES };
}

const NAMES = ["Alfa Elektronik", "Бета Логистик ООО", "Gama Teknik Ltd", "شركة دلتا للتجارة", "Epsilon Trading FZE", "中兴贸易有限公司", "Omega Aviation", "Sigma Parts GmbH", "Kappa Invest", "Lambda Shipping"];

function graph(of, count, seed) {
  const roll = dice(seed);
  const schemas = ["Company", "Company", "Company", "Person", "Vessel", "LegalEntity", "Address"];
  const node = (id, at) => ({ id, caption: `${NAMES[at % NAMES.length]}${at >= NAMES.length ? ` ${at}` : ""}`, schema: schemas[Math.floor(roll() * schemas.length)], country: ["TR", "AE", "KG", "RU", null][Math.floor(roll() * 5)], listed: roll() < 0.12, degree: 1 + Math.floor(roll() ** 3 * 60) });
  const nodes = [{ ...node(of, seed), schema: "Company", degree: count }];
  const edges = [];
  for (let at = 1; at < count; at++) {
    const id = `${of}-${at}`;
    nodes.push(node(id, at + seed));
    const other = nodes[Math.floor(roll() ** 2.2 * at)].id;
    const kind = roll() < 0.7 ? "trade" : roll() < 0.6 ? "ownership" : "directorship";
    edges.push({ from: other, to: id, kind, words: kind === "trade" ? "40 consignments of 854231" : `${kind}, 50 %`, rows: 40, values: kind === "trade" ? [{ minor: Math.round(10 ** (4 + 5 * roll())), currency: "USD" }] : [], mass_g: 1000, first: `20${21 + Math.floor(roll() * 2)}-02-03`, last: `20${23 + Math.floor(roll() * 2)}-05-06` });
  }
  return { nodes, edges, more: 3 };
}

const CHAIN = {
  title: "re-exports of 8542 to RU, 2022 to 2024",
  nodes: [["US", "United States", "maker"], ["TW", "Taiwan", "maker"], ["DE", "Germany", "maker"], ["NL", "Netherlands", "maker"], ["TR", "Turkey", "middle"], ["AE", "United Arab Emirates", "middle"], ["HK", "Hong Kong", "middle"], ["KG", "Kyrgyzstan", "seller"], ["KZ", "Kazakhstan", "seller"], ["AM", "Armenia", "seller"], ["RU", "Russia", "end"]].map(([id, name, role]) => ({ id, name, country: id, role })),
  links: [[0, 4, 40, "detour"], [0, 6, 90, "detour"], [1, 6, 120, "detour"], [1, 5, 20, "detour"], [2, 4, 60, "detour"], [2, 8, 25, "detour"], [3, 5, 35, "detour"], [2, 10, 4, "direct"], [6, 7, 50, "detour"], [4, 7, 20, "detour"], [4, 9, 30, "detour"], [5, 8, 24, "detour"], [6, 10, 140, "onward"], [4, 10, 35, "onward"], [7, 10, 60, "onward"], [8, 10, 44, "onward"], [9, 10, 26, "onward"], [10, 4, 2, "other"]].map(([from, to, value, part]) => ({ from, to, value: { minor: value * 1e8, currency: "USD" }, mass_g: value * 1000, rows: value, days: ["2022-03-01", "2024-11-30"], part })),
  note: "values as declared by the exporter",
};

const SERIES = (() => {
  const roll = dice(3);
  const at = Array.from({ length: 48 }, (_, month) => `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`);
  const line = (name, part, before, after) => ({ name, part, values: at.map((_, month) => (month === 9 ? null : (month < 14 ? before : after) * (0.8 + 0.4 * roll()))) });
  return { unit: "USD", at, lines: [line("direct to RU", "direct", 9e6, 4e5), line("by way of KG", "detour", 4e5, 6e6), line("KG onward", "onward", 2e5, 5e6)], marks: [{ at: "2022-02", name: "export ban" }, { at: "2022-04", name: "5th package" }, { at: "2023-05", name: "common high priority list" }] };
})();

const TIMELINE = (() => {
  const roll = dice(11);
  const pad = (number) => String(number).padStart(2, "0");
  const day = () => `20${21 + Math.floor(roll() * 4)}-${pad(1 + Math.floor(roll() * 12))}-${pad(1 + Math.floor(roll() * 28))}`;
  const events = [];
  for (let at = 0; at < 40; at++) {
    const from = day();
    events.push({ kind: "consignment", from, to: from, words: `854231, ${at + 1} kg, USD ${at * 1300}`, other: null });
  }
  events.push({ kind: "ownership", from: "2021-03-01", to: "2023-09-14", words: "50 % held by Kappa Invest", other: null });
  events.push({ kind: "ownership", from: "2023-09-15", to: "2024-12-01", words: "100 % held by Omega", other: null });
  events.push({ kind: "directorship", from: "2022-04-02", to: "2024-12-01", words: "directed by A. Petrov", other: null });
  events.push({ kind: "listing", from: "2024-02-23", to: "2024-02-23", words: "listed by the EU", other: null });
  return events;
})();

const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

function page(query) {
  const manifest = JSON.parse(readFileSync(join(here, "dist/manifest.json"), "utf8"));
  const only = query.get("only")?.split(",");
  const part = (name, html) => (!only || only.includes(name) ? `<section><h2>${name}</h2>${html}</section>` : "");
  const data = graph("a", 40, 0);
  const theme = query.get("theme");
  const arcs = flows(999).arcs;
  return `<!doctype html><html lang="${escape(query.get("lang") ?? "en")}" dir="${query.get("dir") === "rtl" ? "rtl" : "ltr"}"${theme ? ` data-theme="${escape(theme)}"` : ""}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>islands</title>
<meta name="htmx-config" content='{"includeIndicatorCSS":false}'>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
<script type="module" src="/assets/${manifest["boot.js"].file}"></script><script type="module" src="/assets/${manifest["htmx.js"].file}"></script></head><body>
<header class="top"><nav class="menu" aria-label="menu"><ul><li><a href="/?only=graph">graph</a></li><li><a href="/?only=flowmap">flow map</a></li></ul></nav>
<div data-island="palette" data-when="click" data-search="/search" data-src="/commands.json"><button type="button" data-load>go to</button></div></header>
<main id="main"><h1>islands</h1>
${part("graph", `<div data-island="graph" data-src="/graph.json" data-expand="/expand.json" data-table="parties" data-entity="/entities/{id}" data-edge="/edges?from={from}&amp;to={to}"></div>
<div class="scroll"><table id="parties"><caption>parties</caption><thead><tr><th scope="col">name</th><th scope="col">kind</th><th scope="col">country</th><th scope="col" class="n">links</th></tr></thead><tbody>${data.nodes.slice(0, 12).map((node) => `<tr data-node="${escape(node.id)}"><th scope="row" data-col="name"><a href="/entities/${escape(node.id)}" dir="auto">${escape(node.caption)}</a></th><td data-col="schema">${node.schema}</td><td data-col="country">${node.country ?? ""}</td><td class="n" data-col="degree">${node.degree}</td></tr>`).join("")}</tbody></table></div>`)}
${part("flowmap", `<div data-island="flowmap" data-src="/flows.json" data-table="routes" data-route="/flows/{exporter}/{importer}?from={from}&amp;to={to}"></div><p class="hint">Outlines are Natural Earth's; they take no side in disputes over borders.</p>
<div class="scroll"><table id="routes"><caption>routes</caption><thead><tr><th scope="col">from</th><th scope="col">to</th><th scope="col" class="n">value</th></tr></thead><tbody>${arcs.slice(0, 8).map((arc) => `<tr data-arc="${arc.exporter} ${arc.importer}"><td>${arc.exporter}</td><td><a href="/flows/${arc.exporter}/${arc.importer}">${arc.importer}</a></td><td class="n" data-col="value"></td></tr>`).join("")}</tbody></table></div>`)}
${part("flowmap-large", `<div data-island="flowmap-large" data-when="click" data-src="/flows.json"><button type="button" data-load>draw all routes</button></div>`)}
${part("sankey", `<div data-island="sankey" data-src="/chain.json" data-row="link-{at}"></div><ul>${CHAIN.links.map((link, at) => `<li id="link-${at}">${CHAIN.nodes[link.from].name} to ${CHAIN.nodes[link.to].name}</li>`).join("")}</ul>`)}
${part("series", `<div data-island="series"><script type="application/json">${JSON.stringify(SERIES)}</script></div>`)}
${part("timeline", `<div data-island="timeline" data-src="/timeline.json"></div>`)}
${part("matrix", `<form method="post" action="/matrix" data-island="matrix"><div class="scroll"><table><caption>which evidence speaks for which</caption><thead><tr><th scope="col">hypothesis</th><th scope="col">e1</th><th scope="col">e2</th><th scope="col">e3</th><th scope="col">sum</th></tr></thead><tbody>${["it is diverted", "it is used where declared", "the rows are wrong"].map((text, y) => `<tr><th scope="row">${text}</th>${[0, 1, 2].map((x) => `<td><select name="c${y}${x}" aria-label="${text}, e${x + 1}"><option value=""></option>${["strongly against", "against", "neither", "for", "strongly for"].map((word, at) => `<option value="${at + 1}" data-counts="${at - 2}">${word}</option>`).join("")}</select></td>`).join("")}<td><output></output></td></tr>`).join("")}</tbody></table></div><button>keep</button></form>`)}
${part("keys", `<div data-island="keys" data-when="key"></div><ul data-rows data-key-next="j" data-key-previous="k" data-key-next-says="next lead" data-key-previous-says="previous lead">${[1, 2, 3].map((at) => `<li data-row><a href="#lead-${at}" id="lead-${at}">lead ${at}</a> <button type="button" data-key="d" data-key-says="dismiss" data-press="${at}">dismiss</button></li>`).join("")}</ul>`)}
${part("passkey", `<form method="post" action="/login"><label>passphrase <input type="password" name="passphrase"></label><div data-island="passkey" data-when="click" data-needs="PublicKeyCredential" data-mode="register" data-begin="/passkey/begin" data-finish="/passkey/finish" hidden><button type="button" data-load>use a passkey</button></div></form>`)}
</main></body></html>`;
}

const ANSWERS = {
  "/graph.json": () => graph("a", 40, 0),
  "/big.json": () => graph("a", 900, 0),
  "/expand.json": (query) => graph(query.get("node") ?? "a", 12, (query.get("node") ?? "a").length + 5),
  "/flows.json": () => flows(999),
  "/chain.json": () => CHAIN,
  "/timeline.json": () => TIMELINE,
  "/commands.json": () => [{ name: "verify the record", href: "/record/verify", hint: "record" }],
};

/** Serves the page; resolves to its address. `answers` may add JSON, by path. */
export function serve(port = 0, answers = {}) {
  const all = { ...ANSWERS, ...answers };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const send = (type, body, status = 200) => {
      const bytes = gzipSync(body);
      response.writeHead(status, { "content-type": type, "content-encoding": "gzip", "content-security-policy": CSP, "x-content-type-options": "nosniff" });
      response.end(bytes);
    };
    const answer = all[url.pathname];
    if (url.pathname === "/") return send("text/html; charset=utf-8", page(url.searchParams));
    if (url.pathname === "/style.css") return send("text/css", readFileSync(join(here, "../style/base.css")));
    if (answer) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      return send("application/json", JSON.stringify(await answer(url.searchParams, Buffer.concat(chunks).toString())));
    }
    const name = /^\/assets\/([\w.-]+)$/.exec(url.pathname)?.[1];
    const file = name && join(here, "dist", name);
    if (!file || !existsSync(file)) return send("text/plain", "nothing here", 404);
    send(name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "application/json", readFileSync(file));
  });
  return new Promise((done) => server.listen(port, "127.0.0.1", () => done({ address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.argv[2] ?? 7002));
  console.log(address);
}
