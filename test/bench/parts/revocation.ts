import { connect, type TLSSocket } from 'node:tls';
import type { Bench } from '../bench.js';
import type { FleetDevice } from '../fleet.js';
import type { BrokerAddress } from '../load/publisher.js';
import { AcknowledgementReader, connectPacket } from '../load/wire.js';
import { fixedLimit } from '../report.js';
import { percentile, spreadOf } from '../statistics.js';

/** Budget of docs/architecture.md, p99, milliseconds. */
const LIMIT_MS = 1_000;
/** Certificates that are revoked in a round, one after the other. */
const REVOKED = 50;
/** Connections that are opened at once. */
const CONNECTING = 50;
const KEEP_ALIVE_SECONDS = 600;

/** With all sessions open, revokes some one by one: from asking the api to the end of the connection at the device. */
export async function measureRevocation(bench: Bench): Promise<void> {
  const { platform, fleet } = await bench.shared();
  bench.report.progress('certificates of the devices …');
  const standing = await fleet.devices(bench.options.sessions);
  const { devices: passing } = await fleet.issue(REVOKED * bench.options.rounds);
  const sockets = await openAll(platform.brokerAddress, [...standing, ...passing]);
  try {
    const rounds = await bench.rounds(async (round) => {
      bench.report.progress(`round ${round + 1}: ${REVOKED} of ${sockets.size} sessions …`);
      const times: number[] = [];
      for (const device of passing.slice(round * REVOKED, (round + 1) * REVOKED)) {
        const socket = sockets.get(device);
        if (!socket || socket.closed)
          throw new Error(`Device ${device.id} was not connected when it was to be revoked.`);
        const ended = new Promise((resolve) => socket.once('close', resolve));
        const from = performance.now();
        await fleet.request('POST', `/certificates/${device.certificateSerialNumber}/revocation`, {
          reason: 'superseded',
        });
        await ended;
        times.push(performance.now() - from);
      }
      return times;
    });
    bench.report.add({
      name: `A revoked device's session is closed, ${sockets.size} sessions, p99`,
      rule: 'at most',
      ...fixedLimit(
        LIMIT_MS,
        'ms',
        rounds.map((times) => percentile(times, 0.99)),
      ),
      details: { p50Ms: spreadOf(rounds.map((times) => percentile(times, 0.5))).median, revoked: passing.length },
    });
  } finally {
    for (const socket of sockets.values()) socket.destroy();
  }
}

async function openAll(address: BrokerAddress, devices: readonly FleetDevice[]): Promise<Map<FleetDevice, TLSSocket>> {
  const sockets = new Map<FleetDevice, TLSSocket>();
  for (let at = 0; at < devices.length; at += CONNECTING)
    await Promise.all(
      devices.slice(at, at + CONNECTING).map(async (device) => sockets.set(device, await open(address, device))),
    );
  return sockets;
}

/** @throws {Error} the broker refused */
function open({ host, port, ca }: BrokerAddress, { id, key, certificate }: FleetDevice): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ca, key, cert: certificate, servername: 'localhost' }, () =>
      socket.write(connectPacket(id, KEEP_ALIVE_SECONDS)),
    );
    const reader = new AcknowledgementReader(
      () => undefined,
      (returnCode) => (returnCode === 0 ? resolve(socket) : socket.destroy()),
    );
    socket.on('data', (chunk: Buffer) => reader.read(chunk));
    socket.on('error', reject);
    socket.once('close', () => reject(new Error(`The broker closed the connection of device ${id}.`)));
  });
}
