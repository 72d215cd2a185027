import { MalformedTopicFilterError } from './errors.js';
import type { TopicName } from './topic-name.js';
import { problemOfString, shown } from './utf8-string.js';

declare const checked: unique symbol;

/** A topic filter (MQTT 3.1.1 §4.7): what a SUBSCRIBE asks for; `+` stands for one level, `#` for all that follow. */
export type TopicFilter = string & { readonly [checked]: 'TopicFilter' };

const DOLLAR = 0x24;
const HASH = 0x23;
const PLUS = 0x2b;
const SLASH = 0x2f;

/** What keeps a text from being a topic filter, as the end of a sentence; `undefined`: nothing. */
export function problemOfTopicFilter(text: string): string | undefined {
  if (text.length === 0) return 'is empty, and a filter has at least one character [MQTT-4.7.3-1]';
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === HASH) {
      if (at !== text.length - 1) return 'has a # before its end [MQTT-4.7.1-2]';
      if (!startsLevel(text, at)) return 'has a # that shares its level [MQTT-4.7.1-2]';
    } else if (character === PLUS && !(startsLevel(text, at) && endsLevel(text, at))) {
      return 'has a + that shares its level [MQTT-4.7.1-3]';
    }
  }
  return problemOfString(text);
}

function startsLevel(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === SLASH;
}

function endsLevel(text: string, at: number): boolean {
  return at === text.length - 1 || text.charCodeAt(at + 1) === SLASH;
}

/**
 * Takes a text as a topic filter, unchanged: nothing is normalized [MQTT-4.7.3-4].
 *
 * @throws {MalformedTopicFilterError} empty, a misplaced wildcard, U+0000, a lone surrogate, or over 65 535 bytes
 */
export function parseTopicFilter(text: string): TopicFilter {
  const problem = problemOfTopicFilter(text);
  if (problem === undefined) return text as TopicFilter;
  throw new MalformedTopicFilterError(`The topic filter ${shown(text)} ${problem}.`, { filter: shown(text) });
}

/**
 * Tells whether a topic is among those a filter asks for (MQTT 3.1.1 §4.7.1 and §4.7.2).
 *
 * One walk over both, nothing is split or allocated; characters are compared as they are.
 */
export function matches(filter: TopicFilter, name: TopicName): boolean {
  // [MQTT-4.7.2-1] Topics of the server stay hidden from filters that start with a wildcard.
  if (name.charCodeAt(0) === DOLLAR && filter.charCodeAt(0) !== DOLLAR) return false;
  let n = 0;
  for (let f = 0; f < filter.length; f++) {
    const wanted = filter.charCodeAt(f);
    if (wanted === HASH) return true;
    if (wanted === PLUS) {
      while (n < name.length && name.charCodeAt(n) !== SLASH) n++;
    } else if (n < name.length) {
      if (name.charCodeAt(n++) !== wanted) return false;
    } else {
      // The name is at its end: `sport/#` asks for the parent level `sport` as well (§4.7.1.2).
      return wanted === SLASH && f === filter.length - 2 && filter.charCodeAt(f + 1) === HASH;
    }
  }
  return n === name.length;
}
