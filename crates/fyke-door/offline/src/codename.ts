// Nine words, what follows from them at one door, and receipts in words.

import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import LIST from "../../src/codename/words.txt";
import { ascii, concat } from "./bytes.ts";

const WORDS = LIST.trim().split("\n");

/** The two words of each three bytes. */
export function inWords(bytes: Uint8Array): string[] {
  const out: string[] = [];
  for (let at = 0; at + 3 <= bytes.length; at += 3) {
    const both = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    out.push(WORDS[both >> 12]!, WORDS[both & 0xfff]!);
  }
  return out;
}

/** The nine words of twelve random bytes. */
export function codenameOf(random: Uint8Array): string {
  const hash = sha256(concat(ascii("fyke codename check v1"), random));
  return [...inWords(random), WORDS[((hash[0]! << 8) | hash[1]!) >> 4]!].join(" ");
}

export interface Tie {
  id: Uint8Array;
  mac: Uint8Array;
  cover: Uint8Array;
}

/** What a message of a day carries of a conversation. */
export function tieOf(random: Uint8Array, door: Uint8Array, day: number): Tie {
  const derived = (info: string, length: number) => hkdf(sha512, random, door, ascii(info), length);
  return {
    id: derived("fyke conversation v1", 16),
    mac: derived("fyke continuity v1", 32),
    cover: cover(derived("fyke replies v1", 32), day),
  };
}

// the tree of sixteen levels: the day's own leaf, then each right sibling of its path
function cover(seed: Uint8Array, first: number): Uint8Array {
  if (first >= 1 << 16) throw new Error("day");
  const node = (day: number, level: number) => {
    let at = seed;
    for (let bit = 15; bit >= level; bit--) at = hmac(sha256, at, concat(ascii("fyke tree v1"), Uint8Array.of((day >> bit) & 1)));
    return at;
  };
  const nodes = [node(first, 0)];
  for (let level = 0; level < 16; level++) {
    if (((first >> level) & 1) === 0) nodes.push(node(((first >> level) | 1) << level, level));
  }
  return concat(...nodes);
}
