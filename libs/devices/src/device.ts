import type { DeviceLifecycle } from '#libs/contracts/http';
import type { DeviceId } from '#libs/kernel';
import { LifecycleTransitionError } from './device.errors.js';

/**
 * What may happen to a device, and in which state it leaves it. This table alone knows.
 *
 * - `activate`: it got its first certificate
 * - `suspend`, `resume`: it is kept out for a while, and let in again
 * - `retire`: it is out of service for good
 */
const transitions = {
  registered: { activate: 'active', retire: 'retired' },
  active: { activate: 'active', suspend: 'suspended', retire: 'retired' },
  suspended: { resume: 'active', retire: 'retired' },
  retired: {},
} as const satisfies Record<DeviceLifecycle, Partial<Record<LifecycleEvent, DeviceLifecycle>>>;

export type LifecycleEvent = 'activate' | 'suspend' | 'resume' | 'retire';

/**
 * The state after an event.
 *
 * @throws {LifecycleTransitionError} when the event cannot happen in this state
 */
export function lifecycleAfter(id: DeviceId, lifecycle: DeviceLifecycle, event: LifecycleEvent): DeviceLifecycle {
  const possible: Partial<Record<LifecycleEvent, DeviceLifecycle>> = transitions[lifecycle];
  const next = possible[event];
  if (next === undefined) throw new LifecycleTransitionError(id, lifecycle, event, Object.keys(possible));
  return next;
}
