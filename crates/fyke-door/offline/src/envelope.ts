// The envelope, sealed chunk by chunk, and the content inside it.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expand, extract, hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { ascii, concat, number, run } from "./bytes.ts";
import type { Tie } from "./codename.ts";
import { share } from "./hpke.ts";
import type { KeySet } from "./keyset.ts";

const CELL = 65_280;
const CHUNK = 65_536;
const TAG = 16;
const BUCKET_MAX = 10;

const opening = (keys: KeySet, chosen: number[]) => (chosen.length < 2 ? 1 : keys.opening);

function clearBytes(bucket: number, people: number, opening: number): number {
  const wraps = opening === 1 ? people : (people * (people - 1)) / 2;
  const body = CELL * 2 ** bucket - (48 + people * (16 + 1120) + 32 + wraps * 48);
  return body - Math.ceil(body / (CHUNK + TAG)) * TAG;
}

/** Most bytes that one envelope of a bucket holds. */
export const capacity = (keys: KeySet, chosen: number[], bucket = BUCKET_MAX): number =>
  clearBytes(bucket, chosen.length, opening(keys, chosen)) - 8;

export interface Sealed {
  parts: Uint8Array[];
  receipt: Uint8Array;
}

/** Seals clear bytes that come in pieces; how many there are is known before. */
export async function seal(keys: KeySet, chosen: number[], length: number, pieces: AsyncIterable<Uint8Array>): Promise<Sealed> {
  const two = opening(keys, chosen);
  const bucket = Array.from({ length: BUCKET_MAX + 1 }, (_, at) => at).find((at) => capacity(keys, chosen, at) >= length);
  if (bucket === undefined) throw new Error("too much");
  const people = chosen.map((at) => keys.people[at]!);
  const fixed = concat(ascii("FYKEENV1"), keys.door, number(keys.day, 4), Uint8Array.of(bucket, two, people.length, 0));
  const key = randomBytes(32);
  const addressed = people.map(({ key, id }) => ({ id, ...share(key, concat(ascii("fyke envelope v1"), fixed, id)) }));
  const named = concat(
    fixed,
    ...addressed.flatMap(({ id, enc }) => [id, enc]),
    hkdf(sha256, key, undefined, ascii("fyke envelope commitment v1"), 32),
  );
  const binding = sha256(named);
  const wraps: Uint8Array[] = [];
  for (let i = 0; i < people.length; i++) {
    for (let j = two === 1 ? i : i + 1; j < (two === 1 ? i + 1 : people.length); j++) {
      const both = i === j ? addressed[i]!.share : concat(addressed[i]!.share, addressed[j]!.share);
      const wrap = expand(sha256, extract(sha256, both, binding), concat(ascii("fyke wrap v1"), Uint8Array.of(i, j)), 32);
      wraps.push(chacha20poly1305(wrap, new Uint8Array(12), binding).encrypt(key));
    }
  }
  const header = concat(named, ...wraps);
  const headerHash = sha256(header);
  const bodyKey = hkdf(sha256, key, headerHash, ascii("fyke envelope body v1"), 32);

  const hash = sha256.create().update(header);
  const parts = [header];
  let left = clearBytes(bucket, people.length, two);
  let chunk = 0;
  let held = new Uint8Array(0);
  const feed = (bytes: Uint8Array) => {
    held = concat(held, bytes) as Uint8Array<ArrayBuffer>;
    while (left > 0 && held.length >= Math.min(CHUNK, left)) {
      const size = Math.min(CHUNK, left);
      left -= size;
      const nonce = concat(number(chunk, 11), Uint8Array.of(left === 0 ? 1 : 0));
      const sealed = chacha20poly1305(bodyKey, nonce, headerHash).encrypt(held.subarray(0, size));
      hash.update(sealed);
      parts.push(sealed);
      held = held.slice(size);
      chunk++;
    }
  };
  let came = 0;
  for await (const piece of pieces) {
    came += piece.length;
    feed(piece);
  }
  if (came !== length) throw new Error("length");
  let padding = capacity(keys, chosen, bucket) - length;
  while (padding > 0) {
    const some = Math.min(padding, CHUNK);
    feed(new Uint8Array(some));
    padding -= some;
  }
  feed(number(length, 8));
  return { parts, receipt: hash.digest().subarray(0, 6) };
}

/** A file's part, or nothing for a message. */
export interface FilePart {
  file: number;
  part: number;
  of: number;
  offset: number;
  name: string;
}

function headOf(tie: Tie, day: number, message: Uint8Array, language: string, about?: FilePart): Uint8Array {
  const head = [ascii("FYKECON1"), Uint8Array.of(about ? 1 : 0), number(day, 4), message, tie.id, tie.mac, tie.cover, run(ascii(language))];
  if (about) {
    let name = ascii(about.name);
    while (name.length > 255) name = ascii(new TextDecoder().decode(name.subarray(0, 255)).slice(0, -1));
    head.push(number(about.file, 1), number(about.part, 4), number(about.of, 4), number(about.offset, 8), run(name));
  }
  return concat(...head);
}

/** What a file's part may carry, however long its name. */
export const partSize = (keys: KeySet, chosen: number[], bucket = BUCKET_MAX): number => capacity(keys, chosen, bucket) - 2048;

type Source = { size: number; read(from: number, to: number): Promise<Uint8Array> };

export const ofBytes = (bytes: Uint8Array): Source => ({ size: bytes.length, read: async (from, to) => bytes.subarray(from, to) });

export interface Job {
  keys: KeySet;
  chosen: number[];
  tie: Tie;
  message: Uint8Array;
  language: string;
}

/** A text as one envelope. */
export async function sealText(job: Job, text: Uint8Array): Promise<Sealed> {
  const head = headOf(job.tie, job.keys.day, job.message, job.language);
  const mac = hmac(sha256, job.tie.mac, concat(head, text));
  async function* pieces() {
    yield head;
    yield text;
    yield mac;
  }
  return seal(job.keys, job.chosen, head.length + text.length + 32, pieces());
}

/** A file as one envelope a part. */
export async function* sealFile(job: Job, file: number, name: string, source: Source, most = partSize(job.keys, job.chosen)): AsyncGenerator<Sealed & { part: number; of: number }> {
  const of = Math.max(1, Math.ceil(source.size / most));
  const fileHash = sha256.create();
  for (let part = 0; part < of; part++) {
    const offset = part * most;
    const end = Math.min(source.size, offset + most);
    const head = headOf(job.tie, job.keys.day, job.message, job.language, { file, part, of, offset, name });
    async function* pieces() {
      const mac = hmac.create(sha256, job.tie.mac);
      const seen = (bytes: Uint8Array) => (mac.update(bytes), bytes);
      yield seen(head);
      for (let at = offset; at < end; at += CHUNK) {
        const piece = await source.read(at, Math.min(end, at + CHUNK));
        fileHash.update(piece);
        yield seen(piece);
      }
      yield seen(concat(fileHash.clone().digest(), Uint8Array.of(part + 1 === of ? 1 : 0)));
      yield mac.digest();
    }
    yield { part, of, ...(await seal(job.keys, job.chosen, head.length + end - offset + 33 + 32, pieces())) };
  }
}
