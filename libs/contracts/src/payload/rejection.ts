import { payloadLimits } from './limits.js';

/**
 * Why something a device sent cannot be stored. The codes are permanent: they label the metric, and the device's page
 * groups by them.
 */
export const payloadProblems = Object.freeze({
  'payload.too-large': 'The payload has more bytes than a message may have.',
  'payload.not-utf8': 'The payload is not well-formed UTF-8 (RFC 3629).',
  'payload.not-json': 'The payload is not JSON (RFC 8259).',
  'payload.too-deep': 'Arrays and objects are nested deeper than allowed.',
  'payload.too-many': 'The message holds more readings or elements than one message may hold.',
  'payload.wrong-shape': 'The JSON is not one of the forms this topic takes.',
  'payload.bad-name': 'A name is empty, too long, or holds characters that cannot be stored.',
  'payload.bad-unit': 'A unit is empty, too long, one of too many, or holds characters that cannot be stored.',
  'payload.bad-number': 'A number is beyond what 64 bits can hold, or outside the range of its field.',
  'payload.bad-value': 'A text or object is too long or holds something that cannot be stored.',
  'payload.bad-time': 'A time stamp is not a number.',
  'payload.no-fix': 'The position is 0, 0: the receiver had no fix.',
  'payload.same-instant': 'Two different values of one quantity claim the same instant.',
  'payload.unsupported': 'The message uses a part of its format that is not supported.',
});

/** The permanent name of a payload's problem. */
export type PayloadProblem = keyof typeof payloadProblems;

/** One thing that was refused: a whole message, one element of its array, or one value. */
export interface Rejection {
  readonly code: PayloadProblem;
  /** Which element of the message's array, from 0; `undefined`: the whole message, or it was no array. */
  readonly index: number | undefined;
  /** One sentence for the person who programs the device: what was found and what is wanted. At most 400 characters. */
  readonly reason: string;
}

/** What all decoders say about the part they refused. */
export interface Refusals {
  /** Described in the order of the message, `payloadLimits.describedRejections` at most. */
  readonly rejected: readonly Rejection[];
  /** How many elements or values were refused in all, described or not. */
  readonly rejectedCount: number;
}

/** Shows a JSON value in a reason, cut to a length a person reads. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number') return String(value); // JSON would show Infinity as null
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${storable(text.slice(0, 57))}…"` : text;
}

/** Makes a piece of a payload fit to be stored in a reason: controls and halves of surrogate pairs become U+FFFD. */
export function storable(piece: string): string {
  return piece.replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

/** Gathers what had to be refused in one message. */
export class RefusalCollector implements Refusals {
  readonly rejected: Rejection[] = [];
  rejectedCount = 0;

  /**
   * Notes that something was refused; beyond `describedRejections` it is only counted.
   *
   * @param count how many elements or values the reason stands for
   */
  reject(code: PayloadProblem, index: number | undefined, reason: string, count = 1): void {
    this.rejectedCount += count;
    if (this.rejected.length < payloadLimits.describedRejections) this.rejected.push({ code, index, reason });
  }
}
