import { constants } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { ConnectionRefusalCode } from '#libs/fleet';
import { type HandshakeFailure, handshakeFailure } from './handshake-failure.js';

export interface TlsListenerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Private key, own certificate with its issuing authority, and the authorities clients are verified by; PEM. */
  readonly credentials: { readonly key: string; readonly cert: string; readonly ca: string };
  /** A TLS handshake that takes longer is cut, milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** Connections that may wait to be let in at once. */
  readonly maxWaiting: number;
}

/** Who decides about connections whose handshake is done. */
export interface Gate {
  /** Decides about a client and answers for the socket from then on; the place it waited in is free when it resolves. */
  receive(socket: TLSSocket, remoteAddress: string): Promise<void>;
  /** Told about a client that did not come that far. */
  refused(remoteAddress: string, cause: ConnectionRefusalCode, finding: HandshakeFailure['finding']): void;
  /** Told that the system could not hand over a connection, such as EMFILE: too many open files. */
  notAccepted(failure: Error): void;
}

/**
 * Listens for TLS 1.2 and 1.3 with a client certificate asked for and verified by OpenSSL, but judged by the gate: so
 * that every refusal has a cause in our words.
 *
 * There are no session tickets. Each connection makes a whole handshake, so none comes in on what was true earlier; a
 * ticket would also cost 13 KiB of memory for as long as the session lasts (measured, TLS 1.3).
 */
export class TlsListener {
  readonly #server: Server;
  readonly #waiting = new Set<Socket>();
  readonly #leave: (this: Socket) => void;

  constructor(
    private readonly options: TlsListenerOptions,
    private readonly gate: Gate,
  ) {
    const { credentials, handshakeTimeoutMs: handshakeTimeout } = options;
    this.#server = createServer({
      ...credentials,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      secureOptions: constants.SSL_OP_NO_TICKET,
      handshakeTimeout,
      noDelay: true,
    });
    const waiting = this.#waiting;
    // One function for all sockets: a closure each would stay for as long as the session.
    this.#leave = function leave() {
      waiting.delete(this);
    };
    this.#server.prependListener('connection', (transport: Socket) => this.#arrive(transport));
    this.#server.on('secureConnection', (socket: TLSSocket) => this.#secured(socket));
    this.#server.on('tlsClientError', (failure: Error, socket: TLSSocket) => this.#failed(failure, socket));
  }

  /** Connections that wait to be let in. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** @returns the port @throws the system's error, such as EADDRINUSE */
  listen(): Promise<number> {
    const { host, port } = this.options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port, backlog: 4096 }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (failure) => this.gate.notAccepted(failure));
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  /** Takes no more connections and drops those that wait; those let in stay. */
  stop(): void {
    this.#server.close();
    for (const transport of this.#waiting) transport.destroy();
  }

  #arrive(transport: Socket): void {
    const remoteAddress = transport.remoteAddress ?? 'unknown'; // asked now, so that it is still known after a reset
    transport.on('close', this.#leave);
    if (this.#waiting.size >= this.options.maxWaiting) {
      this.gate.refused(remoteAddress, 'connection.too-many-handshakes', '');
      transport.destroy();
      return;
    }
    this.#waiting.add(transport);
  }

  #secured(socket: TLSSocket): void {
    const transport = transportOf(socket);
    socket.on('error', ignore); // whoever takes the socket over listens as well
    void this.gate.receive(socket, transport.remoteAddress ?? 'unknown').finally(() => {
      this.#waiting.delete(transport);
      transport.off('close', this.#leave);
    });
  }

  #failed(failure: Error, socket: TLSSocket): void {
    const transport = transportOf(socket);
    const named = handshakeFailure(failure, transport.bytesRead);
    socket.destroy();
    if (named) this.gate.refused(transport.remoteAddress ?? 'unknown', named.cause, named.finding);
    this.#waiting.delete(transport);
  }
}

/** The TCP connection below, which still knows its peer when the TLS socket has forgotten it. */
function transportOf(socket: TLSSocket): Socket {
  return '_parent' in socket && socket._parent ? (socket._parent as Socket) : socket;
}

function ignore(): void {}
