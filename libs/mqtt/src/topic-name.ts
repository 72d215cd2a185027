import { MalformedTopicNameError } from './errors.js';
import { problemOfString, shown } from './utf8-string.js';

declare const checked: unique symbol;

/** A topic name (MQTT 3.1.1 §4.7): what a PUBLISH is addressed to. Case counts; empty levels are levels. */
export type TopicName = string & { readonly [checked]: 'TopicName' };

/** What keeps a text from being a topic name, as the end of a sentence; `undefined`: nothing. */
export function problemOfTopicName(text: string): string | undefined {
  if (text.length === 0) return 'is empty, and a topic has at least one character [MQTT-4.7.3-1]';
  if (text.includes('#') || text.includes('+'))
    return 'holds a wildcard, # or +, which only filters may [MQTT-4.7.1-1]';
  return problemOfString(text);
}

/**
 * Takes a text as a topic name, unchanged: nothing is normalized [MQTT-4.7.3-4].
 *
 * @throws {MalformedTopicNameError} empty, a wildcard, U+0000, a lone surrogate, or over 65 535 bytes
 */
export function parseTopicName(text: string): TopicName {
  const problem = problemOfTopicName(text);
  if (problem === undefined) return text as TopicName;
  throw new MalformedTopicNameError(`The topic name ${shown(text)} ${problem}.`, { topic: shown(text) });
}
