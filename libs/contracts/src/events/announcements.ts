import type { PlatformEventBody, PlatformEventName } from './platform-event.js';

/**
 * Tells the other processes what has just been committed, so that they need not wait until they look.
 *
 * A port. It returns at once and never fails: an event that gets lost costs seconds, never the truth.
 */
export abstract class Announcements {
  abstract announce<Name extends PlatformEventName>(name: Name, event: PlatformEventBody<Name>): void;
}
