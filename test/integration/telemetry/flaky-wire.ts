import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';

/** What every commit of a batch has in its messages, as it stands on the wire: the name of a statement. */
const COMMIT = Buffer.from('telemetry.insert-pending-latest');

/** A TCP connection to the database that a test can cut, refuse, or make lose answers. */
export class FlakyWire {
  private readonly sockets = new Set<Socket>();
  private isUp = true;
  private answersOfCommits: 'kept' | 'lost' = 'kept';

  private constructor(
    private readonly server: Server,
    /** As the database's, through this wire. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<FlakyWire> {
    const target = new URL(databaseUrl);
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const through = new URL(databaseUrl);
    through.hostname = '127.0.0.1';
    through.port = String((server.address() as AddressInfo).port);
    const wire = new FlakyWire(server, through.href);
    server.on('connection', (socket) => wire.join(socket, target.hostname, Number(target.port)));
    return wire;
  }

  /** Ends all connections and refuses new ones. */
  cut(): void {
    this.isUp = false;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Lets connections through again. */
  mend(): void {
    this.isUp = true;
  }

  /** From now on the database gets every COMMIT, and the connection breaks before its answer. */
  loseAnswersOfCommits(): void {
    this.answersOfCommits = 'lost';
  }

  keepAnswersOfCommits(): void {
    this.answersOfCommits = 'kept';
  }

  close(): Promise<void> {
    this.cut();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private join(near: Socket, host: string, port: number): void {
    if (!this.isUp) {
      near.destroy();
      return;
    }
    const far = createConnection({ host, port, noDelay: true });
    let isMute = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => {
      if (this.answersOfCommits === 'lost' && bytes.includes(COMMIT)) isMute = true;
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (isMute) near.destroy();
      else near.write(bytes);
    });
  }
}
