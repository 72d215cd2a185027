/**
 * What we use of aedes 1.2 and mqtt-packet 9 beyond their published types. aedes-internals.spec.ts pins each of them, so
 * that an update that moves one fails there and not in the field.
 */
import type { EventEmitter } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { Aedes, type AedesOptions, type AedesPublishPacket, type Client } from 'aedes';
import type { ReceiveBuffer } from './receive-buffer.js';

/** One filter of a SUBSCRIBE; while aedes checks it, `topic` is a placeholder and `requested` the filter. */
export interface RequestedSubscription {
  topic: string;
  qos: 0 | 1 | 2;
  requested?: string;
}

/** A packet as mqtt-packet made it. */
export interface ParsedPacket {
  cmd: string;
  qos: number;
  dup: boolean;
  length: number;
  messageId?: number;
  topic: string | null;
  payload: Buffer | null;
  subscriptions?: RequestedSubscription[];
  unsubscriptions?: string[];
}

/** The parser of one connection. */
export interface Parser extends EventEmitter {
  /** Node's table of listeners; undefined: there are none. */
  _events: object | undefined;
  _eventsCount: number;
  _list: ReceiveBuffer;
  /** Bytes of the packet that were read, behind its fixed header. */
  _pos: number;
  /** What the packet is refused for; null: nothing. */
  error: Error | null;
  _states: readonly string[];
  packet: ParsedPacket;
  /** Packets that wait for the answer to the CONNECT; null: it was given, or the client is closed. */
  _queue: ParsedPacket[] | null;
  /** The CONNECT packet, for the protocol version in it. */
  settings: { readonly protocolVersion?: number };
  /** Reads the Remaining Length; whether it was there as a whole. */
  _parseLength(): boolean;
  _parseConnect(): void;
  _parsePublish(): void;
  /** PUBACK, PUBREC, PUBREL and PUBCOMP. */
  _parseConfirmation(): void;
  _parseSubscribe(): void;
  _parseUnsubscribe(): void;
  /** Hands the packet over and begins another. */
  _newPacket(): boolean;
  _emitError(failure: Error): void;
}

/** The will of a connection. */
export interface Will {
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  retain: boolean;
}

/** aedes' side of a connection. */
export interface AedesClient extends Client {
  readonly conn: TLSSocket;
  readonly _parser: Parser;
  readonly broker: { readonly queueLimit: number };
  /** Packets that were handed over and are not done with, before aedes reads on. */
  _parsingBatch: number;
  /** Reads no more packets. */
  pause(): void;
  /** Reads on, if less than two of the packets that were handed over are not done with. */
  resume(): void;
  /** Calls back when the device has read, or the client closes; ends the connection after `drainTimeout`. */
  waitForDrain(done: () => void): void;
  /** Whether the device said DISCONNECT. */
  readonly _disconnected: boolean;
  will: Will | null;
  /** The will of a CONNECT that is not accepted yet. */
  _will: Will | null;
  /** Takes down the listeners that close the client with its connection. */
  _eos: () => void;
  /** Packet identifiers of QoS 2 messages that wait for their PUBREL. */
  _inboundInflight: {
    readonly size: number;
    has(id: number): boolean;
    add(id: number): void;
    delete(id: number): void;
  };
  /** By filter. */
  subscriptions: Record<string, unknown>;
  /** Count of the last message delivered, by broker. */
  duplicates: Record<string, number>;
}

/** Tells aedes that a step is done, or why not. */
export type Done = (failure?: Error | null) => void;

/** aedes with the methods we override. */
export interface AedesInternals extends Aedes {
  readonly clients: Record<string, AedesClient>;
  connectedClients: number;
  publish(packet: object, client?: unknown, done?: Done): void;
  registerClient(client: AedesClient): void;
  /** The second half of it: the client is counted, announced and found under its id. */
  _finishRegisterClient(client: AedesClient): void;
  unregisterClient(client: AedesClient): void;
  subscribe(topic: string, deliver: (packet: AedesPublishPacket, done: () => void) => void, done: () => void): void;
}

/** aedes as a class one can derive from with those methods in sight. */
export const OpenAedes = Aedes as unknown as new (options: AedesOptions) => AedesInternals;
