import { type Clock, DAY_MS, type Scheduler } from '#libs/kernel';
import type { TelemetryObserver } from '../observer.js';
import { Retry } from '../retry.js';
import { TelemetryUnavailableError } from '../telemetry.errors.js';
import type { DeviceSession, DisconnectCause } from './device-session.js';
import { LostBrokers } from './lost-brokers.js';
import type { PresenceEvent, PresenceStore } from './presence-port.js';

export interface PresenceOptions {
  /** UUID of this broker process. */
  readonly brokerId: string;
  /** How long after its last sign of life a broker is taken for lost, milliseconds; default 15 s. It renews four times as often. */
  readonly leaseMs?: number;
  /** Events that wait for the database, at most; default 100 000. Beyond it history is forgotten, states are not. */
  readonly maximumEvents?: number;
}

const LEASE_MS = 15_000;
const RENEWALS_PER_LEASE = 4;
/** A renewal the database did not answer is tried again so soon, milliseconds. */
const RENEWAL_RETRY_MS = 1_000;
/** How far the clocks of two processes may be apart, milliseconds: an end that somebody else wrote is looked for so far back. */
const CLOCKS_APART_MS = DAY_MS;
const MAXIMUM_EVENTS = 100_000;
/** Events written together, at most. */
const GROUP = 2_000;
/** How long `close` waits for the database, milliseconds. */
const CLOSE_MS = 5_000;
/** Cause of a session whose end was forgotten while the database was away. */
const FORGOTTEN = 'connection-lost';

/**
 * Keeps who is connected: through lost connections, a database that is away for a while, and lost brokers.
 *
 * Calls return at once; rows are written in the background, in groups, and again until they are written. A broker holds
 * a lease and renews it; when it dies, whoever sweeps ends its sessions. If it was only slow it strikes those ends out of
 * history and tells of its sessions anew.
 */
export class Presence {
  private readonly live = new Map<number, DeviceSession>();
  private queue: PresenceEvent[] = [];
  private readonly brokerId: string;
  private readonly retry: Retry;
  private readonly renewalMs: number;
  private readonly lostBrokers: LostBrokers;
  /** Sessions that ended while the database may have held us for lost: it may have ended them, too. */
  private lately: DeviceSession[] = [];
  /** When the lease was surely ours last, milliseconds since 1970 UTC. */
  private confirmedAt = 0;
  private readonly maximumEvents: number;
  private writing: Promise<void> | undefined;
  private cancelRenewal: (() => void) | undefined;
  /** Whether the database's idea of our sessions is wrong: it took us for lost, or we forgot events. */
  private idea: 'right' | 'we were taken for lost' | 'we forgot events' = 'right';
  private mustTellAnew = false;
  private isClosed = false;

  constructor(
    private readonly store: PresenceStore,
    private readonly clock: Clock,
    private readonly scheduler: Scheduler,
    private readonly observer: TelemetryObserver,
    { brokerId, leaseMs = LEASE_MS, maximumEvents = MAXIMUM_EVENTS }: PresenceOptions,
  ) {
    this.brokerId = brokerId;
    this.retry = new Retry(scheduler, observer);
    this.renewalMs = leaseMs / RENEWALS_PER_LEASE;
    this.lostBrokers = new LostBrokers(store, clock, leaseMs, this.renewalMs);
    this.maximumEvents = maximumEvents;
  }

  /** Takes the lease and renews it from now on. Before this no session may be told of. */
  async start(): Promise<void> {
    const { store, brokerId, clock } = this;
    await this.retry.run('take the broker lease', () => store.takeLease(brokerId, clock.now()));
    this.confirmedAt = clock.now().getTime();
    this.scheduleRenewal(this.renewalMs);
  }

  /** Notes that a session began. */
  connected(session: DeviceSession): void {
    this.live.set(session.deviceKey, session);
    this.enqueue(eventOf(session, 'connected', session.connectedAt, undefined));
  }

  /** Notes that a session ended now. A session that was replaced by a later one of the device changes no state. */
  disconnected(session: DeviceSession, cause: DisconnectCause): void {
    if (this.live.get(session.deviceKey)?.sessionId === session.sessionId) this.live.delete(session.deviceKey);
    if (this.lately.length >= this.maximumEvents) this.lately = this.lately.slice(this.maximumEvents / 2);
    this.lately.push(session);
    this.enqueue(eventOf(session, 'disconnected', this.clock.now().getTime(), cause));
  }

  /**
   * Ends the sessions of brokers that have not told for a lease's length that they live. To be called every few seconds: a
   * broker is taken for lost only by whoever watched its lease run out.
   *
   * @returns how many it ended
   * @throws {TelemetryUnavailableError} try again later
   */
  sweep(now: Date): Promise<number> {
    return this.lostBrokers.sweep(now);
  }

  /**
   * Renews the lease now; if it was lost, or events were forgotten, tells of all sessions anew.
   *
   * @returns whether the database answered
   */
  async renewLease(): Promise<boolean> {
    const { store, brokerId, clock } = this;
    const now = clock.now();
    const written = this.queue.length === 0 && this.writing === undefined ? this.lately.length : 0;
    try {
      if (await store.renewLease(brokerId, now)) {
        if (this.idea !== 'we were taken for lost') {
          this.lately.splice(0, written);
          this.confirmedAt = now.getTime();
        }
      } else {
        await store.takeLease(brokerId, clock.now());
        this.idea = 'we were taken for lost';
      }
    } catch (cause) {
      if (cause instanceof TelemetryUnavailableError)
        this.observer.retrying('renew the lease', cause, RENEWAL_RETRY_MS);
      else this.observer.backgroundFailed('renew the lease', cause);
      return false;
    }
    this.mustTellAnew = this.idea !== 'right';
    this.write();
    return true;
  }

