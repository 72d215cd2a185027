import type { Clock, Scheduler } from '#libs/kernel';
import type { DeviceSession, DisconnectCause } from './device-session.js';
import { TelemetryUnavailableError } from './errors.js';
import { TelemetryObserver } from './observer.js';
import { Patience } from './patience.js';
import type { PresenceEvent, PresenceStore } from './presence-store.js';

export interface PresenceOptions {
  readonly store: PresenceStore;
  /** UUID of this broker process. */
  readonly brokerId: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly observer?: TelemetryObserver;
  /** How long after its last sign of life a broker is taken for lost, milliseconds; default 15 s. It renews four times as often. */
  readonly leaseMs?: number;
  /** Events that wait for the database, at most; default 100 000. Beyond it history is forgotten, states are not. */
  readonly maximumEvents?: number;
}

const LEASE_MS = 15_000;
const RENEWALS_PER_LEASE = 4;
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
 * a lease and renews it; when it dies, whoever sweeps ends its sessions. If it was only slow it tells of its sessions
 * anew.
 */
export class Presence {
  private readonly live = new Map<number, DeviceSession>();
  private queue: PresenceEvent[] = [];
  private readonly observer: TelemetryObserver;
  private readonly patience: Patience;
  private readonly leaseMs: number;
  private readonly maximumEvents: number;
  private writing: Promise<void> | undefined;
  private cancelRenewal: (() => void) | undefined;
  /** Whether the database's idea of our sessions is wrong: it took us for lost, or we forgot events. */
  private idea: 'right' | 'we were taken for lost' | 'we forgot events' = 'right';
  private mustTellAnew = false;
  private isClosed = false;

  constructor(private readonly options: PresenceOptions) {
    this.observer = options.observer ?? new TelemetryObserver();
    this.patience = new Patience(options.scheduler, this.observer);
    this.leaseMs = options.leaseMs ?? LEASE_MS;
    this.maximumEvents = options.maximumEvents ?? MAXIMUM_EVENTS;
  }

  /** Takes the lease and renews it from now on. Before this no session may be told of. */
  async start(): Promise<void> {
    const { store, brokerId, clock } = this.options;
    await this.patience.until('take the broker lease', () => store.takeLease(brokerId, clock.now()));
    this.scheduleRenewal();
  }

  /** Notes that a session began. */
  connected(session: DeviceSession): void {
    this.live.set(session.deviceKey, session);
    this.enqueue(eventOf(session, 'connected', session.connectedAt, undefined));
  }

  /** Notes that a session ended now. A session that was replaced by a later one of the device changes no state. */
  disconnected(session: DeviceSession, cause: DisconnectCause): void {
    if (this.live.get(session.deviceKey)?.sessionId === session.sessionId) this.live.delete(session.deviceKey);
    this.enqueue(eventOf(session, 'disconnected', this.options.clock.now().getTime(), cause));
  }

  /**
   * Ends the sessions of brokers that have not told for a lease's length that they live.
   *
   * @returns how many it ended
   * @throws {TelemetryUnavailableError} try again later
   */
  sweep(now: Date): Promise<number> {
    return this.options.store.endLostSessions(new Date(now.getTime() - this.leaseMs), now);
  }

  /** Renews the lease now; if it was lost, or events were forgotten, tells of all sessions anew. */
  async renewLease(): Promise<void> {
    const { store, brokerId, clock } = this.options;
    try {
      if (!(await store.renewLease(brokerId, clock.now()))) {
        await store.takeLease(brokerId, clock.now());
        this.idea = 'we were taken for lost';
      }
    } catch (cause) {
      if (!(cause instanceof TelemetryUnavailableError))
        return this.observer.backgroundFailed('renew the lease', cause);
      return this.observer.retrying('renew the lease', cause, this.leaseMs / RENEWALS_PER_LEASE);
    }
    this.mustTellAnew = this.idea !== 'right';
    this.write();
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
    const { store, brokerId, scheduler } = this.options;
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = scheduler.after(CLOSE_MS, () => {
        this.patience.abandon();
        resolve();
      });
    });
    const written = this.flush().then(() => this.patience.until('end the lease', () => store.endLease(brokerId)));
    try {
      await Promise.race([written, deadline]);
    } catch (failure) {
      // The lease runs out by itself and the sweep does the rest.
      this.observer.backgroundFailed('end the lease', failure);
    } finally {
      cancel();
    }
  }

  private scheduleRenewal(): void {
    if (this.isClosed) return;
    const run = () => void this.renewLease().then(() => this.scheduleRenewal());
    this.cancelRenewal = this.options.scheduler.after(this.leaseMs / RENEWALS_PER_LEASE, run);
  }

  private enqueue(event: PresenceEvent): void {
    if (this.queue.length >= this.maximumEvents) {
      this.observer.connectivityForgotten(this.queue.length);
      this.queue = [];
      this.idea = 'we forgot events';
    }
    this.queue.push(event);
    this.write();
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
    await new Promise<void>((resolve) => this.options.scheduler.soon(resolve));
    while (this.queue.length > 0) await this.record(this.queue.splice(0, GROUP));
    if (this.mustTellAnew) await this.tellAnew();
  }

  private async record(events: readonly PresenceEvent[]): Promise<void> {
    const { store, brokerId } = this.options;
    try {
      await this.patience.until('write presence', () => store.record(brokerId, events));
    } catch (cause) {
      this.observer.connectivityForgotten(events.length);
      this.observer.backgroundFailed('write presence', cause);
      this.idea = 'we forgot events';
    }
  }

  /** Puts the database right: our sessions are those that live, and no others. All earlier events are written. */
  private async tellAnew(): Promise<void> {
    const wasLost = this.idea === 'we were taken for lost';
    this.mustTellAnew = false;
    this.idea = 'right';
    const { store, brokerId, clock } = this.options;
    const now = clock.now();
    const sessions = [...this.live.values()];
    const ids = sessions.map(({ sessionId }) => sessionId);
    try {
      await this.patience.until('end forgotten sessions', () =>
        store.endForgottenSessions(brokerId, ids, FORGOTTEN, now),
      );
    } catch (cause) {
      this.observer.backgroundFailed('end forgotten sessions', cause);
      this.idea = 'we forgot events';
    }
    for (let at = 0; at < sessions.length; at += GROUP) {
      await this.record(
        sessions
          .slice(at, at + GROUP)
          .map((session) => eventOf(session, 'connected', wasLost ? now.getTime() : session.connectedAt, undefined)),
      );
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
