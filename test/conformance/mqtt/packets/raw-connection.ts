import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/** A connection over mutual TLS on which bytes are written and read as they are. */
export class RawConnection {
  #received = Buffer.alloc(0);
  #closed = false;
  #wake: () => void = () => undefined;

  private constructor(readonly socket: TLSSocket) {
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    socket.on('error', () => undefined); // a broker that ends a connection may reset it
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static async open(port: number, options: ConnectionOptions): Promise<RawConnection> {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options });
    socket.setNoDelay(true);
    const connection = new RawConnection(socket);
    await once(socket, 'secureConnect');
    return connection;
  }

  /** Everything that came, in hexadecimal. */
  get received(): string {
    return this.#received.toString('hex');
  }

  /** Writes the pieces one after the other, each as a record of its own. */
  async write(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      if (this.#closed) return;
      await new Promise<void>((resolve) => this.socket.write(piece, () => resolve()));
    }
  }

  /** Resolves when so many bytes have come, or the connection has ended. */
  async bytes(count: number): Promise<void> {
    while (this.#received.length < count && !this.#closed) await this.#something();
  }

  /** Resolves when the broker has ended the connection. */
  async closed(): Promise<void> {
    while (!this.#closed) await this.#something();
  }

  #something(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
