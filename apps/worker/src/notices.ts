import { ContractNoticeStore, ContractNotices, WarrantyNoticeStore, WarrantyNotices } from '#libs/agreements';
import { CertificateNoticeStore, CertificateNotices } from '#libs/devices';
import type { Clock } from '#libs/kernel';
import { AdministratorNotices, NotificationWriter } from '#libs/notifications';
import type { DatabaseConnection, Logger } from '#libs/platform';
import type { RegistryDatabase } from '#prisma';
import type { Job } from './job.js';

interface Parts {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Days end at another hour in each zone, so that this is looked for more often than once a day. */
const PAUSE_MS = 10 * 60_000;

const administratorsOf = (registry: RegistryDatabase, clock: Clock) =>
  new AdministratorNotices(registry, new NotificationWriter(registry, clock), clock);

/** Tells providers and customers in time that service contracts end; each notice is posted once. */
export function contractNotices({ database: { registry }, clock, logger }: Parts): Job {
  const notices = new ContractNotices(
    new ContractNoticeStore(registry),
    administratorsOf(registry, clock),
    registry,
    clock,
  );
  return noticeJob('contract-notices', notices, (count) =>
    logger.info({ contracts: count }, `Told of the end of ${count} service contract(s).`),
  );
}

/** Tells customers and providers in time that warranties end; each notice is posted once. */
export function warrantyNotices({ database: { registry }, clock, logger }: Parts): Job {
  const notices = new WarrantyNotices(
    new WarrantyNoticeStore(registry),
    administratorsOf(registry, clock),
    registry,
    clock,
  );
  return noticeJob('warranty-notices', notices, (count) =>
    logger.info({ warranties: count }, `Told of the end of ${count} warranty(ies).`),
  );
}

/** Tells providers and customers, once a day at most, how many of their devices need a new certificate. */
export function certificateNotices({ database: { registry }, clock, logger }: Parts): Job {
  const notices = new CertificateNotices(
    new CertificateNoticeStore(registry),
    administratorsOf(registry, clock),
    registry,
    clock,
  );
  return noticeJob('certificate-notices', notices, (count) =>
    logger.info({ organizations: count }, `Told ${count} organization(s) of certificates that end.`),
  );
}

const noticeJob = (name: string, notices: { run(): Promise<number> }, report: (count: number) => void): Job => ({
  name,
  pauseMs: PAUSE_MS,
  async run() {
    const posted = await notices.run();
    if (posted > 0) report(posted);
  },
});
