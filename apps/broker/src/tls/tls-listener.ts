import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import type { ConnectionRefusalCode } from '#libs/certificates';
import { HandshakeLimit } from '../connection-limits/handshake-limit.js';
import { KnownAddresses } from '../connection-limits/known-addresses.js';
import { WaitingConnections } from '../connection-limits/waiting-connections.js';
import { type HandshakeFailure, handshakeFailure } from './handshake-failure.js';
import { TLS_POLICY } from './tls-policy.js';

/** PEM. */
export interface ListenerCredentials {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

export interface TlsListenerOptions {
  readonly host: string;
  /** 0: the system chooses. */
  readonly port: number;
  /**
   * Private key, own certificate with its issuing authority, and the authorities clients are verified by; PEM. Several where
   * clients differ in the keys they know: OpenSSL takes the one that fits what the client offers.
   */
  readonly credentials: readonly [ListenerCredentials, ...ListenerCredentials[]];
  /** A TLS handshake that takes longer is cut, milliseconds; so is a connection that does not begin one. */
  readonly handshakeTimeoutMs: number;
  /** Connections that may wait at once to be let in; `WaitingConnections` says who gives way when there are more. */
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
 * Handshakes that run side by side, and how long one counts as running, milliseconds. One takes a core a millisecond or two and
 * waits a round trip for the client, a tenth of a second over a mobile network: fewer would leave the core idle.
 */
const HANDSHAKES_AT_ONCE = 64;
const HANDSHAKE_MOMENT_MS = 250;
/** Addresses that are remembered because a device came in from there; 100 octets each. */
const KNOWN_ADDRESSES = 20_000;
/** What is read of a connection before its turn, octets: a ClientHello has a few hundred. */
const FIRST_READ_OCTETS = 4_096;
/**
 * After so long a silence TCP asks whether the peer is still there, milliseconds: MQTT's own keep-alive may be an hour, and a
 * device that lost its network says nothing.
 */
const PROBE_AFTER_MS = 300_000;
/** Connections the system holds for us while we are busy. */
const BACKLOG = 4_096;

/** Listens for devices: TLS by `TLS_POLICY`, so many handshakes at once, and the gate decides about each that is done. */
export class TlsListener {
  readonly #front: Server;
  readonly #tls: TlsServer;
  readonly #handshakeLimit: HandshakeLimit<Socket>;
  readonly #known = new KnownAddresses(KNOWN_ADDRESSES);
  /** With their addresses: a connection that was reset does not know it any more. */
  readonly #waiting: WaitingConnections<Socket>;
  /** What ends with these is told already. */
  readonly #sentAway = new WeakSet<Socket>();
  /** One listener for all: a closure each would stay for as long as the session. */
  readonly #onClose: (this: Socket) => void;
  readonly #onReadable: (this: Socket) => void;
  readonly #onSilence: (this: Socket) => void;

  constructor(
    private readonly options: TlsListenerOptions,
    private readonly gate: Gate,
  ) {
    const { credentials, handshakeTimeoutMs: handshakeTimeout } = options;
    this.#tls = createTlsServer({
      key: credentials.map(({ key }) => key),
      cert: credentials.map(({ cert }) => cert),
      ca: credentials[0].ca,
      handshakeTimeout,
      ...TLS_POLICY,
    });
    this.#tls.on('secureConnection', (socket: TLSSocket) => this.#secured(socket));
    this.#tls.on('tlsClientError', (failure: Error, socket: TLSSocket) => this.#failed(failure, socket));
    this.#waiting = new WaitingConnections(options.maxWaiting, this.#known);
    this.#handshakeLimit = new HandshakeLimit(HANDSHAKES_AT_ONCE, HANDSHAKE_MOMENT_MS, (transport) => {
      this.#tls.emit('connection', transport);
    });
    const ofTransport = {
      highWaterMark: FIRST_READ_OCTETS,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: PROBE_AFTER_MS,
    };
    this.#front = createServer(ofTransport, (transport) => this.#arrive(transport));
    const gone = (transport: Socket) => this.#leave(transport);
    this.#onClose = function onClose() {
      gone(this);
    };
    const spoke = (transport: Socket) => this.#speak(transport);
    this.#onReadable = function onReadable() {
      spoke(this);
    };
    const silent = (transport: Socket) => this.#drop(transport, 'connection.handshake-timeout', 'It sent nothing.');
    this.#onSilence = function onSilence() {
      silent(this);
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
    for (const transport of [...this.#waiting.connections()]) transport.destroy();
  }

  #arrive(transport: Socket): void {
    const address = transport.remoteAddress ?? 'unknown';
    transport.on('error', ignore); // until TLS listens, and after it has let go
    const { waits, gaveWay } = this.#waiting.arrive(transport, address);
    if (gaveWay) this.#sendAway(gaveWay, addressOf(gaveWay));
    if (!waits) {
      this.#sendAway(transport, address);
      return;
    }
    transport.on('close', this.#onClose);
    transport.once('readable', this.#onReadable);
    transport.setTimeout(this.options.handshakeTimeoutMs, this.#onSilence);
  }

  /**
   * Lets a connection queue for its handshake once it has sent something, and not before: one that is silent would hold a place
   * for nothing. What was read waits in the transport, from where TLS takes it.
   */
  #speak(transport: Socket): void {
    transport.setTimeout(0, this.#onSilence);
    if (transport.readableLength === 0) {
      transport.destroy(); // opened and closed, as load balancers do
      return;
    }
    const lane = this.#waiting.speak(transport);
    if (lane) this.#handshakeLimit.arrive(transport, lane);
  }

  #sendAway(transport: Socket, address: string): void {
    this.#handshakeLimit.leave(transport);
    this.gate.refused(address, 'connection.too-many-handshakes', '');
    this.#sentAway.add(transport);
    transport.destroy();
  }

  #drop(transport: Socket, cause: ConnectionRefusalCode, finding: string): void {
    this.gate.refused(this.#waiting.addressOf(transport) ?? 'unknown', cause, finding);
    transport.destroy();
  }

  #secured(socket: TLSSocket): void {
    const transport = transportOf(socket);
    this.#handshakeLimit.leave(transport);
    socket.on('error', ignore); // whoever takes the socket over listens as well
    const address = this.#waiting.addressOf(transport) ?? 'unknown';
    void this.gate.receive(socket, address).finally(() => {
      if (!socket.destroyed) this.#known.note(address);
      transport.off('close', this.#onClose);
      this.#leave(transport);
    });
  }

  #failed(failure: Error, socket: TLSSocket): void {
    const transport = transportOf(socket);
    const named = handshakeFailure(failure, transport.bytesRead);
    socket.destroy();
    if (named && !this.#sentAway.has(transport)) this.gate.refused(addressOf(transport), named.cause, named.finding);
    this.#leave(transport);
  }

  #leave(transport: Socket): void {
    this.#handshakeLimit.leave(transport);
    this.#waiting.leave(transport);
  }
}

/** Node remembers the peer of a closed connection if it was asked for before, as it was on arrival. */
const addressOf = (transport: Socket): string => transport.remoteAddress ?? 'unknown';

/** The TCP connection below, which still knows its peer when the TLS socket has forgotten it. */
function transportOf(socket: TLSSocket): Socket {
  return '_parent' in socket && socket._parent ? (socket._parent as Socket) : socket;
}

function ignore(): void {}
