/** The storm, a process of its own: devices that all connect at once, each time they are told where, until all are connected. */
import { connect, type TLSSocket } from 'node:tls';
import type { BrokerAddress, PublisherIdentity } from './publisher.js';
import { AcknowledgementReader, connectPacket } from './wire.js';

export type StormOrder = { readonly identities: readonly PublisherIdentity[] } | { readonly connectTo: BrokerAddress };

/** All are connected. */
export interface StormResult {
  readonly connectedInMs: number;
  /** Connections that were tried; more than there are devices when some were sent away. */
  readonly attempts: number;
}

/** A device that was sent away waits so long, at random in between, as client libraries do, milliseconds. */
const RETRY_FROM_MS = 500;
const RETRY_SPREAD_MS = 1_000;
/** A device gives up waiting for its CONNACK, milliseconds. */
const PATIENCE_MS = 30_000;
const KEEP_ALIVE_SECONDS = 600;

let identities: readonly PublisherIdentity[] = [];

function storm(address: BrokerAddress): Promise<StormResult> {
  const from = performance.now();
  let attempts = 0;
  let left = identities.length;
  return new Promise((resolve) => {
    const open = (identity: PublisherIdentity, device: number) => {
      attempts += 1;
      attempt(address, identity, device).then(
        () => {
          left -= 1;
          if (left === 0) resolve({ connectedInMs: performance.now() - from, attempts });
        },
        () => setTimeout(open, RETRY_FROM_MS + Math.random() * RETRY_SPREAD_MS, identity, device),
      );
    };
    for (const [device, identity] of identities.entries()) open(identity, device);
  });
}

/** Resolves at the CONNACK; a connection that ends later stays ended until the next storm. */
function attempt({ host, port, ca }: BrokerAddress, { key, certificate }: PublisherIdentity, device: number) {
  return new Promise<void>((resolve, reject) => {
    // A loopback address of its own (127.0.0.0/8): devices come from as many places.
    const localAddress = `127.${1 + (device >> 14)}.${(device >> 7) & 127}.${1 + (device & 127)}`;
    const options = { host, port, ca, key, cert: certificate, servername: 'localhost', localAddress };
    const socket: TLSSocket = connect(options, () =>
      socket.write(connectPacket(`storm-${device}`, KEEP_ALIVE_SECONDS)),
    );
    const impatience = setTimeout(() => socket.destroy(), PATIENCE_MS);
    const reader = new AcknowledgementReader(
      () => undefined,
      (returnCode) => {
        clearTimeout(impatience);
        if (returnCode === 0) resolve();
        else socket.destroy();
      },
    );
    socket.on('data', (chunk: Buffer) => reader.read(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(impatience);
      reject(new Error('The broker closed the connection.'));
    });
  });
}

process.on('message', (order: StormOrder) => {
  if ('identities' in order) identities = order.identities;
  else void storm(order.connectTo).then((result) => process.send?.(result));
});
process.once('disconnect', () => process.exit(0));
