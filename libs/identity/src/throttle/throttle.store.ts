import type { RegistryDatabase } from '#prisma';
import { ThrottleStore } from './throttle-port.js';
import { FORGOTTEN_AFTER_MS, type ThrottleRule } from './throttle-rules.js';

/** Forgotten rows removed with each try: more than a try adds, so the table stays as large as a day. */
const SWEPT_A_TRY = 10;

/** Failures in the registry's table `sign_in_throttle`. */
export class PrismaThrottleStore extends ThrottleStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async take(
    key: string,
    at: Date,
    { threshold, firstMs, longestMs }: ThrottleRule,
    account: string | null = null,
  ): Promise<Date | undefined> {
    const forgotten = new Date(at.getTime() - FORGOTTEN_AFTER_MS);
    await this.#sweep(forgotten);
    // lockMs in SQL: count and lock have to be one step.
    const counted = await this.database.client.$queryRaw<{ failures: number }[]>`
      INSERT INTO sign_in_throttle AS throttle (key, account, failures, last_failed_at, locked_until)
      VALUES (${key}, ${account}, 1, ${at}, CASE WHEN ${threshold}::int <= 1 THEN ${at}::timestamptz + ${firstMs}::float8 * interval '1 ms' END)
      ON CONFLICT (key) DO UPDATE
      SET failures = CASE WHEN throttle.last_failed_at < ${forgotten} THEN 1 ELSE throttle.failures + 1 END,
          last_failed_at = ${at},
          locked_until = CASE
            WHEN throttle.last_failed_at >= ${forgotten} AND throttle.failures + 1 >= ${threshold}::int
            THEN ${at}::timestamptz
                 + least(${longestMs}::float8, ${firstMs}::float8 * power(2, least(throttle.failures + 1 - ${threshold}::int, 20)))
                 * interval '1 ms'
          END
      WHERE throttle.locked_until IS NULL OR throttle.locked_until <= ${at}
      RETURNING failures`;
    if (counted.length > 0) return undefined;
    const row = await this.database.client.signInThrottle.findUnique({ where: { key }, select: { lockedUntil: true } });
    // Released by a success in between: the lock was there, and its owner just came in.
    return row?.lockedUntil ?? at;
  }

  override async giveBack(key: string): Promise<void> {
    await this.database.client.signInThrottle.updateMany({
      where: { key, failures: { gt: 0 } },
      data: { failures: { decrement: 1 }, lockedUntil: null },
    });
  }

  override async forget(key: string): Promise<void> {
    await this.database.client.signInThrottle.deleteMany({ where: { key } });
  }

  override async forgetAccount(account: string): Promise<void> {
    await this.database.client.signInThrottle.deleteMany({ where: { account } });
  }

  override async failuresOf(key: string): Promise<number> {
    const row = await this.database.client.signInThrottle.findUnique({ where: { key }, select: { failures: true } });
    return row?.failures ?? 0;
  }

  async #sweep(before: Date): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM sign_in_throttle
      WHERE key IN (SELECT key
                    FROM sign_in_throttle
                    WHERE last_failed_at < ${before}
                    ORDER BY last_failed_at
                    LIMIT ${SWEPT_A_TRY}
                    FOR UPDATE SKIP LOCKED)`;
  }
}
