import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const hmac = (key: Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** One message of a client: type, length, body; strings become zero-terminated. */
export function frame(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const header = Buffer.alloc(5, type, 'latin1');
  header.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([header, body]);
}

export const int16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);
export const int32 = (value: number) =>
  Buffer.from([value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

/** Speaks the protocol message by message, also wrongly: for what no driver does. */
export class RawClient {
  #received = Buffer.alloc(0);

  private constructor(readonly socket: Socket) {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
  }

  /** A connection on which nothing was said yet. */
  static async open(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** A connection that is authenticated. */
  static async start(url: string): Promise<RawClient> {
    const client = await RawClient.open(url);
    const { username, password, pathname } = new URL(url);
    const body = Buffer.from(`\0\x03\0\0user\0${username}\0database\0${pathname.slice(1)}\0\0`, 'latin1');
    client.send(int32(4 + body.length), body);
    await client.#authenticate(decodeURIComponent(password));
    await client.until('Z');
    return client;
  }

  send(...pieces: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(pieces));
  }

  /** Messages up to the first of this type, removed from what was received; throws when the connection ends before. */
  async until(type: string): Promise<string[]> {
    const seen: string[] = [];
    for (;;) {
      const message = this.#take();
      if (message) {
        seen.push(message);
        if (message.startsWith(type)) return seen;
      } else if (this.socket.readableEnded || this.socket.destroyed) {
        throw new Error(`The connection ended after: ${seen.join(' ') || 'nothing'}`);
      } else {
        await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]);
      }
    }
  }

  end(): void {
    this.socket.destroy();
  }

  /** Type and body of the next message, zeros shown as "|". */
  #take(): string | undefined {
    if (this.#received.length < 5) return undefined;
    const end = 1 + this.#received.readInt32BE(1);
    if (this.#received.length < end) return undefined;
    const message = this.#received.subarray(0, end);
    this.#received = this.#received.subarray(end);
    return (message.toString('latin1', 0, 1) + message.toString('latin1', 5)).replaceAll('\0', '|');
  }

  async #authenticate(password: string): Promise<void> {
    const [request = ''] = (await this.until('R')).slice(-1);
    if (!request.includes('SCRAM-SHA-256')) return;
    const first = 'n=,r=rawclientnonce';
    this.send(frame('p', 'SCRAM-SHA-256', int32(3 + first.length), Buffer.from(`n,,${first}`)));
    const [challenge = ''] = (await this.until('R')).slice(-1);
    const serverFirst = challenge.slice(5);
    const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]*),s=([^,]*),i=(\d+)/.exec(serverFirst) ?? [];
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
    const clientKey = hmac(salted, 'Client Key');
    const storedKey = createHash('sha256').update(clientKey).digest();
    const withoutProof = `c=biws,r=${nonce}`;
    const signature = hmac(storedKey, `${first},${serverFirst},${withoutProof}`);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64');
    this.send(frame('p', Buffer.from(`${withoutProof},p=${proof}`)));
    await this.until('R');
  }
}
