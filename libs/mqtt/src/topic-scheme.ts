/**
 * The topics of a device, version 1.
 *
 * Everything of a device is below `devices/<device id>/`; in its own session `devices/me/` is the same. A device
 * publishes `telemetry`, `location`, `attributes` and `commands/<command id>/response`, and subscribes
 * `commands/+/request` and `desired`. There are no other topics. Command ids are 1 to 64 letters, digits, `-` and `_`.
 */
import type { DeviceId } from '#libs/kernel';
import { parseTopicFilter } from './topic-filter.js';
import { parseTopicName, type TopicName } from './topic-name.js';

/** The two spellings of a device's prefix: `devices/me/` or `devices/<device id>/`. */
export type TopicForm = 'me' | 'id';

/** What every topic of every device starts with. */
export const ROOT = 'devices/';
/** A device's own prefix, as it may write it itself. */
export const OWN_PREFIX = 'devices/me/';
const COMMANDS = 'commands/';
const REQUEST = '/request';
const RESPONSE = '/response';
const COMMAND_ID = /^[A-Za-z0-9_-]{1,64}$/;
const SLASH = 0x2f;

/** The topics a device writes without knowing its id. */
export const deviceTopics = Object.freeze({
  telemetry: parseTopicName('devices/me/telemetry'),
  location: parseTopicName('devices/me/location'),
  attributes: parseTopicName('devices/me/attributes'),
  commandRequests: parseTopicFilter('devices/me/commands/+/request'),
  desired: parseTopicName('devices/me/desired'),
});

/** Where the platform sends a command; the broker delivers it in the form the device subscribed with. */
export function commandRequestTopic(device: DeviceId, commandId: string): TopicName {
  return parseTopicName(`${ROOT}${device}/${COMMANDS}${commandId}${REQUEST}`);
}

/** Where the platform sends what a device should be like. */
export function desiredTopic(device: DeviceId): TopicName {
  return parseTopicName(`${ROOT}${device}/desired`);
}

/** Where a device answers a command. */
export function commandResponseTopic(commandId: string): TopicName {
  return parseTopicName(`${OWN_PREFIX}${COMMANDS}${commandId}${RESPONSE}`);
}

/** The command a delivered request belongs to, whichever form the topic has; `undefined`: it is no request. */
export function commandIdOfRequest(topic: string): string | undefined {
  const rest = topic.startsWith(ROOT) ? topic.indexOf('/', ROOT.length) + 1 : 0;
  return rest === 0 ? undefined : commandIdIn(topic, rest, REQUEST);
}

/** The command a response's topic names, from where the device's prefix ends; `undefined`: it is no response. */
export function commandIdOfResponse(topic: string, rest: number): string | undefined {
  return commandIdIn(topic, rest, RESPONSE);
}

function commandIdIn(topic: string, rest: number, ending: string): string | undefined {
  if (!topic.startsWith(COMMANDS, rest) || !topic.endsWith(ending)) return undefined;
  const commandId = topic.slice(rest + COMMANDS.length, -ending.length);
  return COMMAND_ID.test(commandId) ? commandId : undefined;
}

/** Where a topic goes on after the device's own prefix, in either form; -1: it is not the device's own. */
export function endOfOwnPrefix(device: DeviceId, topic: string): number {
  if (topic.startsWith(OWN_PREFIX)) return OWN_PREFIX.length;
  const end = ROOT.length + device.length;
  const own = topic.startsWith(ROOT) && topic.startsWith(device, ROOT.length) && topic.charCodeAt(end) === SLASH;
  return own ? end + 1 : -1;
}