  /** Resolves when all that was told of is written, or the database refused it. */
  async flush(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
  }

  /** Ends all sessions of this broker with the cause, writes what is left and gives the lease back, in bounded time. */
  async close(cause: DisconnectCause): Promise<void> {
    this.isClosed = true;
    this.cancelRenewal?.();
    for (const session of [...this.live.values()]) this.disconnected(session, cause);
    const { store, brokerId, scheduler } = this;
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = scheduler.after(CLOSE_MS, () => {
        this.retry.abandon();
        resolve();
      });
    });
    // Asks once more whether we were taken for lost: nobody could strike it out of history after us.
    const told = this.renewLease().then(() => this.flush());
    const written = told.then(() => this.retry.run('end the lease', () => store.endLease(brokerId)));
    try {
      await Promise.race([written, deadline]);
    } catch (failure) {
      // The lease runs out by itself and the sweep does the rest.
      this.observer.backgroundFailed('end the lease', failure);
    } finally {
      cancel();
    }
  }

  private scheduleRenewal(delayMs: number): void {
    if (this.isClosed) return;
    this.cancelRenewal = this.scheduler.after(delayMs, () => void this.renewAndGoOn());
  }

  /** The next renewal comes a fixed time after this one began, however long the database took. */
  private async renewAndGoOn(): Promise<void> {
    const { clock } = this;
    const begun = clock.now().getTime();
    const isAnswered = await this.renewLease();
    const left = this.renewalMs - Math.max(0, clock.now().getTime() - begun);
    this.scheduleRenewal(isAnswered ? Math.max(left, RENEWAL_RETRY_MS) : RENEWAL_RETRY_MS);
  }

  private enqueue(event: PresenceEvent): void {
    if (this.queue.length >= this.maximumEvents) {
      this.observer.connectivityForgotten(this.queue.length);
      this.queue = [];
      this.eventsAreForgotten();
    }
    this.queue.push(event);
    this.write();
  }

  /** What we have to put right if we were taken for lost is more, and holds this too. */
  private eventsAreForgotten(): void {
    if (this.idea === 'right') this.idea = 'we forgot events';
  }

  /** One writer at a time: the order of what is written is the order of what happened. */
  private write(): void {
    if (this.writing !== undefined || (this.queue.length === 0 && !this.mustTellAnew)) return;
    this.writing = this.writeAll().finally(() => {
      this.writing = undefined;
      this.write();
    });
  }

  private async writeAll(): Promise<void> {
    // Connects come in swarms: let them gather.
    await new Promise<void>((resolve) => this.scheduler.soon(resolve));
    while (this.queue.length > 0) await this.record(this.queue.splice(0, GROUP));
    if (this.mustTellAnew) await this.tellAnew();
  }

  private async record(events: readonly PresenceEvent[]): Promise<void> {
    const { store, brokerId } = this;
    try {
      await this.retry.run('write presence', () => store.record(brokerId, events));
    } catch (cause) {
      this.observer.connectivityForgotten(events.length);
      this.observer.backgroundFailed('write presence', cause);
      this.eventsAreForgotten();
    }
  }

  /** Puts the database right: our sessions are those that live, and no others. All earlier events are written. */
  private async tellAnew(): Promise<void> {
    const wasLost = this.idea === 'we were taken for lost';
    this.mustTellAnew = false;
    this.idea = 'right';
    const sessions = [...this.live.values()];
    if (wasLost) await this.takeBackLoss(sessions);
    await this.endForgotten(sessions);
    for (let at = 0; at < sessions.length; at += GROUP) {
      await this.record(
        sessions.slice(at, at + GROUP).map((session) => eventOf(session, 'connected', session.connectedAt, undefined)),
      );
    }
  }

  /** We live: that our sessions ended with us is not true of any, whether it lives or has ended since. */
  private async takeBackLoss(live: readonly DeviceSession[]): Promise<void> {
    const { store, brokerId } = this;
    const ended = this.lately.length;
    const since = new Date(this.confirmedAt - CLOCKS_APART_MS);
    try {
      await this.retry.run('take back lost sessions', () =>
        store.takeBackLoss(brokerId, [...live, ...this.lately.slice(0, ended)], since),
      );
      this.lately.splice(0, ended);
    } catch (cause) {
      this.observer.backgroundFailed('take back lost sessions', cause);
      this.idea = 'we were taken for lost';
    }
  }

  private async endForgotten(live: readonly DeviceSession[]): Promise<void> {
    const { store, brokerId, clock } = this;
    const now = clock.now();
    const ids = live.map(({ sessionId }) => sessionId);
    try {
      await this.retry.run('end forgotten sessions', () => store.endForgottenSessions(brokerId, ids, FORGOTTEN, now));
    } catch (cause) {
      this.observer.backgroundFailed('end forgotten sessions', cause);
      this.eventsAreForgotten();
    }
  }
}

function eventOf(
  { deviceKey, sessionId, connectedAt, remoteAddress }: DeviceSession,
  event: PresenceEvent['event'],
  occurredAt: number,
  cause: string | undefined,
): PresenceEvent {
  return { event, deviceKey, occurredAt, cause, sessionId, sessionStartedAt: connectedAt, remoteAddress };
}
