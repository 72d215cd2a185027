/**
 * Who may publish and subscribe where: a device below its own prefix, to the topics of the scheme, and nowhere else.
 *
 * `decidePublish` runs for every message: a few comparisons on the string, no splitting, no patterns, and no memory but
 * for the answer to a command. It needs no cache for that.
 */
import type { DeviceId } from '#libs/kernel';
import { problemOfTopicFilter, type TopicFilter } from './topic-filter.js';
import { problemOfTopicName } from './topic-name.js';
import { commandIdOfResponse, endOfOwnPrefix, OWN_PREFIX, ROOT, type TopicForm } from './topic-scheme.js';
import { shown } from './utf8-string.js';

/** What a device may send, by the end of its topic. */
export type PublishChannel = 'telemetry' | 'location' | 'attributes';
/** What a device may ask for. */
export type SubscribeChannel = 'commands' | 'desired';

/**
 * Why a topic is refused.
 *
 * - `malformed`: it breaks MQTT 3.1.1 §4.7; the connection ends.
 * - `foreign`: it is, or a filter's wildcard reaches, outside the device's own prefix; a message ends the connection.
 * - `unknown`: it is the device's own, but there is no such topic; a message is acknowledged and kept as rejected.
 *
 * A subscription that is well-formed and refused gets return code 0x80 (MQTT 3.1.1 §3.9.3), and the session goes on.
 */
export type TopicRefusal = 'malformed' | 'foreign' | 'unknown';

/** A refusal, with one sentence for the person who programs the device. */
export interface RefusedTopic {
  readonly allowed: false;
  readonly refusal: TopicRefusal;
  readonly reason: string;
}

/** What becomes of a device's message. */
export type PublishDecision =
  | { readonly allowed: true; readonly channel: PublishChannel }
  | { readonly allowed: true; readonly channel: 'command-response'; readonly commandId: string }
  | RefusedTopic;

/** What becomes of a device's subscription. */
export type SubscribeDecision =
  | {
      readonly allowed: true;
      readonly channel: SubscribeChannel;
      /** The filter with the device's id in it, under which the broker keeps the subscription. */
      readonly filter: TopicFilter;
      /** How the device wrote it, and therefore how deliveries are addressed. */
      readonly form: TopicForm;
    }
  | RefusedTopic;

const CHANNELS: readonly PublishChannel[] = ['telemetry', 'location', 'attributes'];
const ALLOWED = CHANNELS.map((channel) => Object.freeze({ allowed: true, channel } as const));
const FILTER_ENDS = { commands: 'commands/+/request', desired: 'desired' } as const satisfies Record<
  SubscribeChannel,
  string
>;

/** Decides about a PUBLISH of a device, or about its will. */
export function decidePublish(device: DeviceId, topic: string): PublishDecision {
  const rest = endOfOwnPrefix(device, topic);
  if (rest >= 0) {
    for (const decision of ALLOWED) {
      if (topic.length === rest + decision.channel.length && topic.endsWith(decision.channel)) return decision;
    }
    const commandId = commandIdOfResponse(topic, rest);
    if (commandId !== undefined) return { allowed: true, channel: 'command-response', commandId };
  }
  const problem = problemOfTopicName(topic);
  if (problem !== undefined) return refused('malformed', `The topic name ${shown(topic)} ${problem}.`);
  const offer = `A device publishes to ${OWN_PREFIX}telemetry, location, attributes and commands/{id}/response.`;
  return rest >= 0 ? refused('unknown', `There is no topic ${shown(topic)}. ${offer}`) : foreign(topic, offer);
}

/** Decides about one topic filter of a device's SUBSCRIBE. */
export function decideSubscribe(device: DeviceId, filter: string): SubscribeDecision {
  const problem = problemOfTopicFilter(filter);
  if (problem !== undefined) return refused('malformed', `The topic filter ${shown(filter)} ${problem}.`);
  const rest = endOfOwnPrefix(device, filter);
  const offer = `A device subscribes to ${OWN_PREFIX}${FILTER_ENDS.commands} and ${OWN_PREFIX}${FILTER_ENDS.desired}.`;
  if (rest < 0) return foreign(filter, offer);

  const end = filter.slice(rest);
  const channel = end === FILTER_ENDS.commands ? 'commands' : end === FILTER_ENDS.desired ? 'desired' : undefined;
  if (channel === undefined) return refused('unknown', `Nothing is sent to ${shown(filter)}. ${offer}`);
  const form = filter.startsWith(OWN_PREFIX) ? 'me' : 'id';
  return { allowed: true, channel, filter: `${ROOT}${device}/${end}` as TopicFilter, form };
}

function foreign(topic: string, offer: string): RefusedTopic {
  return refused('foreign', `The topic ${shown(topic)} is not this device's own. ${offer}`);
}

function refused(refusal: TopicRefusal, reason: string): RefusedTopic {
  return { allowed: false, refusal, reason };
}
