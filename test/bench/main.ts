import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { connectDatabase, createLogger } from '#libs/platform';
import { measureCeiling } from './ceiling/ceiling.js';
import { issueDevices } from './devices.js';
import { generateLoad } from './generator.js';
import { measureIdleSessions } from './idle-sessions.js';
import { fleetLists } from './lists/fleet-lists.js';
import { type List, measureLists } from './lists/measure-lists.js';
import { organizationLists } from './lists/organization-lists.js';
import { seed } from './lists/seed.js';
import { seedFleet } from './lists/seed-fleet.js';
import type { BrokerAddress } from './load/publisher.js';
import { type BenchOptions, benchOptions, usage } from './options.js';
import { PlatformUnderTest } from './platform-under-test.js';
import { type Measurement, ratio, table } from './report.js';

/** Budgets of docs/architecture.md. */
const INGEST_SHARE = 0.6;
const LATENCY_LIMIT_MS = 50;
const ISSUED_PER_SECOND = 200;
const READINGS_A_MESSAGE = 6;
/** Messages a connection may have unacknowledged. */
const WINDOW = 100;

const say = (text: string) => process.stderr.write(`${text}\n`);

/** @param seeded fills the registry and says which lists there are */
async function measureRegistry(
  platform: PlatformUnderTest,
  seeded: (pool: Pool) => Promise<readonly List[]>,
): Promise<Measurement[]> {
  await platform.prepare();
  const database = connectDatabase({
    url: platform.databaseUrl,
    applicationName: 'fieldgate-bench',
    maxConnections: 1,
    logger: createLogger('bench', 'warn'),
  });
  say('filling the registry …');
  const lists = await seeded(database.pool);
  await database.close();
  const { url } = await platform.startApi();
  say('lists …');
  return measureLists(String(url), lists);
}

async function measure(options: BenchOptions, platform: PlatformUnderTest): Promise<Measurement[]> {
  await platform.prepare();
  say('ceiling: the bare database, nothing else running …');
  const ceiling = await measureCeiling(platform.databaseUrl, platform.embedded, options.seconds);
  say(`  ${Math.round(ceiling.readingsPerSecond)} readings/s by ${ceiling.how}`);

  const broker = await platform.startBroker();
  const database = connectDatabase({
    url: platform.databaseUrl,
    applicationName: 'fieldgate-bench',
    maxConnections: 8,
    logger: createLogger('bench', 'warn'),
  });
  say('certificates …');
  const count = Math.max(options.devices, options.idleSessions);
  const { identities, issuedPerSecond } = await issueDevices(database, platform.dataDirectory, count);
  await database.close();
  const address: BrokerAddress = {
    host: '127.0.0.1',
    port: Number(broker.mqttPort),
    ca: readFileSync(join(platform.dataDirectory, 'authority/root.crt'), 'utf8'),
  };
  say('idle sessions …');
  const idle = await measureIdleSessions(platform.brokerPid, address, identities.slice(0, options.idleSessions));
  say('durable ingest …');
  const order = { address, identities: identities.slice(0, options.devices), window: WINDOW, warmUpSeconds: 3 };
  const ingest = await generateLoad({ ...order, messagesPerSecond: 'all', seconds: options.seconds });
  say('acknowledgement latency at half that load …');
  const half = Math.floor(ingest.messagesPerSecond / 2);
  const paced = await generateLoad({ ...order, messagesPerSecond: half, seconds: options.seconds });
  return [
    {
      name: 'Durable ingest: QoS 1, 6 readings a message, PUBACK after commit',
      measured: ingest.messagesPerSecond * READINGS_A_MESSAGE,
      limit: ceiling.readingsPerSecond * INGEST_SHARE,
      unit: 'readings/s',
      rule: 'at least',
      limitFrom: `${INGEST_SHARE} of ${ceiling.how}`,
      details: {
        messagesPerSecond: ingest.messagesPerSecond,
        p99Ms: ingest.latencyMs.p99,
        ceiling: ceiling.readingsPerSecond,
      },
    },
    {
      name: 'PUBACK latency at half that load, p99',
      measured: paced.latencyMs.p99,
      limit: LATENCY_LIMIT_MS,
      unit: 'ms',
      rule: 'at most',
      details: {
        messagesPerSecond: paced.messagesPerSecond,
        asked: half,
        p50Ms: paced.latencyMs.p50,
        maxMs: paced.latencyMs.max,
      },
    },
    idle,
    {
      name: 'Certificates issued from a CSR, recorded',
      measured: issuedPerSecond,
      limit: ISSUED_PER_SECOND,
      unit: 'a second',
      rule: 'at least',
      details: { certificates: count },
    },
  ];
}

function measureWhatIsAsked(options: BenchOptions, platform: PlatformUnderTest): Promise<Measurement[]> {
  const { organizations, fleet } = options;
  if (organizations !== undefined) {
    const size = { organizations, people: 3 * organizations };
    return measureRegistry(platform, async (pool) => organizationLists(await seed(pool, size)));
  }
  if (fleet !== undefined) return measureRegistry(platform, async (pool) => fleetLists(await seedFleet(pool, fleet)));
  return measure(options, platform);
}

async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(usage);
    return;
  }
  const platform = new PlatformUnderTest(options.server);
  try {
    const measurements = await measureWhatIsAsked(options, platform);
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node.js ${process.versions.node}`;
    const database = options.server === undefined ? 'embedded TimescaleDB' : 'TimescaleDB server';
    process.stdout.write(`\n${database}, ${machine}\n\n${table(measurements)}\n`);
    const report = {
      at: new Date().toISOString(),
      machine,
      database,
      measurements: measurements.map((m) => ({ ...m, ratio: ratio(m) })),
    };
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    else process.stdout.write(`\n${JSON.stringify(report)}\n`);
  } finally {
    await platform.stop();
  }
}

main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`);
  process.exitCode = 1;
});
