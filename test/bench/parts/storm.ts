import type { Bench } from '../bench.js';
import type { BrokerAddress } from '../load/publisher.js';
import { Mosquitto } from '../peers/mosquitto.js';
import { spreadOf } from '../statistics.js';
import { Storm } from '../storm.js';

/** Budget of docs/architecture.md: this much of mosquitto's time. */
const SHARE = 1.2;

/** A broker that can be restarted, ours or a peer. */
interface Restarted {
  stop(): Promise<void>;
  start(): Promise<void>;
  address(): BrokerAddress;
}

/** Connects all devices, restarts the broker, and takes the time until all are back; the same with mosquitto in each round. */
export async function measureStorm(bench: Bench): Promise<void> {
  const { platform, fleet } = await bench.shared();
  bench.report.progress('certificates of the devices …');
  const identities = await fleet.devices(bench.options.sessions);
  const peer = await Mosquitto.find(platform.dataDirectory, platform.brokerAddress);
  if (!peer) {
    bench.report.skip('storm', 'no mosquitto is installed to compare with.');
    return;
  }
  const letGo = bench.atEnd(() => peer.kill());
  const ours: Restarted = {
    stop: () => platform.stopBroker(),
    start: () => platform.startBroker(),
    address: () => platform.brokerAddress,
  };
  await peer.start();
  const theirs = { stop: () => peer.stop(), start: () => peer.start(), address: () => peer.address };
  const rounds = await bench.rounds(async (round) => {
    bench.report.progress(`round ${round + 1}: ${identities.length} devices, mosquitto and the platform …`);
    const mosquitto = await backAfterRestart(bench, identities, theirs);
    const platformUnderTest = await backAfterRestart(bench, identities, ours);
    const [theirSeconds, ourSeconds] = [mosquitto, platformUnderTest].map((s) => (s.connectedInMs / 1_000).toFixed(1));
    bench.report.progress(`  mosquitto ${theirSeconds} s, the platform ${ourSeconds} s`);
    return { mosquitto, ours: platformUnderTest };
  });
  await peer.stop();
  letGo();
  bench.report.add({
    name: `${identities.length} devices back after a restart`,
    unit: 's',
    rule: 'at most',
    measured: rounds.map((round) => round.ours.connectedInMs / 1_000),
    limits: rounds.map((round) => (round.mosquitto.connectedInMs * SHARE) / 1_000),
    ratioOf: `${SHARE} × mosquitto in the same round`,
    details: {
      mosquittoSeconds: spreadOf(rounds.map((round) => round.mosquitto.connectedInMs / 1_000)).median,
      attempts: spreadOf(rounds.map((round) => round.ours.attempts)).median,
    },
  });
}

async function backAfterRestart(bench: Bench, identities: ConstructorParameters<typeof Storm>[0], broker: Restarted) {
  const storm = new Storm(identities);
  const letGo = bench.atEnd(() => storm.end());
  await storm.connect(broker.address());
  await broker.stop();
  await broker.start();
  const result = await storm.connect(broker.address());
  storm.end();
  letGo();
  return result;
}
