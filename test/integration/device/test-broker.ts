import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { Aedes } from 'aedes';
import type { TestAuthority } from '#libs/testing';

/** A message the broker has acknowledged. */
export interface StoredMessage {
  readonly deviceId: string;
  readonly topic: string;
  readonly payload: string;
}

/**
 * A small broker with mutual TLS, as a device sees the platform: aedes, and a list of what was acknowledged. It knows
 * nothing of certificates beyond their chain, of topics and of stores.
 */
export class TestBroker {
  readonly stored: StoredMessage[] = [];
  /** Called before each PUBACK; may hold it back, or refuse, which ends the connection. */
  beforeAck: () => Promise<void> = async () => {};

  private constructor(
    private readonly aedes: Aedes,
    private readonly server: Server,
    private readonly sockets: Set<TLSSocket>,
  ) {}

  static async start(authority: TestAuthority, port = 0, refuseSessions = false): Promise<TestBroker> {
    const aedes = await Aedes.createBroker();
    const { key, cert } = await authority.serverCertificate();
    const sockets = new Set<TLSSocket>();
    const server = createServer(
      { key, cert, ca: authority.ca, requestCert: true, rejectUnauthorized: true },
      (socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        aedes.handle(socket);
      },
    );
    const broker = new TestBroker(aedes, server, sockets);
    aedes.authenticate = (_client, _user, _password, done) => {
      if (refuseSessions) done(Object.assign(new Error('no'), { returnCode: 5 as const }), false);
      else done(null, true);
    };
    aedes.authorizePublish = (client, packet, done) => {
      if (client === null) return done(null);
      broker.beforeAck().then(
        () => {
          broker.stored.push({ deviceId: client.id, topic: packet.topic, payload: String(packet.payload) });
          done(null);
        },
        (refusal: Error) => done(refusal),
      );
    };
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return broker;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Readings of numbers in the order they were acknowledged, arrays taken apart. */
  valuesOf(quantity: string): number[] {
    return this.stored
      .flatMap(({ payload }) => [JSON.parse(payload)].flat())
      .map((sample) => sample.values?.[quantity])
      .filter((value) => value !== undefined);
  }

  send(topic: string, payload: unknown): Promise<void> {
    const packet = {
      cmd: 'publish',
      qos: 1,
      retain: false,
      dup: false,
      topic,
      payload: JSON.stringify(payload),
    } as const;
    return new Promise((resolve, reject) => {
      this.aedes.publish(packet, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Ends every connection without a word, as a broker that dies. */
  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.dropConnections();
    await new Promise((resolve) => this.aedes.close(() => resolve(undefined)));
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until something is so. @throws {Error} it is not so in the time given */
export async function until(condition: () => boolean, what: string, timeoutMs = 20_000): Promise<void> {
  const endAt = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > endAt) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
