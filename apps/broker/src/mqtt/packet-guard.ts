import {
  checkFixedHeader,
  checkPacketIdentifier,
  checkPublish,
  checkSubscribe,
  checkTopicBytes,
  checkUnsubscribe,
  decideSubscribe,
  isDoubtful,
  RefusedConnectError,
  readConnect,
} from '#libs/mqtt';
import type { DeviceClient } from '../session/session.js';
import type { ParsedPacket, Parser } from './aedes-internals.js';
import { ReceiveBuffer } from './receive-buffer.js';

/** A packet announces more bytes than any packet may have. */
export class PacketTooLargeError extends Error {
  override readonly name = 'PacketTooLargeError';

  constructor(
    readonly command: string,
    readonly packetBytes: number,
    readonly maximumBytes: number,
  ) {
    super(`A ${command.toUpperCase()} announces ${packetBytes} bytes; at most ${maximumBytes} are taken.`);
  }
}

/** Bytes of a packet around its payload: fixed header, packet identifier, and the longest topic of ours with room to spare. */
const AROUND_PAYLOAD_BYTES = 1_024;

/**
 * Stands between the bytes of a connection and aedes. It
 *
 * - ends the connection when a packet announces more than it may have, before anything of it is collected: MQTT allows
 *   256 MB (MQTT 3.1.1 §2.2.3), and mqtt-packet would wait for them all;
 * - notes when a packet came, for the keep-alive;
 * - ends the connection over a packet that breaks a rule of libs/mqtt: mqtt-packet reads leniently, also beyond the end of
 *   a packet into the next. A CONNECT it reads itself, and answers one that is refused by its version or its client
 *   identifier [MQTT-3.1.2-2], [MQTT-3.1.3-8];
 * - has packets wait for the answer to the CONNECT in front of them;
 * - gives filters of a SUBSCRIBE placeholders: aedes has rules of its own about filters, and merges equal ones, so that
 *   SUBACK would have too few return codes [MQTT-3.8.4-5]. `authorizeSubscribe` reads the real ones;
 * - writes the filters of an UNSUBSCRIBE as the broker keeps them, for which aedes has no hook.
 *
 * Its functions stand in one prototype for all parsers: a closure each would be paid for by every idle device.
 */
export class PacketGuard {
  readonly #maximumBytes: number;
  #prototype: object | undefined;

  /** @param now the present tick of the keep-alive */
  constructor(
    maxPayloadBytes: number,
    private readonly now: () => number,
  ) {
    this.#maximumBytes = maxPayloadBytes + AROUND_PAYLOAD_BYTES;
  }

  /** Takes the connection under guard; nothing may have been read from it yet. */
  watch(client: DeviceClient): void {
    const parser = client._parser;
    this.#prototype ??= this.#prototypeOver(parser);
    Object.setPrototypeOf(parser, this.#prototype);
    parser._list = new ReceiveBuffer();
    parser._states = STATES;
    // Listeners to two events, the same ones for every parser: `emit` knows them.
    parser._events = undefined;
    parser._eventsCount = 0;
  }

  #prototypeOver(parser: Parser): object {
    const base = Object.getPrototypeOf(parser) as Parser;
    const [take] = parser.listeners('packet') as [(this: Parser, packet: ParsedPacket) => void];
    const { now } = this;
    const maximumBytes = this.#maximumBytes;
    const methods: Partial<GuardedParser> & ThisType<GuardedParser> = {
      _parseLength() {
        const { session } = this.client;
        if (session) session.lastReceivedTick = now();
        if (!base._parseLength.call(this)) return false;
        const { cmd, length } = this.packet;
        if (length > maximumBytes) this._emitError(new PacketTooLargeError(cmd, length, maximumBytes));
        else obey(this, headerOf);
        return this.error === null;
      },
      _parseConnect() {
        obey(this, connect);
      },
      _parsePublish() {
        base._parsePublish.call(this);
        if (this.error === null) obey(this, publish);
      },
      _parseConfirmation() {
        base._parseConfirmation.call(this);
        if (this.error === null) obey(this, confirmation);
      },
      _parseSubscribe() {
        obey(this, subscribe);
        if (this.error === null) base._parseSubscribe.call(this);
      },
      _parseUnsubscribe() {
        obey(this, unsubscribe);
        if (this.error === null) base._parseUnsubscribe.call(this);
      },
      _newPacket() {
        const { packet, client } = this;
        if (packet.subscriptions || packet.unsubscriptions) translate(packet, client);
        return base._newPacket.call(this);
      },
      _emitError(failure) {
        const { client } = this;
        const first = !client.connecting && !client.connected;
        if (failure instanceof RefusedConnectError && first) client.conn.write(CONNACK[failure.returnCode]);
        base._emitError.call(this, failure);
      },
      emit(event, value) {
        const { client } = this;
        if (client.closed) return false;
        if (event === 'packet' && client.connecting) wait(this, value);
        else if (event === 'packet') take.call(this, value);
        else client.emit(event as string, value);
        return true;
      },
    };
    return Object.assign(Object.create(base), methods);
  }
}

