/** A connect or disconnect of a device, as it is written down. */
export interface PresenceEvent {
  readonly event: 'connected' | 'disconnected';
  readonly deviceKey: number;
  /** Milliseconds since 1970 UTC. */
  readonly occurredAt: number;
  /** Why it ended; `undefined` for `connected`. */
  readonly cause: string | undefined;
  readonly sessionId: string;
  /** Milliseconds since 1970 UTC. */
  readonly sessionStartedAt: number;
  readonly remoteAddress: string | undefined;
}

/** A broker's word that it lives. */
export interface BrokerLease {
  /** UUID of the broker process. */
  readonly brokerId: string;
  /** By the broker's own clock. */
  readonly renewedAt: Date;
}

/** A session as history knows it. */
export type KnownSession = Pick<PresenceEvent, 'deviceKey' | 'sessionId'>;

/**
 * Where presence is written. Every operation bears to be repeated.
 *
 * Of two sessions of a device the one that started later counts (then the greater id); a session that has ended does
 * not begin again, except after it was taken for lost.
 */
export abstract class PresenceStore {
  /**
   * Writes the events down, and the states that follow from them.
   *
   * @param events any order, any number of one device
   * @throws {TelemetryUnavailableError} send them again
   */
  abstract record(brokerId: string, events: readonly PresenceEvent[]): Promise<void>;

  /** Takes the lease of a broker, or renews it if it is there already. @throws {TelemetryUnavailableError} */
  abstract takeLease(brokerId: string, now: Date): Promise<void>;

  /** @returns whether there was a lease to renew; if not, the broker was taken for lost @throws {TelemetryUnavailableError} */
  abstract renewLease(brokerId: string, now: Date): Promise<boolean>;

  /** Gives the lease back. @throws {TelemetryUnavailableError} */
  abstract endLease(brokerId: string): Promise<void>;

  /** The leases of all brokers. @throws {TelemetryUnavailableError} */
  abstract leases(): Promise<readonly BrokerLease[]>;

  /**
   * Takes these leases, unless one was renewed since it was read, and ends, with cause `broker-lost`, the sessions of all
   * brokers that have none. A session ends at the broker's last sign of life, or now if that is not known any more.
   *
   * @returns how many sessions it ended
   * @throws {TelemetryUnavailableError} try again
   */
  abstract endLostSessions(lost: readonly BrokerLease[], now: Date): Promise<number>;

  /**
   * Strikes out of history that sessions were lost with their broker, which lives. Their states are put right by telling
   * of them again with `record`.
   *
   * @param brokerId the broker that held them
   * @param since    no such end is looked for before it
   * @throws {TelemetryUnavailableError} try again
   */
  abstract takeBackLoss(brokerId: string, sessions: readonly KnownSession[], since: Date): Promise<void>;

  /**
   * Ends the sessions of this broker that are connected in the database but are none of these: their ends were forgotten.
   *
   * @param liveSessionIds the sessions the broker holds
   * @throws {TelemetryUnavailableError} try again
   */
  abstract endForgottenSessions(
    brokerId: string,
    liveSessionIds: readonly string[],
    cause: string,
    now: Date,
  ): Promise<number>;
}

/** The event that decides the state of its device: that of the later session, and the end rather than the beginning. */
export function laterEvent(one: PresenceEvent, other: PresenceEvent): PresenceEvent {
  if (one.sessionStartedAt !== other.sessionStartedAt)
    return one.sessionStartedAt > other.sessionStartedAt ? one : other;
  if (one.sessionId !== other.sessionId) return one.sessionId > other.sessionId ? one : other;
  return one.event === 'disconnected' ? one : other;
}
