import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { generate, type Packet, parser } from 'mqtt-packet';

/**
 * A client that sends what it is told, packet by packet or byte by byte, where a client library is too polite.
 */
export class WireClient {
  readonly #packets: Packet[] = [];
  #waiting: (() => void)[] = [];
  #closed = false;
  /** The error the connection ended with, if any. */
  failure: Error | undefined;

  private constructor(readonly socket: TLSSocket) {
    const incoming = parser({ protocolVersion: 4 });
    incoming.on('packet', (packet) => {
      this.#packets.push(packet);
      this.#wake();
    });
    socket.on('data', (chunk) => incoming.parse(chunk));
    socket.on('error', (failure) => {
      this.failure = failure;
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  /** Shakes hands; whether the broker lets it stay shows afterwards. */
  static async open(port: number, options: ConnectionOptions): Promise<WireClient> {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options });
    const client = new WireClient(socket);
    await Promise.race([once(socket, 'secureConnect'), once(socket, 'close')]).catch(() => undefined);
    return client;
  }

  /** Shakes hands and says CONNECT; returns with CONNACK 0. */
  static async connected(port: number, options: ConnectionOptions, connect: object = {}): Promise<WireClient> {
    const client = await WireClient.open(port, options);
    client.send({ ...CONNECT, ...connect } as Packet);
    const connack = await client.next('connack');
    if (!('returnCode' in connack) || connack.returnCode !== 0) throw new Error(`CONNACK ${JSON.stringify(connack)}`);
    return client;
  }

  send(...packets: Packet[]): void {
    this.socket.write(Buffer.concat(packets.map((packet) => generate(packet))));
  }

  sendBytes(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next packet, which must be of this kind. */
  async next(command: Packet['cmd']): Promise<Packet> {
    for (;;) {
      const packet = this.#packets.shift();
      if (packet?.cmd === command) return packet;
      if (packet) throw new Error(`A ${command} was expected, but a ${packet.cmd} came.`);
      if (this.#closed)
        throw new Error(`The broker closed the connection before a ${command}.`, { cause: this.failure });
      await this.#something();
    }
  }

  /** Resolves when the broker has closed the connection. */
  async closed(): Promise<void> {
    while (!this.#closed) await this.#something();
  }

  /** Whether nothing has come that was not asked for. */
  get silent(): boolean {
    return this.#packets.length === 0;
  }

  get isOpen(): boolean {
    return !this.#closed;
  }

  /** Ends it without DISCONNECT. */
  destroy(): void {
    this.socket.destroy();
  }

  #something(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** A CONNECT as most devices send it. */
export const CONNECT = {
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clientId: 'any',
  clean: true,
  keepalive: 60,
} as const;

/** A PUBLISH of the text to a topic of the device's own. */
export function publishPacket(topic: string, payload: string | Buffer, qos: 0 | 1 | 2 = 1, messageId = 1): Packet {
  return { cmd: 'publish', topic, payload, qos, messageId, retain: false, dup: false };
}