interface GuardedParser extends Parser {
  readonly client: DeviceClient;
}

/** CONNACK by return code (MQTT 3.1.1 §3.2). */
const CONNACK = { 1: Buffer.from([0x20, 2, 0, 1]), 2: Buffer.from([0x20, 2, 0, 2]) } as const;

/** The steps of the parser; every parser brings an array of its own. */
const STATES = Object.freeze(['_parseHeader', '_parseLength', '_parsePayload', '_newPacket']);

/** Applies a rule; what it throws ends the connection, and the parser goes no further. */
function obey(parser: GuardedParser, rule: (parser: GuardedParser) => void): void {
  try {
    rule(parser);
  } catch (failure) {
    parser._emitError(failure as Error);
  }
}

/**
 * Has a packet wait until the CONNECT before it is answered [MQTT-3.2.0-1]: aedes keeps those that came with it in one
 * read, but carries out at once what comes in another.
 */
function wait({ client, _queue }: GuardedParser, packet: ParsedPacket): void {
  client._parsingBatch += 1;
  if (_queue && _queue.length < client.broker.queueLimit) _queue.push(packet);
  else client.emit('error', new Error('More packets came behind the CONNECT than may wait for its answer.'));
}

/** The packet being read, behind its fixed header. */
const bodyOf = ({ _list, packet }: GuardedParser): Buffer => _list.slice(0, packet.length);

const headerOf = ({ packet }: GuardedParser) => checkFixedHeader(packet.cmd, packet.qos, packet.dup, packet.length);
const confirmation = ({ packet }: GuardedParser) => checkPacketIdentifier(packet.cmd, packet.messageId);
const subscribe = (parser: GuardedParser) => checkSubscribe(bodyOf(parser));
const unsubscribe = (parser: GuardedParser) => checkUnsubscribe(bodyOf(parser));

function publish(parser: GuardedParser): void {
  checkPublish(parser.packet, parser._pos);
  if (isDoubtful(parser.packet.topic as string)) checkTopicBytes(bodyOf(parser));
}

/** What mqtt-packet would make of a CONNECT, but of a correct one only. */
function connect(parser: GuardedParser): void {
  const { will, userName, ...request } = readConnect(bodyOf(parser));
  parser.settings = Object.assign(parser.packet, {
    protocolId: request.protocolName,
    protocolVersion: request.protocolLevel,
    clean: request.cleanSession,
    keepalive: request.keepAliveSeconds,
    clientId: request.clientIdentifier,
    ...(will && { will }),
    ...(userName !== undefined && { username: userName }),
  });
}

function translate(packet: ParsedPacket, { session }: DeviceClient): void {
  packet.subscriptions?.forEach((subscription, index) => {
    subscription.requested = subscription.topic;
    subscription.topic = placeholder(index);
  });
  if (packet.unsubscriptions && session) {
    const { id } = session.device;
    packet.unsubscriptions = packet.unsubscriptions.map((filter, index) => {
      const decision = decideSubscribe(id, filter);
      return decision.allowed ? decision.filter : placeholder(index); // nobody has what is not allowed
    });
  }
}

const placeholder = (index: number): string => `filter/${index}`;
