// The format payloads come in, which is JSON: the one place where bytes become a value, before `telemetry.ts`, `location.ts` and
// `attributes.ts` ask what the value says. Another format (CBOR, a packed one) is told apart and read here; JSON of another shape,
// as `senml.ts`, in `telemetry.ts`.
import { payloadLimits } from './limits.js';
import { type Rejection, storable } from './rejection.js';

// `fatal` refuses what is not UTF-8 instead of replacing it. A byte order mark is dropped (RFC 8259 §8.1 allows it).
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A value as printf and its kin write what is no number, in any case and with any sign; C99 §7.21.6.1. */
const NO_NUMBER = /(?<=[[:,\s]|^)[-+]?(nan|inf|infinity)(\(\w*\))?(?=[\],}\s]|$)/i;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = 0x7b; // '{'; '[' is 0x5b and differs in the bit 0x20 only
const CLOSING = 0x7d; // '}', and ']' likewise
const LOWER = 0x20;

/** A parsed payload, or why it is none. */
export type JsonPayload = { readonly value: unknown; readonly refusal?: never } | { readonly refusal: Rejection };

/**
 * Reads a payload as JSON (RFC 8259): at most 256 KiB, well-formed UTF-8, at most 16 levels deep.
 *
 * The nesting is counted on the bytes before anything is parsed, so that what comes after may recurse. Of a name that
 * occurs twice in one object the last value counts, as in every JavaScript program (RFC 8259 §4 leaves it open).
 */
export function jsonFromPayload(payload: Uint8Array): JsonPayload {
  const { payloadBytes, nestingLevels } = payloadLimits;
  if (payload.length > payloadBytes) {
    return refuse('payload.too-large', `The payload has ${payload.length} bytes; at most ${payloadBytes} are taken.`);
  }
  if (payload.length === 0) return refuse('payload.not-json', 'The payload is empty; JSON is wanted.');
  if (nestingOf(payload) > nestingLevels) {
    return refuse('payload.too-deep', `Arrays and objects are nested more than ${nestingLevels} levels deep.`);
  }
  let text: string;
  try {
    text = utf8.decode(payload);
  } catch {
    return refuse('payload.not-utf8', 'The payload is not well-formed UTF-8; send JSON encoded as UTF-8.');
  }
  try {
    return { value: JSON.parse(text) };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const hint = NO_NUMBER.test(text) ? ' JSON has no NaN and no Infinity: leave the value out.' : '';
    return refuse('payload.not-json', `The payload is not JSON: ${sentence(cause.message)}${hint}`);
  }
}

/** The deepest nesting, counted up to the first level too many; brackets inside strings do not count. */
function nestingOf(payload: Uint8Array): number {
  let level = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at] as number; // inside the bounds; a check a byte would cost a third of this loop
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if ((byte | LOWER) === OPENING) {
      level++;
      if (level > deepest) deepest = level;
      if (deepest > payloadLimits.nestingLevels) return deepest;
    } else if ((byte | LOWER) === CLOSING) {
      level--;
    }
  }
  return deepest;
}

function sentence(message: string): string {
  const line = storable(message.slice(0, 200)); // it quotes the payload
  return line.endsWith('.') ? line : `${line}.`;
}

function refuse(code: Rejection['code'], reason: string): JsonPayload {
  return { refusal: { code, index: undefined, reason } };
}
