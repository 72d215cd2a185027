import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { BackendBusyError, EngineTrappedError, MalformedFrameError, PortTakenError } from './errors.js';
import type { Backend } from './session/backend.js';
import { FrameSource } from './session/frame-source.js';
import { greet } from './session/handshake.js';
import { Session, type SessionLimits } from './session/session.js';
import { errorResponse, type WireError } from './wire/backend-messages.js';
import type { ScramVerifier } from './wire/scram.js';

/** The only address it is ever bound to. */
export const LOOPBACK = '127.0.0.1';
/** A client that has not authenticated by then is cut off, milliseconds. */
const AUTHENTICATION_LIMIT_MS = 10_000;
/** Connections beyond the limit that may be open at once to be told so. */
const REFUSALS_AT_ONCE = 16;

export interface ServerOptions extends SessionLimits {
  /** 0: any free one. */
  readonly port: number;
  readonly maxConnections: number;
  readonly verifier: ScramVerifier;
  readonly log: Logger;
  /** The engine is lost, and with it the process. */
  readonly onTrap: (trap: EngineTrappedError) => void;
}

/** Takes connections on loopback and serves each of them. */
export class WireServer {
  readonly #server: Server;
  readonly #sessions = new Set<Session>();
  readonly #sockets = new Set<Socket>();
  #lastConnection = 0;

  constructor(
    private readonly backend: Backend,
    private readonly options: ServerOptions,
  ) {
    this.#server = createServer({ noDelay: true }, (socket) => void this.#serve(socket));
    this.#server.maxConnections = options.maxConnections + REFUSALS_AT_ONCE;
  }

  /**
   * @returns the port it listens on
   * @throws {PortTakenError} somebody else listens on it
   */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        reject(cause.code === 'EADDRINUSE' ? new PortTakenError(LOOPBACK, this.options.port, { cause }) : cause);
      });
      this.#server.listen(this.options.port, LOOPBACK, () => {
        this.#server.removeAllListeners('error').on('error', (err) => {
          this.options.log.error({ err }, 'A connection could not be taken.');
        });
        resolve((this.#server.address() as { port: number }).port);
      });
    });
  }

  /** Takes no more connections, rolls open transactions back and says goodbye; a running statement was let finish. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    const message = 'The embedded database is shutting down.';
    for (const session of this.#sessions) session.end({ severity: 'FATAL', sqlState: '57P01', message });
    for (const socket of this.#sockets) if (!socket.writableEnded) socket.destroy();
    await closed;
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // Its reader learns of a break by itself; without a listener it would end the process.
    socket.on('error', () => undefined);
    try {
      await this.#converse(socket);
      socket.end();
    } catch (cause) {
      if (cause instanceof EngineTrappedError) this.options.onTrap(cause);
      const farewell = farewellFor(cause);
      if (farewell) this.options.log.warn(farewell.message);
      else this.options.log.error({ err: cause }, 'A connection failed.');
      if (farewell) socket.write(errorResponse(farewell));
      socket.destroySoon();
    }
  }

  async #converse(socket: Socket): Promise<void> {
    const source = new FrameSource(socket);
    const { maxConnections, verifier, log } = this.options;
    const tooLate = setTimeout(() => socket.destroy(), AUTHENTICATION_LIMIT_MS);
    const greeting = await greet(socket, source, verifier).finally(() => clearTimeout(tooLate));
    if (!greeting) return;
    if (this.#sessions.size >= maxConnections) {
      const message = `The embedded database takes ${maxConnections} connections, and all are in use.`;
      log.warn(message);
      socket.end(errorResponse({ severity: 'FATAL', sqlState: '53300', message }));
      return;
    }
    this.#lastConnection += 1;
    const session = new Session(this.#lastConnection, socket, source, this.backend, this.options, log);
    this.#sessions.add(session);
    try {
      await session.serve(greeting);
    } finally {
      this.#sessions.delete(session);
    }
  }
}

function farewellFor(cause: unknown): WireError | undefined {
  if (cause instanceof MalformedFrameError) return { severity: 'FATAL', sqlState: '08P01', message: cause.message };
  if (cause instanceof BackendBusyError) return { severity: 'FATAL', sqlState: '57P03', message: cause.message };
  return undefined;
}
