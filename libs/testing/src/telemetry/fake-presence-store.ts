import { type BrokerLease, type KnownSession, type PresenceEvent, PresenceStore } from '#libs/telemetry';
import type { UnreliableDatabase } from './unreliable-database.js';

/** The state of one device. */
export interface FakePresence {
  readonly state: 'connected' | 'disconnected';
  readonly since: number;
  readonly cause: string | undefined;
  readonly sessionId: string;
  readonly sessionStartedAt: number;
  readonly brokerId: string;
}

/** Presence in memory. */
export class FakePresenceStore extends PresenceStore {
  readonly states = new Map<number, FakePresence>();
  /** When each lease was renewed, milliseconds since 1970 UTC. */
  readonly held = new Map<string, number>();
  private readonly written = new Map<string, PresenceEvent>();

  constructor(private readonly database: UnreliableDatabase) {
    super();
  }

  /** What happened to a device, oldest first. */
  historyOf(deviceKey: number): readonly PresenceEvent[] {
    return [...this.written.values()]
      .filter((event) => event.deviceKey === deviceKey)
      .sort((one, other) => one.occurredAt - other.occurredAt);
  }

  record(brokerId: string, events: readonly PresenceEvent[]): Promise<void> {
    return this.database.answer('write presence', () => {
      for (const event of events) {
        this.write(event);
        const before = this.states.get(event.deviceKey);
        if (before === undefined || decides(event, before)) this.states.set(event.deviceKey, stateOf(event, brokerId));
      }
    });
  }

  takeLease(brokerId: string, now: Date): Promise<void> {
    return this.database.answer('take the broker lease', () => {
      this.held.set(brokerId, now.getTime());
    });
  }

  renewLease(brokerId: string, now: Date): Promise<boolean> {
    return this.database.answer('renew the broker lease', () => {
      if (!this.held.has(brokerId)) return false;
      this.held.set(brokerId, now.getTime());
      return true;
    });
  }

  endLease(brokerId: string): Promise<void> {
    return this.database.answer('end the broker lease', () => {
      this.held.delete(brokerId);
    });
  }

  leases(): Promise<readonly BrokerLease[]> {
    return this.database.answer('read the broker leases', () =>
      [...this.held].map(([brokerId, renewedAt]) => ({ brokerId, renewedAt: new Date(renewedAt) })),
    );
  }

  endLostSessions(leases: readonly BrokerLease[], now: Date): Promise<number> {
    return this.database.answer('end lost sessions', () => {
      const unchanged = leases.filter(({ brokerId, renewedAt }) => this.held.get(brokerId) === renewedAt.getTime());
      const lost = new Map(unchanged.map(({ brokerId, renewedAt }) => [brokerId, renewedAt.getTime()]));
      for (const brokerId of lost.keys()) this.held.delete(brokerId);
      return this.end(
        ({ brokerId }) => !this.held.has(brokerId),
        'broker-lost',
        ({ brokerId }) => lost.get(brokerId) ?? now.getTime(),
      );
    });
  }

  takeBackLoss(_brokerId: string, sessions: readonly KnownSession[], since: Date): Promise<void> {
    return this.database.answer('take back lost sessions', () => {
      const ids = new Set(sessions.map(({ sessionId }) => sessionId));
      for (const [key, event] of this.written) {
        const isMeant = ids.has(event.sessionId) && event.cause === 'broker-lost';
        if (isMeant && event.occurredAt >= since.getTime()) this.written.delete(key);
      }
    });
  }

  endForgottenSessions(brokerId: string, live: readonly string[], cause: string, now: Date): Promise<number> {
    return this.database.answer('end forgotten sessions', () =>
      this.end(
        (presence) => presence.brokerId === brokerId && !live.includes(presence.sessionId),
        cause,
        () => now.getTime(),
      ),
    );
  }

  private end(
    isMeant: (presence: FakePresence) => boolean,
    cause: string,
    endOf: (presence: FakePresence) => number,
  ): number {
    let ended = 0;
    for (const [deviceKey, presence] of this.states) {
      if (presence.state !== 'connected' || !isMeant(presence)) continue;
      ended++;
      const { sessionId, sessionStartedAt } = presence;
      const since = Math.max(sessionStartedAt, endOf(presence));
      this.states.set(deviceKey, { ...presence, state: 'disconnected', cause, since });
      const event = 'disconnected';
      const remoteAddress = undefined;
      this.write({ event, deviceKey, occurredAt: since, cause, sessionId, sessionStartedAt, remoteAddress });
    }
    return ended;
  }

  private write(event: PresenceEvent): void {
    const key = [event.deviceKey, event.occurredAt, event.sessionId, event.event].join(' ');
    if (!this.written.has(key)) this.written.set(key, event);
  }
}

function decides(event: PresenceEvent, before: FakePresence): boolean {
  if (event.sessionId === before.sessionId) {
    return before.cause === 'broker-lost' || (before.state === 'connected' && event.event === 'disconnected');
  }
  if (event.sessionStartedAt !== before.sessionStartedAt) return event.sessionStartedAt > before.sessionStartedAt;
  return event.sessionId > before.sessionId;
}

function stateOf(event: PresenceEvent, brokerId: string): FakePresence {
  const { cause, sessionId, sessionStartedAt, occurredAt } = event;
  const since = event.event === 'connected' ? sessionStartedAt : occurredAt;
  return { state: event.event, since, cause, sessionId, sessionStartedAt, brokerId };
}
