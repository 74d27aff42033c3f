// A fresh share for the holder of an X-Wing key: HPKE base mode (RFC 9180) over X-Wing
// (draft-connolly-cfrg-xwing-kem), HKDF-SHA256, ChaCha20-Poly1305, exporting 32 bytes.

import { x25519 } from "@noble/curves/ed25519.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { ascii, concat, number } from "./bytes.ts";

const LABEL = ascii("\\.//^\\");
// KEM X-Wing, KDF HKDF-SHA256, AEAD ChaCha20-Poly1305
const SUITE = concat(ascii("HPKE"), number(0x647a, 2), number(1, 2), number(3, 2));
const NONE = new Uint8Array(0);

function encapsulate(key: Uint8Array): { enc: Uint8Array; secret: Uint8Array } {
  const [lattice, curve] = [key.subarray(0, 1184), key.subarray(1184)];
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(lattice);
  const ephemeral = randomBytes(32);
  const point = x25519.getPublicKey(ephemeral);
  const shared = x25519.getSharedSecret(ephemeral, curve);
  return {
    enc: concat(cipherText, point),
    secret: sha3_256(concat(sharedSecret, shared, point, curve, LABEL)),
  };
}

const labeledExtract = (salt: Uint8Array, label: string, text: Uint8Array) =>
  extract(sha256, concat(ascii("HPKE-v1"), SUITE, ascii(label), text), salt);

const labeledExpand = (key: Uint8Array, label: string, info: Uint8Array, length: number) =>
  expand(sha256, key, concat(number(length, 2), ascii("HPKE-v1"), SUITE, ascii(label), info), length);

/** The encapsulation, and the share that its receiver will have. */
export function share(key: Uint8Array, info: Uint8Array): { enc: Uint8Array; share: Uint8Array } {
  const { enc, secret } = encapsulate(key);
  const context = concat(number(0, 1), labeledExtract(NONE, "psk_id_hash", NONE), labeledExtract(NONE, "info_hash", info));
  const exporter = labeledExpand(labeledExtract(secret, "secret", NONE), "exp", context, 32);
  return { enc, share: labeledExpand(exporter, "sec", ascii("fyke share v1"), 32) };
}
