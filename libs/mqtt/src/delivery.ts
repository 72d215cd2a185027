import type { DeviceId } from '#libs/kernel';
import { endOfOwnPrefix, OWN_PREFIX, type TopicForm } from './topic-scheme.js';

/** Writes a canonical topic of the device in the form it is to be delivered in; anything else comes back as it is. */
export function deliveredTopic(device: DeviceId, topic: string, form: TopicForm): string {
  const rest = form === 'me' ? endOfOwnPrefix(device, topic) : -1;
  return rest < 0 ? topic : `${OWN_PREFIX}${topic.slice(rest)}`;
}
