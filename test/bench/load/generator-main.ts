/** The load generator, a process of its own: connects the given devices and publishes as it is told over its channel. */
import { type BrokerAddress, Publisher, type PublisherIdentity } from './publisher.js';

export interface LoadOrder {
  readonly address: BrokerAddress;
  readonly identities: readonly PublisherIdentity[];
  /** Messages a connection may have unacknowledged. */
  readonly window: number;
  /** Messages a second over all connections; 0: none, `all`: what the window lets through. */
  readonly messagesPerSecond: number | 'all';
  /** Discarded at the beginning, seconds. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly acknowledged: number;
  readonly seconds: number;
  readonly messagesPerSecond: number;
  /** From sending to PUBACK, milliseconds; a paced run sends at its own times, whatever comes back. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** Connections that are opened at once. */
const CONNECTING = 50;
/** Messages a device of a paced run sends together: far fewer than the half window of a run that is not paced. */
const BURST = 10;
/** How old the first observation is, milliseconds: each message is a millisecond younger than the last, and none of the future. */
const OBSERVED_BEFORE_MS = 60_000;
/** How often a paced run sends what is due, milliseconds. */
const PACE_MS = 2;

async function generate(order: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  let measuring = false;
  let stopped = false;
  let acknowledged = 0;
  const rate = order.messagesPerSecond;
  const paced = rate !== 'all';
  const onAcknowledged = (publisher: Publisher, latencyMs: number) => {
    if (measuring) {
      acknowledged += 1;
      // One latency in eight is plenty for the percentiles and keeps the generator cheap.
      if (paced || (acknowledged & 7) === 0) latencies.push(latencyMs);
    }
    if (!paced && !stopped && publisher.inFlight <= order.window / 2)
      publisher.publish(order.window - publisher.inFlight);
  };
  const start = Date.now() - OBSERVED_BEFORE_MS;
  const publishers: Publisher[] = [];
  for (let at = 0; at < order.identities.length; at += CONNECTING)
    publishers.push(
      ...(await Promise.all(
        order.identities
          .slice(at, at + CONNECTING)
          .map((identity, n) => Publisher.open(order.address, identity, at + n, start, onAcknowledged)),
      )),
    );
  process.send?.({ connected: publishers.length });
  let pacer: NodeJS.Timeout | undefined;
  if (paced) pacer = pace(publishers, rate);
  else for (const publisher of publishers) publisher.publish(order.window);

  await pause(order.warmUpSeconds);
  measuring = true;
  const from = performance.now();
  await pause(order.seconds);
  const seconds = (performance.now() - from) / 1000;
  measuring = false;
  stopped = true;
  clearInterval(pacer);
  for (const publisher of publishers) publisher.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return {
    acknowledged,
    seconds,
    messagesPerSecond: acknowledged / seconds,
    latencyMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
  };
}

function pace(publishers: readonly Publisher[], messagesPerSecond: number): NodeJS.Timeout {
  const from = performance.now();
  let sent = 0;
  let next = 0;
  return setInterval(() => {
    const due = Math.floor(((performance.now() - from) * messagesPerSecond) / 1000) - sent;
    for (let left = due; left > 0; left -= BURST) {
      publishers[next]?.publish(Math.min(BURST, left));
      next = (next + 1) % publishers.length;
    }
    sent += Math.max(0, due);
  }, PACE_MS);
}

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

process.once('message', (order) => {
  generate(order as LoadOrder).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (failure: unknown) => {
      process.stderr.write(
        `The load generator failed: ${failure instanceof Error ? failure.message : String(failure)}\n`,
      );
      process.exit(1);
    },
  );
});
