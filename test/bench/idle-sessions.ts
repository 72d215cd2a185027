import { readFileSync } from 'node:fs';
import { generateLoad } from './generator.js';
import type { BrokerAddress, PublisherIdentity } from './load/publisher.js';
import type { Measurement } from './report.js';

/** Budget, bytes (docs/architecture.md). */
const LIMIT_KIB = 45;
/** Sessions that are open before the count begins, so that what is made once is not divided among them. */
const BASE_SHARE = 0.1;
/** What the broker gets to give memory back after the handshakes, seconds. */
const SETTLE_SECONDS = 8;

/** Resident memory of a process, bytes (Linux). */
function residentBytes(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

/** Opens sessions that say nothing, and divides what the broker's resident memory grew by their number. */
export async function measureIdleSessions(
  brokerPid: number,
  address: BrokerAddress,
  identities: readonly PublisherIdentity[],
): Promise<Measurement> {
  const base = Math.floor(identities.length * BASE_SHARE);
  const few = await residentWith(brokerPid, address, identities.slice(0, base));
  const many = await residentWith(brokerPid, address, identities);
  const sessions = identities.length - base;
  return {
    name: 'Memory of an idle mutual-TLS session',
    measured: (many - few) / sessions / 1024,
    limit: LIMIT_KIB,
    unit: 'KiB',
    rule: 'at most',
    details: { sessions, residentWithFewMiB: few / 2 ** 20, residentWithAllMiB: many / 2 ** 20 },
  };
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
