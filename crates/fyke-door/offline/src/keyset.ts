// The key set: read as the door's own program reads it, and refused for the same reasons.

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { ascii, concat, Reader, same } from "./bytes.ts";

export interface Person {
  name: string;
  key: Uint8Array;
  id: Uint8Array;
}

export interface KeySet {
  door: Uint8Array;
  day: number;
  opening: number;
  people: Person[];
}

const PUBLIC = 1216;

function verify(key: Uint8Array, name: string, signed: Uint8Array, signature: Uint8Array): void {
  const text = concat(ascii(name), new Uint8Array(1), sha256(signed));
  if (!ed25519.verify(signature, text, key, { zip215: false })) throw new Error("signature");
}

/** Verified keys of one day; throws where there are none. */
export function readKeySet(bytes: Uint8Array, day: number): KeySet {
  const reader = new Reader(bytes);
  reader.magic("FYKEKEY1");
  const roster = readRoster(reader.take(reader.number(4)));
  const lists = new Map<string, { first: number; keys: Uint8Array[] }>();
  for (let left = reader.number(1); left > 0; left--) {
    const list = readList(reader.take(reader.number(4)), roster.door);
    const known = roster.people.some((person) => same(person.sign, list.signer));
    if (!known || lists.has(String(list.signer))) throw new Error("stranger");
    lists.set(String(list.signer), list);
  }
  reader.end();
  const people: Person[] = [];
  for (const { name, sign } of roster.people) {
    const list = lists.get(String(sign));
    const key = list?.keys[day - list.first];
    if (key) people.push({ name, key, id: sha256(key).subarray(0, 16) });
  }
  if (day < roster.first || day > roster.last || people.length < roster.opening) throw new Error("stale");
  return { door: roster.door, day, opening: roster.opening, people };
}

function readRoster(bytes: Uint8Array) {
  const reader = new Reader(bytes);
  reader.magic("FYKEROS1");
  const root = reader.take(32);
  reader.take(4);
  const [first, last, opening] = [reader.number(4), reader.number(4), reader.number(1)];
  if (opening !== 1 && opening !== 2) throw new Error("opening");
  reader.take(32 + 32 + PUBLIC);
  const many = reader.number(1);
  if (many < opening || many > 10) throw new Error("recipients");
  const people = Array.from({ length: many }, () => {
    const name = new TextDecoder("utf-8", { fatal: true }).decode(reader.take(reader.number(2)));
    const sign = reader.take(32);
    reader.take(PUBLIC);
    return { name, sign };
  });
  const signed = bytes.subarray(0, reader.at);
  verify(root, "fyke roster v1", signed, reader.take(64));
  reader.end();
  return { door: sha256(concat(ascii("fyke door v1"), root)), first, last, opening, people };
}

function readList(bytes: Uint8Array, door: Uint8Array) {
  const reader = new Reader(bytes);
  reader.magic("FYKEDAY1");
  if (!same(reader.take(32), door)) throw new Error("other door");
  const signer = reader.take(32);
  const first = reader.number(4);
  const many = reader.number(1);
  if (many === 0 || many > 32) throw new Error("days");
  const keys = Array.from({ length: many }, () => reader.take(PUBLIC));
  const signed = bytes.subarray(0, reader.at);
  verify(signer, "fyke day keys v1", signed, reader.take(64));
  reader.end();
  return { signer, first, keys };
}
