import type { Clock, Scheduler } from '#libs/kernel';
import type { Entry } from './batch.js';
import { MINUTE_MS } from './day-allowance.js';
import { HeldOfDevice } from './held-of-device.js';
import type { IngestLimits } from './ingest-limits.js';

type HeldLimits = Pick<IngestLimits, 'heldMessages' | 'heldBytes' | 'heldMessagesADevice' | 'heldBytesADevice'>;

/** Messages that are taken up in one turn of the event loop: decoding all that may wait would hold up every other device. */
const RELEASED_AT_ONCE = 500;

/** Takes a message that has waited; if it has to wait on, it is held again within the call. */
export type Release = (entry: Entry) => void;

/**
 * Messages whose device has to wait until it may store under further past days, and what it sent behind them. Each minute every
 * device goes on where it stopped, so that what it sent is stored and acknowledged in order.
 *
 * They have bounds of their own: a device that waits takes no room from those that do not.
 */
export class HeldMessages {
  private readonly devices = new Map<number, HeldOfDevice>();
  private releasing: HeldOfDevice | undefined;
  private messages = 0;
  private bytes = 0;
  private cancel: (() => void) | undefined;

  /** @param mayRelease whether there is room where released messages go */
  constructor(
    private readonly scheduler: Scheduler,
    private readonly clock: Clock,
    private readonly limits: HeldLimits,
    private readonly mayRelease: () => boolean,
  ) {}

  /** Messages that wait. */
  get size(): number {
    return this.messages;
  }

  /** Whether the device has to wait: then what it sends waits, too. */
  holds(deviceKey: number): boolean {
    return this.devices.has(deviceKey);
  }

  /** Holds a message until `release` is called with it. @returns whether there is room for it */
  hold(entry: Entry, release: Release): boolean {
    const { deviceKey } = entry.message;
    const device = this.devices.get(deviceKey) ?? new HeldOfDevice();
    if (device === this.releasing) {
      this.count(device.putBack(entry));
      return true;
    }
    if (!this.hasRoom(device, entry)) return false;
    this.devices.set(deviceKey, device);
    if (!entry.isHeld) entry.waits?.();
    entry.isHeld = true; // before it is copied, when it takes the place of its first delivery
    this.count(device.add(entry));
    this.cancel ??= this.scheduler.after(this.untilNextMinuteMs(), () => this.releaseAll(release));
    return true;
  }

  /** Gives up. @returns the messages that still wait; they are the caller's now */
  abandon(): Entry[] {
    this.cancel?.();
    const left = [...this.devices.values()].flatMap((device) => device.entries());
    this.devices.clear();
    this.messages = 0;
    this.bytes = 0;
    return left;
  }

  private hasRoom(device: HeldOfDevice, entry: Entry): boolean {
    const { heldMessages, heldBytes, heldMessagesADevice, heldBytesADevice } = this.limits;
    const bytes = device.bytesFor(entry);
    if (this.messages >= heldMessages || this.bytes + bytes > heldBytes) return false;
    if (device.messages === 0) return true;
    return device.messages < heldMessagesADevice && device.bytes + bytes <= heldBytesADevice;
  }

  private untilNextMinuteMs(): number {
    return MINUTE_MS - (this.clock.now().getTime() % MINUTE_MS);
  }

  /** @param round devices that have not had their turn in this minute */
  private releaseAll(release: Release, round = [...this.devices.keys()].reverse()): void {
    this.cancel = undefined;
    let atOnce = RELEASED_AT_ONCE;
    for (let deviceKey = round.pop(); deviceKey !== undefined; deviceKey = round.pop()) {
      const device = this.devices.get(deviceKey);
      if (!device) continue;
      const before = device.messages;
      this.releaseOf(device, release, atOnce);
      atOnce -= before - device.messages;
      if (device.messages === 0) this.devices.delete(deviceKey);
      if (atOnce > 0) continue;
      round.push(deviceKey);
      break;
    }
    if (this.devices.size === 0) return;
    this.cancel =
      round.length > 0
        ? this.scheduler.after(0, () => this.releaseAll(release, round))
        : this.scheduler.after(this.untilNextMinuteMs(), () => this.releaseAll(release));
  }

  private releaseOf(device: HeldOfDevice, release: Release, atOnce: number): void {
    this.releasing = device;
    const end = Math.max(0, device.messages - atOnce);
    for (let left = device.messages; left > end && this.mayRelease(); left = device.messages) {
      const { entry, messages, bytes } = device.next();
      this.count({ messages: -messages, bytes: -bytes });
      release(entry);
      if (device.messages === left) break; // it waits on
    }
    this.releasing = undefined;
  }

  private count({ messages, bytes }: { readonly messages: number; readonly bytes: number }): void {
    this.messages += messages;
    this.bytes += bytes;
  }
}
