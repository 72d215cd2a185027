/** A PUBLISH to a device. */
export interface EncodablePublish {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
  readonly dup: boolean;
  /** 1 to 65 535; of QoS 1 and 2. */
  readonly identifier?: number;
}

const PUBLISH = 0x30;
const DUP = 0x08;
const QOS_SHIFT = 1;
const PUBREL = 0x62;
const CONTINUES = 0x80;
const FIELD_BYTES = 2;

/** Writes a PUBLISH (MQTT 3.1.1 §3.3). @throws {RangeError} a topic or identifier beyond 65 535 */
export function encodePublish({ topic, payload, qos, dup, identifier = 0 }: EncodablePublish): Buffer {
  const topicBytes = Buffer.byteLength(topic);
  const header = FIELD_BYTES + topicBytes + (qos > 0 ? FIELD_BYTES : 0);
  const length = header + payload.length;
  const packet = Buffer.allocUnsafe(1 + lengthBytes(length) + length);
  let at = packet.writeUInt8(PUBLISH | (dup ? DUP : 0) | (qos << QOS_SHIFT), 0);
  at = writeLength(packet, length, at);
  at = packet.writeUInt16BE(topicBytes, at);
  at += packet.write(topic, at);
  if (qos > 0) at = packet.writeUInt16BE(identifier, at);
  payload.copy(packet, at);
  return packet;
}

/** Writes a PUBREL (§3.6). @throws {RangeError} an identifier beyond 65 535 */
export function encodePubrel(identifier: number): Buffer {
  const packet = Buffer.from([PUBREL, FIELD_BYTES, 0, 0]);
  packet.writeUInt16BE(identifier, FIELD_BYTES);
  return packet;
}

function lengthBytes(length: number): number {
  let bytes = 1;
  for (let left = length >>> 7; left > 0; left >>>= 7) bytes += 1;
  return bytes;
}

/** Writes a Remaining Length (§2.2.3). @returns where it ends */
function writeLength(packet: Buffer, length: number, start: number): number {
  let at = start;
  let left = length;
  for (; left >= CONTINUES; left >>>= 7) at = packet.writeUInt8((left & 0x7f) | CONTINUES, at);
  return packet.writeUInt8(left, at);
}
