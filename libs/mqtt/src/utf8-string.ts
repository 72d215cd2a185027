/**
 * UTF-8 encoded strings (MQTT 3.1.1 §1.5.3): what a topic may be made of.
 *
 * A packet parser that decodes leniently turns ill-formed bytes into U+FFFD, so that nobody can tell any more;
 * `decodeUtf8String` is for those who still hold the bytes. Control characters and noncharacters SHOULD NOT occur and
 * are let through here: the standard leaves it to the receiver, and no topic of ours has any.
 */
import { MalformedStringError } from './errors.js';

/** The longest string a two-byte length can announce, in bytes (MQTT 3.1.1 §1.5.3). */
export const MAX_STRING_BYTES = 65_535;

const ONE_BYTE_END = 0x80;
const TWO_BYTES_END = 0x800;
const FIRST_SURROGATE = 0xd800;
const FIRST_LOW_SURROGATE = 0xdc00;
const LAST_SURROGATE = 0xdfff;

// ignoreBOM keeps U+FEFF where it stands, as [MQTT-1.5.3-3] demands; the option's name says the opposite.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes the bytes of a string, without its length, keeping U+FEFF [MQTT-1.5.3-3].
 *
 * @throws {MalformedStringError} ill-formed UTF-8, surrogates [MQTT-1.5.3-1], U+0000 [MQTT-1.5.3-2], over 65 535 bytes
 */
export function decodeUtf8String(bytes: Uint8Array): string {
  if (bytes.length > MAX_STRING_BYTES) throw malformed(bytes, tooLong(bytes.length));
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch (cause) {
    throw malformed(bytes, 'is not well-formed UTF-8', { cause }); // a TypeError; nothing else is thrown
  }
  const problem = problemOfString(text);
  if (problem !== undefined) throw malformed(bytes, problem);
  return text;
}

function malformed({ length }: Uint8Array, problem: string, options?: ErrorOptions): MalformedStringError {
  return new MalformedStringError(
    `A string of ${length} bytes ${problem} (MQTT 3.1.1 §1.5.3).`,
    { bytes: length },
    options,
  );
}

/** What keeps a text from being a UTF-8 encoded string of MQTT, as the end of a sentence; `undefined`: nothing. */
export function problemOfString(text: string): string | undefined {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0) return 'holds the null character';
    if (unit < ONE_BYTE_END) bytes += 1;
    else if (unit < TWO_BYTES_END) bytes += 2;
    else if (unit < FIRST_SURROGATE || unit > LAST_SURROGATE) bytes += 3;
    else {
      const low = text.charCodeAt(++at); // NaN past the end, which is no low surrogate either
      if (unit >= FIRST_LOW_SURROGATE || !(low >= FIRST_LOW_SURROGATE && low <= LAST_SURROGATE)) {
        return 'holds half a surrogate pair, which UTF-8 cannot encode';
      }
      bytes += 4;
    }
  }
  return bytes > MAX_STRING_BYTES ? tooLong(bytes) : undefined;
}

function tooLong(bytes: number): string {
  return `has ${bytes} bytes, and ${MAX_STRING_BYTES} are the most`;
}

/** Shows a topic in a sentence: controls and lone surrogates replaced, cut after 120 characters. */
export function shown(text: string): string {
  const start = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  return `"${start.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD')}"`;
}
