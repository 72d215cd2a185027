import { payloadLimits } from './limits.js';
import { shown } from './rejection.js';

// The checks return what is wrong, or undefined. PostgreSQL stores neither U+0000 nor a lone surrogate (which has no
// UTF-8 form, RFC 3629 §3), and one such value would fail the whole batch it is written with.

const LAST_CONTROL = 0x1f;
const DELETE = 0x7f;
const LAST_C1_CONTROL = 0x9f;
const FIRST_SURROGATE = 0xd800;
const FIRST_LOW_SURROGATE = 0xdc00;
const LAST_SURROGATE = 0xdfff;

/** What is wrong with a name of a quantity or an attribute: 1 to 128 characters, no control characters. */
export function problemOfName(name: string): string | undefined {
  return problemOfLabel('name', name, payloadLimits.nameLength);
}

/** What is wrong with a unit: 1 to 32 characters, no control characters. */
export function problemOfUnit(unit: string): string | undefined {
  return problemOfLabel('unit', unit, payloadLimits.unitLength);
}

function problemOfLabel(noun: 'name' | 'unit', label: string, longest: number): string | undefined {
  if (label.length === 0) return `A ${noun} is empty.`;
  if (label.length > longest) {
    return `The ${noun} ${shown(label)} has ${label.length} characters; at most ${longest} are taken.`;
  }
  for (let at = 0; at < label.length; at++) {
    const unit = label.charCodeAt(at);
    if (unit > LAST_CONTROL && unit < DELETE) continue;
    if (unit <= LAST_C1_CONTROL) return `The ${noun} ${shown(label)} holds a control character.`;
  }
  return isStorable(label) ? undefined : `The ${noun} ${shown(label)} holds half a surrogate pair.`;
}

/** What is wrong with a text value: at most 4096 characters, no U+0000, no lone surrogates. */
export function problemOfText(text: string): string | undefined {
  const { textLength } = payloadLimits;
  if (text.length > textLength) return `has ${text.length} characters; at most ${textLength} are taken`;
  return isStorable(text) ? undefined : 'holds U+0000 or half a surrogate pair, which cannot be stored';
}

/**
 * What is wrong with an object or array value, in all its depth. It recurses: the nesting of the payload was checked
 * before.
 */
export function problemOfObject(value: object): string | undefined {
  for (const [name, member] of Object.entries(value)) {
    if (!isStorable(name)) return 'has a name with U+0000 or half a surrogate pair, which cannot be stored';
    const problem = problemOfMember(member);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemOfMember(member: unknown): string | undefined {
  if (typeof member === 'number' && !Number.isFinite(member)) return 'holds a number beyond ±1.8e308';
  if (typeof member === 'string' && !isStorable(member)) {
    return 'holds a text with U+0000 or half a surrogate pair, which cannot be stored';
  }
  return typeof member === 'object' && member !== null ? problemOfObject(member) : undefined;
}

/** Whether PostgreSQL can store the text: no U+0000, no lone surrogates. */
function isStorable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0) return false;
    if (unit < FIRST_SURROGATE || unit > LAST_SURROGATE) continue;
    const next = text.charCodeAt(at + 1); // NaN past the end, which fails both comparisons
    if (unit >= FIRST_LOW_SURROGATE || !(next >= FIRST_LOW_SURROGATE && next <= LAST_SURROGATE)) return false;
    at++;
  }
  return true;
}
