import type { Clock } from '#libs/kernel';
import type { BrokerLease, PresenceStore } from './presence-port.js';

interface Watched {
  readonly renewedAt: number;
  /** How long it was watched and stayed the same, milliseconds. */
  readonly watchedMs: number;
}

/**
 * Finds the brokers that are gone, among those that are slow.
 *
 * A lease that looks old proves nothing by itself: the database may have answered nobody for a minute, and two clocks may
 * differ. So a lease has run out only when it was looked at again and again while it stayed the same. However long the
 * database left us waiting between two looks, the time counts as one renewal's: others waited, too.
 */
export class LostBrokers {
  #watched = new Map<string, Watched>();
  #lookedAt: number | undefined;

  /**
   * @param leaseMs   how long after its last sign of life a broker may be taken for lost, milliseconds
   * @param renewalMs how often a lease is renewed, milliseconds
   */
  constructor(
    private readonly store: PresenceStore,
    private readonly clock: Clock,
    private readonly leaseMs: number,
    private readonly renewalMs: number,
  ) {}

  /**
   * Looks at all leases, and ends the sessions of brokers whose lease has run out under our eyes.
   *
   * @returns how many sessions it ended
   * @throws {TelemetryUnavailableError} try again later
   */
  async sweep(now: Date): Promise<number> {
    const leases = await this.#look(now);
    const lost = leases.filter(({ brokerId, renewedAt }) => {
      const watchedMs = this.#watched.get(brokerId)?.watchedMs ?? 0;
      return now.getTime() - renewedAt.getTime() > this.leaseMs && watchedMs >= 2 * this.renewalMs;
    });
    return this.store.endLostSessions(lost, now);
  }

  async #look(now: Date): Promise<readonly BrokerLease[]> {
    const askedAt = this.clock.now().getTime();
    const leases = await this.store.leases();
    const answeredAt = now.getTime() + Math.max(0, this.clock.now().getTime() - askedAt);
    const sinceLast = this.#lookedAt === undefined ? 0 : now.getTime() - this.#lookedAt;
    const counted = Math.min(Math.max(sinceLast, 0), this.renewalMs);
    this.#lookedAt = answeredAt;
    const before = this.#watched;
    this.#watched = new Map(
      leases.map(({ brokerId, renewedAt }) => {
        const seen = before.get(brokerId);
        const watchedMs = seen?.renewedAt === renewedAt.getTime() ? seen.watchedMs + counted : 0;
        return [brokerId, { renewedAt: renewedAt.getTime(), watchedMs }];
      }),
    );
    return leases;
  }
}
