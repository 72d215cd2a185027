/** One rule of MQTT 3.1.1 as bytes on the wire and what must come of them. */
export interface PacketRow {
  /** The statement's number, such as `MQTT-3.1.0-2`, or the section. */
  readonly clause: string;
  readonly what: string;
  /** What the client writes; several elements: in as many pieces. */
  readonly bytes: Buffer | readonly Buffer[];
  readonly expected: Outcome;
}

/**
 * - `ends`: the connection ends and not a byte was answered
 * - `answers … and ends`: these bytes, in hexadecimal, then the end
 * - anything else: exactly these bytes, and the session goes on
 */
export type Outcome = 'ends' | `answers ${string} and ends` | `answers ${string}` | 'is taken';

/** Puts bytes together: numbers are bytes, texts are hexadecimal with any spaces. */
export function bytes(...parts: readonly (number | string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'number') return Buffer.from([part]);
      return typeof part === 'string' ? Buffer.from(part.replaceAll(' ', ''), 'hex') : part;
    }),
  );
}

/** A field with its two-byte length in front (§1.5.3). */
export function field(content: string | Uint8Array): Buffer {
  const encoded = Buffer.from(content as string);
  return bytes(encoded.length >> 8, encoded.length & 0xff, encoded);
}

/** A packet: its first byte, the Remaining Length that is right for it, and what follows (§2.2). */
export function packet(first: number, ...parts: readonly (number | string | Uint8Array)[]): Buffer {
  const body = bytes(...parts);
  const length: number[] = [];
  let left = body.length;
  do {
    length.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>= 7;
  } while (left > 0);
  return bytes(first, Buffer.from(length), body);
}

/** What is different about a CONNECT; the rest is a clean session of MQTT 3.1.1. */
export interface ConnectParts {
  readonly name?: string;
  readonly level?: number;
  readonly flags?: number;
  readonly keepAlive?: string;
  readonly payload?: readonly Uint8Array[];
}

export function connect({
  name = 'MQTT',
  level = 4,
  flags = 0x02,
  keepAlive = '003c',
  payload = [field('any')],
}: ConnectParts = {}): Buffer {
  return packet(0x10, field(name), level, flags, keepAlive, ...payload);
}

export const PINGREQ = bytes('c000');
export const TOPIC = 'devices/me/telemetry';
export const DESIRED = 'devices/me/desired';

/** A PUBLISH of a reading. */
export const publish = (first: number, topic: string | Uint8Array, identifier: string, payload = '{"x":1}'): Buffer =>
  packet(first, field(topic), identifier, Buffer.from(payload));

/** Texts no UTF-8 encoded string may be (§1.5.3), by clause. */
export const ILL_FORMED: readonly (readonly [clause: string, what: string, text: Buffer])[] = [
  ['MQTT-1.5.3-1', 'a byte that begins nothing', bytes('61 ff')],
  ['MQTT-1.5.3-1', 'a sequence cut off', bytes('61 e2 82')],
  ['MQTT-1.5.3-1', 'an overlong slash', bytes('c0 af')],
  ['MQTT-1.5.3-1', 'an encoded surrogate', bytes('ed a0 80')],
  ['MQTT-1.5.3-1', 'a code point beyond U+10FFFF', bytes('f4 90 80 80')],
  ['MQTT-1.5.3-2', 'U+0000', bytes('61 00 62')],
];
