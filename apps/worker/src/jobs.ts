import { ListingUpkeep, MapUpkeep } from '#libs/devices';
import { AuditChainStore, AuditSealing, IssuedMailLinks, Links, LinkTokens } from '#libs/identity';
import { type Clock, newUuid } from '#libs/kernel';
import {
  MailDelivery,
  MailRefusedError,
  MailServerAwayError,
  MailTransport,
  MailWriter,
  PrismaMailQueue,
  type RenderedMail,
} from '#libs/notifications';
import { type DatabaseConnection, type Logger, SmtpRefusalError, type SmtpTransport } from '#libs/platform';
import { createTelemetryWriter } from '#libs/telemetry';
import type { Job } from './job.js';
import { mailTemplates } from './mail-templates.js';

interface Parts {
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
}

const SWEEP_PAUSE_MS = 5_000;
const MAIL_PAUSE_MS = 2_000;
const SEALING_PAUSE_MS = 1_000;
/** Lists say "fresh" for 15 minutes and at most this much longer. */
const AGING_PAUSE_MS = 30_000;
const FOLDING_PAUSE_MS = 5_000;
/** Whoever asks for a map adds up what was not folded yet. */
const MAP_FOLDING_PAUSE_MS = 2_000;
/** Batches of one run, so that it ends however much is added meanwhile. */
const SEALING_BATCHES = 20;
const AGING_BATCHES = 200;
const FOLDING_BATCHES = 50;

/** Puts right what brokers that died left behind: no device stays "connected" to nobody. */
export function presenceSweep({ database, clock, logger }: Parts): Job {
  const telemetry = createTelemetryWriter({ pool: database.pool, brokerId: newUuid(clock.now()), clock });
  return {
    name: 'presence-sweep',
    pauseMs: SWEEP_PAUSE_MS,
    async run() {
      const { sessions, batches } = await telemetry.sweep(clock.now());
      if (sessions + batches > 0)
        logger.warn({ sessions, batches }, `Ended ${sessions} session(s) of brokers that are gone.`);
    },
  };
}

/** Seals what was added to the audit trail, about a second after it was committed. */
export function auditSealing({ database }: Parts): Job {
  const sealing = new AuditSealing(database.registry, new AuditChainStore(database.registry));
  return {
    name: 'seal-audit-events',
    pauseMs: SEALING_PAUSE_MS,
    async run() {
      for (let batch = 0; batch < SEALING_BATCHES && (await sealing.run()) > 0; batch += 1);
    },
  };
}

/** Keeps the lists of devices true as time passes: who fell silent, and which certificates are about to end. */
export function listingAging({ database, clock }: Parts): Job {
  const upkeep = new ListingUpkeep(database.registry);
  return {
    name: 'age-device-lists',
    pauseMs: AGING_PAUSE_MS,
    async run() {
      for (let batch = 0; batch < AGING_BATCHES && (await upkeep.age(clock.now())) > 0; batch += 1);
    },
  };
}

/** Adds up what was counted one by one, so that a summary reads few rows. */
export function countFolding({ database }: Parts): Job {
  const upkeep = new ListingUpkeep(database.registry);
  return {
    name: 'fold-fleet-counts',
    pauseMs: FOLDING_PAUSE_MS,
    async run() {
      for (let batch = 0; batch < FOLDING_BATCHES && (await upkeep.foldCounts()) > 0; batch += 1);
    },
  };
}

/** Adds what changed on maps to the cells they are read from. */
export function mapFolding({ database }: Parts): Job {
  const upkeep = new MapUpkeep(database.registry);
  return {
    name: 'fold-map-changes',
    pauseMs: MAP_FOLDING_PAUSE_MS,
    async run() {
      for (let batch = 0; batch < FOLDING_BATCHES && (await upkeep.fold()) > 0; batch += 1);
    },
  };
}

/** The platform's mail server, as delivery sees it. */
class SmtpMailTransport extends MailTransport {
  constructor(private readonly smtp: SmtpTransport) {
    super();
  }

  override async send(id: string, recipient: string, mail: RenderedMail): Promise<void> {
    try {
      await this.smtp.send({ id, recipient, ...mail });
    } catch (cause) {
      if (cause instanceof SmtpRefusalError && cause.permanent) throw new MailRefusedError(cause.message, { cause });
      if (cause instanceof SmtpRefusalError && cause.isServerAway)
        throw new MailServerAwayError(cause.message, { cause });
      throw cause;
    }
  }
}

/** Sends what lies in the outbox (R1-27). */
export function mailSending(
  { database, clock, logger }: Parts,
  smtp: SmtpTransport,
  links: { readonly publicUrl: string; readonly linkKey: string },
): Job {
  const issued = new Links(links.publicUrl, new LinkTokens(links.linkKey));
  const delivery = new MailDelivery(
    new PrismaMailQueue(database.registry),
    new SmtpMailTransport(smtp),
    new MailWriter(mailTemplates, new IssuedMailLinks(database.registry, issued)),
    clock,
  );
  return {
    name: 'send-mail',
    pauseMs: MAIL_PAUSE_MS,
    async run() {
      const { sent, postponed, givenUp } = await delivery.run();
      if (postponed + givenUp > 0)
        logger.warn(
          { sent, postponed, givenUp },
          `${postponed} mail(s) will be tried again and ${givenUp} were given up; the outbox says why.`,
        );
    },
  };
}
