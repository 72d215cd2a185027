import type { Bench } from '../bench.js';
import { generateLoad } from '../generator.js';
import type { BrokerAddress, PublisherIdentity } from '../load/publisher.js';
import { residentBytes } from '../process-usage.js';
import { fixedLimit } from '../report.js';

/** Budget, KiB (docs/architecture.md). */
const LIMIT_KIB = 45;
/** Sessions that are open before the count begins, so that what is made once is not divided among them. */
const BASE_SHARE = 0.1;
/** What the broker gets to give memory back after the handshakes, seconds. */
const SETTLE_SECONDS = 8;

/** Opens sessions that say nothing, and divides what the broker's resident memory grew by their number; a broker a round. */
export async function measureIdleSessions(bench: Bench): Promise<void> {
  const { platform, fleet } = await bench.shared();
  bench.report.progress('certificates of the devices …');
  const identities = await fleet.devices(bench.options.sessions);
  const base = Math.floor(identities.length * BASE_SHARE);
  const sessions = identities.length - base;
  const rounds = await bench.rounds(async (round) => {
    bench.report.progress(`round ${round + 1}: ${base} sessions, then ${identities.length} …`);
    // Memory that an earlier load has left free would hide what the sessions take.
    await platform.stopBroker();
    await platform.startBroker();
    const { brokerPid, brokerAddress } = platform;
    const few = await residentWith(brokerPid, brokerAddress, identities.slice(0, base));
    const many = await residentWith(brokerPid, brokerAddress, identities);
    return (many - few) / sessions / 1024;
  });
  bench.report.add({
    name: 'Memory of an idle mutual-TLS session in the broker',
    rule: 'at most',
    ...fixedLimit(LIMIT_KIB, 'KiB', rounds),
    details: { sessions },
  });
}

function residentWith(pid: number, address: BrokerAddress, identities: readonly PublisherIdentity[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let resident = 0;
    const order = { address, identities, window: 0, messagesPerSecond: 0, warmUpSeconds: SETTLE_SECONDS, seconds: 1 };
    const sample = () => {
      setTimeout(() => {
        resident = residentBytes(pid);
      }, SETTLE_SECONDS * 1000);
    };
    generateLoad(order, sample).then(() => resolve(resident), reject);
  });
}
