/**
 * What a packet of a client must be like (MQTT 3.1.1 §2 and §3), beyond what a lenient parser asks for.
 *
 * `checkFixedHeader`, `checkPublish` and `checkPacketIdentifier` run for every message: comparisons, and no memory.
 */
import { MalformedPacketError, MalformedTopicFilterError } from './errors.js';
import { FieldReader } from './field-reader.js';
import { parseTopicFilter } from './topic-filter.js';

/** Filters of one SUBSCRIBE or UNSUBSCRIBE; a device has two to ask for. */
export const MAX_FILTERS = 100;

const REPLACEMENT_CHARACTER = '\uFFFD';
const NULL_CHARACTER = '\u0000';
const MAX_QOS = 2;
const IDENTIFIER_BYTES = 2;
const LENGTH_BYTES = 2;

/** Bytes behind the fixed header: at least, and at most where the length is fixed. Packets that are not here come from servers. */
const LENGTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  connect: [LENGTH_BYTES + 'MQTT'.length + 4 + LENGTH_BYTES, Number.POSITIVE_INFINITY],
  puback: [IDENTIFIER_BYTES, IDENTIFIER_BYTES],
  pubrec: [IDENTIFIER_BYTES, IDENTIFIER_BYTES],
  pubrel: [IDENTIFIER_BYTES, IDENTIFIER_BYTES],
  pubcomp: [IDENTIFIER_BYTES, IDENTIFIER_BYTES],
  subscribe: [IDENTIFIER_BYTES + LENGTH_BYTES + 1, Number.POSITIVE_INFINITY],
  unsubscribe: [IDENTIFIER_BYTES + LENGTH_BYTES, Number.POSITIVE_INFINITY],
  pingreq: [0, 0],
  disconnect: [0, 0],
};

/**
 * Checks what the fixed header says (§2.2).
 *
 * @param command the packet's name in small letters, such as `publish`
 * @param length  the Remaining Length, bytes
 * @throws {MalformedPacketError} a packet only servers send, a length it cannot have, DUP with QoS 0 [MQTT-3.3.1-2]
 */
export function checkFixedHeader(command: string, qos: number, dup: boolean, length: number): void {
  if (command === 'publish') {
    if (dup && qos === 0) throw malformed(command, 'has its DUP flag set with QoS 0 [MQTT-3.3.1-2].');
    const least = qos === 0 ? LENGTH_BYTES : LENGTH_BYTES + IDENTIFIER_BYTES;
    if (length < least) throw malformed(command, `has ${length} bytes; with QoS ${qos} it has at least ${least}.`);
    return;
  }
  const lengths = LENGTHS[command];
  if (!lengths) throw malformed(command, 'is no packet a client may send (MQTT 3.1.1 §2.2.1).');
  const [least, most] = lengths;
  if (length >= least && length <= most) return;
  const expected = least === most ? `exactly ${least}` : `at least ${least}`;
  throw malformed(command, `has ${length} bytes behind its fixed header; it has ${expected}.`);
}

/**
 * Checks a packet identifier [MQTT-2.3.1-1].
 *
 * @param identifier what was read; anything below 1 is none
 * @throws {MalformedPacketError} it is 0
 */
export function checkPacketIdentifier(command: string, identifier: number | undefined): void {
  if (identifier !== undefined && identifier >= 1) return;
  throw malformed(command, 'has no packet identifier between 1 and 65535 [MQTT-2.3.1-1].');
}

/**
 * Checks the variable header of a PUBLISH that a lenient parser has read; its topic name by `checkTopicBytes` if that is
 * doubtful.
 *
 * @param header bytes of the variable header that were read
 * @throws {MalformedPacketError} it ends within its packet identifier, or that is 0
 */
export function checkPublish({ qos, messageId, length }: ReadPublish, header: number): void {
  if (header > length) throw malformed('publish', 'ends within its packet identifier.');
  if (qos > 0) checkPacketIdentifier('publish', messageId);
}

/** Whether a text may have come of bytes that are no UTF-8 encoded string: a lenient parser writes U+FFFD for those. */
export function isDoubtful(text: string): boolean {
  return text.includes(REPLACEMENT_CHARACTER) || text.includes(NULL_CHARACTER);
}

/**
 * Checks the bytes of the topic name of a PUBLISH [MQTT-3.3.2-1].
 *
 * @param body the packet behind its fixed header
 * @throws {MalformedPacketError} ill-formed UTF-8 [MQTT-1.5.3-1] or U+0000 [MQTT-1.5.3-2]
 */
export function checkTopicBytes(body: Uint8Array): void {
  new FieldReader(body, 'PUBLISH').string('topic name');
}

/** A PUBLISH as a parser hands it over. */
export interface ReadPublish {
  readonly qos: number;
  readonly messageId?: number | undefined;
  /** The Remaining Length, bytes. */
  readonly length: number;
}

/**
 * Checks a SUBSCRIBE (§3.8).
 *
 * @param body the packet behind its fixed header
 * @throws {MalformedPacketError} no or too many filters, a malformed one, a QoS byte of none of the three, identifier 0
 */
export function checkSubscribe(body: Uint8Array): void {
  const reader = new FieldReader(body, 'SUBSCRIBE');
  checkFilters(reader, 'subscribe', () => {
    const qos = reader.byte('requested QoS');
    if (qos > MAX_QOS) throw reader.malformed(`asks for the QoS byte ${qos}; 0, 1 and 2 exist [MQTT-3-8.3-4].`);
  });
}

/**
 * Checks an UNSUBSCRIBE (§3.10).
 *
 * @param body the packet behind its fixed header
 * @throws {MalformedPacketError} no or too many filters [MQTT-3.10.3-2], a malformed one, identifier 0
 */
export function checkUnsubscribe(body: Uint8Array): void {
  checkFilters(new FieldReader(body, 'UNSUBSCRIBE'), 'unsubscribe', () => undefined);
}

function checkFilters(reader: FieldReader, command: string, behindEach: () => void): void {
  checkPacketIdentifier(command, reader.twoByteInteger('packet identifier'));
  if (reader.left === 0) throw reader.malformed('has no topic filter [MQTT-3.8.3-3], [MQTT-3.10.3-2].');
  for (let count = 1; reader.left > 0; count += 1) {
    if (count > MAX_FILTERS)
      throw reader.malformed(`has more than ${MAX_FILTERS} topic filters. Send several of them.`);
    checkFilter(reader, reader.string('topic filter'));
    behindEach();
  }
}

function checkFilter(reader: FieldReader, filter: string): void {
  try {
    parseTopicFilter(filter);
  } catch (cause) {
    if (!(cause instanceof MalformedTopicFilterError)) throw cause;
    throw reader.malformed(`is malformed. ${cause.message}`, { cause });
  }
}

function malformed(command: string, problem: string): MalformedPacketError {
  const packet = command.toUpperCase();
  return new MalformedPacketError(`The ${packet} ${problem}`, { packet });
}
