import { constants } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import type { ConnectionRefusalCode } from '#libs/fleet';
import { type HandshakeFailure, handshakeFailure } from './handshake-failure.js';
import { Turnstile } from './turnstile.js';

export interface TlsListenerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /** Private key, own certificate with its issuing authority, and the authorities clients are verified by; PEM. */
  readonly credentials: { readonly key: string; readonly cert: string; readonly ca: string };
  /** A TLS handshake that takes longer is cut, milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** Connections that may wait at once to be let in. One address gets a quarter of them. */
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

/** Handshakes that run side by side, and how long one counts as running, milliseconds. */
const HANDSHAKES_AT_ONCE = 20;
const HANDSHAKE_MOMENT_MS = 250;
/**
 * After so long a silence TCP asks whether the peer is still there, milliseconds: MQTT's own keep-alive may be an hour, and a
 * device that lost its network says nothing.
 */
const PROBE_AFTER_MS = 300_000;
/** Connections the system holds for us while we are busy. */
const BACKLOG = 4_096;

/**
 * Listens for TLS 1.2 and 1.3 with a client certificate asked for and verified by OpenSSL, but judged by the gate: so
 * that every refusal has a cause in our words.
 *
 * There are no session tickets. Each connection makes a whole handshake, so none comes in on what was true earlier; a
 * ticket would also cost 13 KiB of memory for as long as the session lasts (measured, TLS 1.3).
 */
export class TlsListener {
  readonly #front: Server;
  readonly #tls: TlsServer;
  readonly #turnstile: Turnstile<Socket>;
  /** Connections that wait to be let in, with their addresses: a connection that was reset does not know it any more. */
  readonly #waiting = new Map<Socket, string>();
  readonly #waitingFrom = new Map<string, number>();
  /** One listener for all: a closure each would stay for as long as the session. */
  readonly #onClose: (this: Socket) => void;

  constructor(
    private readonly options: TlsListenerOptions,
    private readonly gate: Gate,
  ) {
    const { credentials, handshakeTimeoutMs: handshakeTimeout } = options;
    this.#tls = createTlsServer({
      ...credentials,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      secureOptions: constants.SSL_OP_NO_TICKET,
      handshakeTimeout,
    });
    this.#tls.on('secureConnection', (socket: TLSSocket) => this.#secured(socket));
    this.#tls.on('tlsClientError', (failure: Error, socket: TLSSocket) => this.#failed(failure, socket));
    this.#turnstile = new Turnstile(HANDSHAKES_AT_ONCE, HANDSHAKE_MOMENT_MS, (transport) => {
      this.#tls.emit('connection', transport);
    });
    // Paused: whatever is read before TLS has taken the connection over would be lost.
    const ofTransport = { pauseOnConnect: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS };
    this.#front = createServer(ofTransport, (transport) => this.#arrive(transport));
    const gone = (transport: Socket) => this.#leave(transport);
    this.#onClose = function onClose() {
      gone(this);
    };
  }

  /** Connections that wait to be let in. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** @returns the port @throws the system's error, such as EADDRINUSE */
  listen(): Promise<number> {
    const { host, port } = this.options;
    return new Promise((resolve, reject) => {
      this.#front.once('error', reject);
      this.#front.listen({ host, port, backlog: BACKLOG }, () => {
        this.#front.off('error', reject);
        this.#front.on('error', (failure) => this.gate.notAccepted(failure));
        resolve((this.#front.address() as AddressInfo).port);
      });
    });
  }

  /** Takes no more connections and drops those that wait; those let in stay. */
  stop(): void {
    this.#front.close();
    for (const transport of this.#waiting.keys()) transport.destroy();
  }

  #arrive(transport: Socket): void {
    const address = transport.remoteAddress ?? 'unknown';
    const fromThere = this.#waitingFrom.get(address) ?? 0;
    const { maxWaiting } = this.options;
    if (this.#waiting.size >= maxWaiting || fromThere >= Math.ceil(maxWaiting / 4)) {
      this.gate.refused(address, 'connection.too-many-handshakes', '');
      transport.destroy();
      return;
    }
    this.#waiting.set(transport, address);
    this.#waitingFrom.set(address, fromThere + 1);
    transport.on('close', this.#onClose);
    transport.on('error', ignore); // until TLS listens, and after it has let go
    this.#turnstile.arrive(transport);
  }

  #secured(socket: TLSSocket): void {
    const transport = transportOf(socket);
    this.#turnstile.leave(transport);
    socket.on('error', ignore); // whoever takes the socket over listens as well
    void this.gate.receive(socket, this.#waiting.get(transport) ?? 'unknown').finally(() => {
      transport.off('close', this.#onClose);
      this.#leave(transport);
    });
  }

  #failed(failure: Error, socket: TLSSocket): void {
    const transport = transportOf(socket);
    const named = handshakeFailure(failure, transport.bytesRead);
    socket.destroy();
    if (named) this.gate.refused(addressOf(transport), named.cause, named.finding);
    this.#leave(transport);
  }

  #leave(transport: Socket): void {
    this.#turnstile.leave(transport);
    const address = this.#waiting.get(transport);
    if (address === undefined || !this.#waiting.delete(transport)) return;
    const left = (this.#waitingFrom.get(address) ?? 1) - 1;
    if (left > 0) this.#waitingFrom.set(address, left);
    else this.#waitingFrom.delete(address);
  }
}

/** Node remembers the peer of a closed connection if it was asked for before, as it was on arrival. */
const addressOf = (transport: Socket): string => transport.remoteAddress ?? 'unknown';

/** The TCP connection below, which still knows its peer when the TLS socket has forgotten it. */
function transportOf(socket: TLSSocket): Socket {
  return '_parent' in socket && socket._parent ? (socket._parent as Socket) : socket;
}

function ignore(): void {}
