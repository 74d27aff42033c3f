// Fixed formats: big-endian numbers, runs behind their length.

export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

export function concat(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function number(value: number | bigint, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let left = BigInt(value);
  for (let at = bytes - 1; at >= 0; at--) {
    out[at] = Number(left & 255n);
    left >>= 8n;
  }
  return out;
}

export const run = (bytes: Uint8Array): Uint8Array => concat(number(bytes.length, 2), bytes);

export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Reads a format and never past its end. */
export class Reader {
  at = 0;
  constructor(readonly all: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.all.length) throw new Error("cut");
    this.at += length;
    return this.all.subarray(this.at - length, this.at);
  }

  number(bytes: number): number {
    return this.take(bytes).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  magic(text: string): void {
    if (!same(this.take(8), ascii(text))) throw new Error("magic");
  }

  end(): void {
    if (this.at !== this.all.length) throw new Error("end");
  }
}
