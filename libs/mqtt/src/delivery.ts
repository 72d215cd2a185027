import type { DeviceId } from '#libs/kernel';
import type { SubscribeChannel, SubscribeDecision } from './access.js';
import { endOfOwnPrefix, OWN_PREFIX, ROOT, type TopicForm } from './topic-scheme.js';

/**
 * Writes a topic or filter of the device's own with the device's id, as the platform knows it: `devices/me/desired`
 * becomes `devices/<id>/desired`. Anything else, the id form included, comes back as it is.
 */
export function canonicalTopic(device: DeviceId, topic: string): string {
  return topic.startsWith(OWN_PREFIX) ? `${ROOT}${device}/${topic.slice(OWN_PREFIX.length)}` : topic;
}

/** Writes a canonical topic of the device in the form it is to be delivered in; anything else comes back as it is. */
export function deliveredTopic(device: DeviceId, topic: string, form: TopicForm): string {
  const rest = form === 'me' ? endOfOwnPrefix(device, topic) : -1;
  return rest < 0 ? topic : `${OWN_PREFIX}${topic.slice(rest)}`;
}

/**
 * Remembers how a session wrote its subscriptions, so that it gets topics it recognizes.
 *
 * The broker keeps every subscription under its canonical filter; both spellings are one subscription, and the one
 * written last counts. Until a session has subscribed (a stored session whose subscriptions were restored), `me` is
 * assumed, which is what the protocol's documentation tells devices to write.
 */
export class DeliveryForms {
  private readonly forms: Record<SubscribeChannel, TopicForm> = { commands: 'me', desired: 'me' };

  constructor(private readonly device: DeviceId) {}

  /** Notes a subscription that was granted. */
  subscribed({ channel, form }: Extract<SubscribeDecision, { allowed: true }>): void {
    this.forms[channel] = form;
  }

  /** The topic under which a canonical topic is delivered to this session. */
  topicFor(canonical: string): string {
    const channel: SubscribeChannel = canonical.endsWith('/desired') ? 'desired' : 'commands';
    return deliveredTopic(this.device, canonical, this.forms[channel]);
  }
}
