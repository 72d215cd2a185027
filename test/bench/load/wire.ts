/**
 * The few MQTT 3.1.1 packets the load generator needs, written by hand: the client library would cost as much
 * processor time as the broker under test, on the same two cores.
 */

/** Remaining Length (MQTT 3.1.1 §2.2.3): 7 bits a byte, least significant first. */
function remainingLength(length: number): number[] {
  const bytes: number[] = [];
  let rest = length;
  do {
    const more = rest > 127;
    bytes.push((rest & 0x7f) | (more ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** CONNECT with a clean session and no user name (MQTT 3.1.1 §3.1). */
export function connectPacket(clientIdentifier: string, keepAliveSeconds: number): Buffer {
  const body = Buffer.concat([
    text('MQTT'),
    Buffer.from([4, 0x02, keepAliveSeconds >> 8, keepAliveSeconds & 0xff]),
    text(clientIdentifier),
  ]);
  return Buffer.concat([Buffer.from([0x10, ...remainingLength(body.length)]), body]);
}

/** A QoS 1 PUBLISH whose packet identifier and payload are filled in for each message (MQTT 3.1.1 §3.3). */
export function publishPacket(topic: string, packetIdentifier: number, payload: string): Buffer {
  const payloadBytes = Buffer.byteLength(payload);
  const topicBytes = Buffer.byteLength(topic);
  const header = remainingLength(topicBytes + 4 + payloadBytes);
  const packet = Buffer.allocUnsafe(1 + header.length + topicBytes + 4 + payloadBytes);
  packet[0] = 0x32;
  packet.set(header, 1);
  let at = 1 + header.length;
  at = packet.writeUInt16BE(topicBytes, at);
  at += packet.write(topic, at);
  at = packet.writeUInt16BE(packetIdentifier, at);
  packet.write(payload, at);
  return packet;
}

/** Reads the acknowledgements out of what the broker sends: only CONNACK and PUBACK may come. */
export class AcknowledgementReader {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * @param acknowledged called with each acknowledged packet identifier, in the order received
   * @param connected called with the return code of the CONNACK
   * @throws {Error} when another packet comes
   */
  constructor(
    private readonly acknowledged: (packetIdentifier: number) => void,
    private readonly connected: (returnCode: number) => void,
  ) {}

  read(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (bytes.length - at >= 2) {
      const length = 2 + (bytes[at + 1] ?? 0);
      if (bytes.length - at < length) break;
      const type = (bytes[at] ?? 0) >> 4;
      if (type === 4) this.acknowledged(bytes.readUInt16BE(at + 2));
      else if (type === 2) this.connected(bytes[at + 3] ?? 255);
      else throw new Error(`The broker sent an MQTT packet of type ${type}; only 2 and 4 were expected.`);
      at += length;
    }
    this.#rest = bytes.subarray(at);
  }
}
