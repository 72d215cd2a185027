import { DomainError } from '#libs/kernel';
import type { Channel } from './notice.js';

/** How people are told of this is not for them to choose. */
export class NotificationFixedError extends DomainError<{ notification: string; channel: Channel; field: string }> {
  readonly code = 'notifications.fixed';
  readonly kind = 'invalid';

  constructor(notification: string, channel: Channel, index: number, isOn: boolean) {
    const way = channel === 'mail' ? 'by mail' : 'in the page';
    super(
      isOn
        ? `${notification} is always told ${way}, and cannot be switched off. Leave ${channel} of it true.`
        : `${notification} is never told ${way}. Leave ${channel} of it false.`,
      { notification, channel, field: `items.${index}.${channel}` },
    );
  }
}
