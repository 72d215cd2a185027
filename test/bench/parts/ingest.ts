import type { Bench } from '../bench.js';
import { measureCeiling } from '../ceiling/ceiling.js';
import { generateLoad } from '../generator.js';
import { processorSeconds } from '../process-usage.js';
import { fixedLimit } from '../report.js';
import { spreadOf } from '../statistics.js';

/** Budgets of docs/architecture.md. */
const INGEST_SHARE = 0.7;
const LATENCY_LIMIT_MS = { server: 50, embedded: 150 } as const;

const READINGS_A_MESSAGE = 6;
/** Messages a connection may have unacknowledged. */
const WINDOW = 100;
const WARM_UP_SECONDS = 3;

/** Durable ingest beside what the bare database takes, round by round; then the latency at half of it. */
export async function measureIngest(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const { platform, fleet } = await bench.shared();
  report.progress('certificates of the devices …');
  const identities = await fleet.devices(options.devices);
  const order = {
    address: platform.brokerAddress,
    identities,
    window: WINDOW,
    warmUpSeconds: WARM_UP_SECONDS,
    seconds: options.seconds,
  };
  const embedded = options.server === undefined;
  const rounds = await bench.rounds(async (round) => {
    report.progress(`round ${round + 1}: the bare database, then the platform …`);
    const ceiling = await measureCeiling(platform.databaseUrl, { ...options, embedded });
    const before = processorSeconds(platform.brokerPid);
    const load = await generateLoad({ ...order, messagesPerSecond: 'all' });
    const used = processorSeconds(platform.brokerPid) - before;
    report.progress(
      `  ${Math.round(ceiling.readingsPerSecond)} readings/s bare, ${Math.round(load.messagesPerSecond)} messages/s`,
    );
    // Acknowledgements of the warm-up are not counted: its messages are taken to be as many a second.
    const messages = load.messagesPerSecond * (load.seconds + WARM_UP_SECONDS);
    return { ceiling, load, brokerMicroseconds: (used * 1e6) / messages };
  });
  const messagesPerSecond = spreadOf(rounds.map(({ load }) => load.messagesPerSecond)).median;
  report.add({
    name: 'Durable ingest, QoS 1, 6 readings a message, PUBACK after commit',
    unit: 'readings/s',
    rule: 'at least',
    measured: rounds.map(({ load }) => load.messagesPerSecond * READINGS_A_MESSAGE),
    limits: rounds.map(({ ceiling }) => ceiling.readingsPerSecond * INGEST_SHARE),
    ratioOf: `${INGEST_SHARE} × ${rounds[0]?.ceiling.how} in the same round`,
    details: {
      messagesPerSecond,
      bareReadingsPerSecond: spreadOf(rounds.map(({ ceiling }) => ceiling.readingsPerSecond)).median,
      p99Ms: spreadOf(rounds.map(({ load }) => load.latencyMs.p99)).median,
      brokerProcessorMicrosecondsAMessage: spreadOf(rounds.map((round) => round.brokerMicroseconds)).median,
    },
  });
  const half = Math.floor(messagesPerSecond / 2);
  const paced = await bench.rounds((round) => {
    report.progress(`round ${round + 1}: latency at ${half} messages/s …`);
    return generateLoad({ ...order, messagesPerSecond: half });
  });
  report.add({
    name: 'PUBACK latency at half that load, p99',
    rule: 'at most',
    ...fixedLimit(
      LATENCY_LIMIT_MS[embedded ? 'embedded' : 'server'],
      'ms',
      paced.map(({ latencyMs }) => latencyMs.p99),
    ),
    details: {
      asked: half,
      messagesPerSecond: spreadOf(paced.map((load) => load.messagesPerSecond)).median,
      p50Ms: spreadOf(paced.map(({ latencyMs }) => latencyMs.p50)).median,
      maxMs: spreadOf(paced.map(({ latencyMs }) => latencyMs.max)).maximum,
    },
  });
}
