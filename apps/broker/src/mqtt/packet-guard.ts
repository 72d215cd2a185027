import { canonicalTopic } from '#libs/mqtt';
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
 * - gives filters of a SUBSCRIBE placeholders: aedes lets some malformed filters pass, ends the connection over others,
 *   and merges equal ones, so that SUBACK would have too few return codes [MQTT-3.8.4-5]. `authorizeSubscribe` reads the
 *   real ones;
 * - writes the filters of an UNSUBSCRIBE as the broker keeps them, for which aedes has no hook;
 * - answers a CONNECT of a version mqtt-packet cannot read with return code 1 [MQTT-3.1.2-2].
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
        if (length <= maximumBytes) return true;
        this._emitError(new PacketTooLargeError(cmd, length, maximumBytes));
        return false;
      },
      _newPacket() {
        const { packet, client } = this;
        if (packet.subscriptions || packet.unsubscriptions) translate(packet, client);
        return base._newPacket.call(this);
      },
      _emitError(failure) {
        if (failure.message === 'Invalid protocol version') this.client.conn.write(UNACCEPTABLE_PROTOCOL_VERSION);
        base._emitError.call(this, failure);
      },
      emit(event, value) {
        const { client } = this;
        if (client.closed) return false;
        if (event === 'packet') take.call(this, value);
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

/** CONNACK, return code 1 (MQTT 3.1.1 §3.2). */
const UNACCEPTABLE_PROTOCOL_VERSION = Buffer.from([0x20, 2, 0, 1]);

/** The steps of the parser; every parser brings an array of its own. */
const STATES = Object.freeze(['_parseHeader', '_parseLength', '_parsePayload', '_newPacket']);

function translate(packet: ParsedPacket, { session }: DeviceClient): void {
  packet.subscriptions?.forEach((subscription, index) => {
    subscription.requested = subscription.topic;
    subscription.topic = `filter/${index}`;
  });
  if (packet.unsubscriptions && session) {
    const { id } = session.device;
    packet.unsubscriptions = packet.unsubscriptions.map((filter) => canonicalTopic(id, filter));
  }
}
