import { ContractNoticeStore, ContractNotices } from '#libs/agreements';
import type { Clock } from '#libs/kernel';
import { AdministratorNotices, NotificationWriter } from '#libs/notifications';
import type { DatabaseConnection, Logger } from '#libs/platform';
import type { Job } from './job.js';

/** Days end at another hour in each zone, so that this is looked for more often than once a day. */
const PAUSE_MS = 10 * 60_000;

/** Tells providers and customers in time that service contracts end; each notice is posted once. */
export function contractNotices(parts: {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
}): Job {
  const { clock, logger } = parts;
  const { registry } = parts.database;
  const mail = new AdministratorNotices(registry, new NotificationWriter(registry, clock), clock);
  const notices = new ContractNotices(new ContractNoticeStore(registry), mail, registry, clock);
  return {
    name: 'contract-notices',
    pauseMs: PAUSE_MS,
    async run() {
      const contracts = await notices.run();
      if (contracts > 0) logger.info({ contracts }, `Told of the end of ${contracts} service contract(s).`);
    },
  };
}
