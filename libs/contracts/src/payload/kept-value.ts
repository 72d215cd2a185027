import { payloadLimits } from './limits.js';
import { type PayloadProblem, shown } from './rejection.js';
import { problemOfObject, problemOfText } from './storable.js';

/**
 * A value as it is kept. Numbers are IEEE 754 doubles (integers exact up to 2^53). Objects and arrays are kept as
 * compact JSON text (RFC 8259).
 */
export type KeptValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'object'; readonly value: string };

/** Why a value cannot be kept. */
export interface ValueProblem {
  readonly problem: PayloadProblem;
  readonly reason: string;
}

/**
 * Checks a JSON value that belongs to a name.
 *
 * Numbers must be finite (JSON can spell `1e999`); texts hold at most 4096 characters, objects at most 16 384 as
 * compact JSON, and neither U+0000 nor lone surrogates.
 *
 * @param value anything `JSON.parse` returns but `null`
 */
export function keptValue(name: string, value: unknown): KeptValue | ValueProblem {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value)) return { kind: 'number', value };
      return { problem: 'payload.bad-number', reason: `The value of ${shown(name)} is a number beyond ±1.8e308.` };
    case 'boolean':
      return { kind: 'boolean', value };
    case 'string': {
      const problem = problemOfText(value);
      return problem === undefined ? { kind: 'text', value } : unfit(name, problem);
    }
    default:
      return keptObject(name, value as object); // JSON has no other types
  }
}

function keptObject(name: string, value: object): KeptValue | ValueProblem {
  const problem = problemOfObject(value);
  if (problem !== undefined) return unfit(name, problem);
  const text = JSON.stringify(value);
  const { objectTextLength } = payloadLimits;
  if (text.length <= objectTextLength) return { kind: 'object', value: text };
  return unfit(name, `has ${text.length} characters as JSON; at most ${objectTextLength} are taken`);
}

function unfit(name: string, problem: string): ValueProblem {
  return { problem: 'payload.bad-value', reason: `The value of ${shown(name)} ${problem}.` };
}
