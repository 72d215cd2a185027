import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { PrismaCertificateLedger } from '#libs/certificates';
import { newLinkKey } from '#libs/identity';
import { type Clock, DomainError } from '#libs/kernel';
import { serverProfile, serviceProfile } from '#libs/pki';
import {
  type AuthorityCertificates,
  ConfigurationError,
  type DatabaseConnection,
  ensureAuthorities,
  ensureServiceCertificate,
  keepSecret,
  type Logger,
  loadIssuingAuthority,
  migrateRegistry,
  migrateTelemetry,
  requireLinkKey,
  requireTimescale,
} from '#libs/platform';
import type { PrepareConfig } from './config.js';
import { operatorsOver } from './operators.js';

/** What the start-up banner tells about signing in. */
export interface Prepared {
  readonly operatorEmail: string;
  /** Holds the password the platform made up at the first start. */
  readonly operatorPasswordFile?: string;
  /** That password, on the start that made the operator. */
  readonly newPassword?: string;
}

interface Parts {
  readonly config: PrepareConfig;
  readonly database: DatabaseConnection;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Brings everything the platform stands on into being, in this order; repeating it finds all of it there.
 *
 * @throws whatever step failed; the steps before it are done and stay
 */
export async function prepare(parts: Parts): Promise<Prepared> {
  await migrate(parts);
  const { authorities, ledger } = await prepareAuthorities(parts);
  await prepareServiceCertificates(parts, authorities, ledger);
  const linkKeyFile = join(parts.config.secretsDirectory, 'link.key');
  const { secret: linkKey } = await keepSecret(linkKeyFile, newLinkKey);
  requireLinkKey('prepare step', linkKeyFile, linkKey);
  return prepareOperator(parts);
}

async function migrate({ database, logger }: Parts): Promise<void> {
  await withClient(database.pool, async (client) => {
    await requireTimescale(client);
    const registry = await migrateRegistry(client, resolve('prisma/migrations'));
    const telemetry = await migrateTelemetry(client, resolve('timescale'));
    const applied = [...registry.applied, ...telemetry.applied];
    if (applied.length > 0) logger.info({ applied }, `Applied ${applied.length} migration(s).`);
  });
}

async function prepareAuthorities({ config, database, clock, logger }: Parts) {
  const authorities = await ensureAuthorities({ ...config.authority, clock });
  const { root, issuing, created } = authorities;
  if (created)
    logger.info({ root: root.fingerprintSha256 }, 'Made the root and issuing authority; back up their folder.');
  const ledger = new PrismaCertificateLedger(database.registry, clock);
  await ledger.adoptAuthorities([issuing, root]);
  return { authorities, ledger };
}

async function prepareServiceCertificates(
  { config, clock, logger }: Parts,
  { issuing, root }: AuthorityCertificates,
  ledger: PrismaCertificateLedger,
): Promise<void> {
  const shared = {
    directory: config.servicesDirectory,
    chain: [issuing, root] as const,
    openIssuer: () => loadIssuingAuthority(config.authority),
    ledger,
    clock,
  };
  const wanted = [
    { name: 'mqtt', profile: serverProfile, hosts: config.mqttServerNames },
    // For devices that know no EC keys, with TLS 1.2.
    { name: 'mqtt-rsa', profile: serverProfile, hosts: config.mqttServerNames, keyAlgorithm: 'rsa-2048' as const },
    { name: 'broker', profile: serviceProfile, hosts: config.busServerNames },
    { name: 'api', profile: serviceProfile, hosts: [] },
    { name: 'worker', profile: serviceProfile, hosts: [] },
  ];
  for (const service of wanted) {
    const { renewed } = await ensureServiceCertificate({ ...service, ...shared });
    if (renewed) logger.info({ service: service.name, reason: renewed }, `Issued the certificate "${service.name}".`);
  }
}

/** Random bytes of a password we make: 24 characters to type. */
const PASSWORD_BYTES = 18;

/** One line of printable characters; a file cut short or overwritten holds something else. */
const READABLE_PASSWORD = /^[^\p{C}\u{fffd}]{12,256}$/u;

const wrongSetting = (problem: string, cause?: unknown) => new ConfigurationError('prepare step', [problem], { cause });

async function prepareOperator({ config, database, clock }: Parts): Promise<Prepared> {
  const operators = operatorsOver(database.registry, clock);
  const operatorEmail = config.operatorEmail;
  if (config.operatorPassword !== undefined) {
    await operators
      .ensureOperator({ email: operatorEmail, password: config.operatorPassword })
      .catch((cause: unknown) => {
        if (!(cause instanceof DomainError)) throw cause;
        throw wrongSetting(`OPERATOR_PASSWORD_FILE: what it holds cannot be used: ${cause.message}`, cause);
      });
    return { operatorEmail };
  }
  const operatorPasswordFile = join(config.secretsDirectory, 'operator-password');
  const { secret: password } = await keepSecret(operatorPasswordFile, () =>
    randomBytes(PASSWORD_BYTES).toString('base64url'),
  );
  if (!READABLE_PASSWORD.test(password))
    throw wrongSetting(
      `${operatorPasswordFile} holds no password (12 or more printable characters). Write the operator's into it, or remove it and one is made`,
    );
  const made = await operators.ensureOperator({ email: operatorEmail, password, passwordStale: true });
  return { operatorEmail, operatorPasswordFile, ...(made === 'created' ? { newPassword: password } : {}) };
}

async function withClient(pool: Pool, work: (client: PoolClient) => Promise<void>) {
  const client = await pool.connect();
  try {
    await work(client);
  } finally {
    client.release();
  }
}
