import fc from 'fast-check';
import { type Packet, parser } from 'mqtt-packet';
import { encodePublish, encodePubrel } from './packet-encoding.js';

const decoded = (bytes: Buffer): Packet[] => {
  const packets: Packet[] = [];
  const reading = parser({ protocolVersion: 4 });
  reading.on('packet', (packet) => packets.push(packet));
  reading.parse(bytes);
  return packets;
};

describe('encodePublish', () => {
  it('writes what a parser reads back, whatever topic, payload, QoS and identifier', () => {
    const topic = fc.string({ minLength: 1, maxLength: 60, unit: 'binary' });
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(16_300, 70_000).map((length) => new Uint8Array(length)),
    );
    fc.assert(
      fc.property(
        topic,
        payload,
        fc.constantFrom(0, 1, 2),
        fc.boolean(),
        fc.integer({ min: 1, max: 65_535 }),
        (name, body, qos, again, identifier) => {
          const dup = again && qos > 0;
          const bytes = encodePublish({
            topic: name,
            payload: Buffer.from(body),
            qos: qos as 0 | 1 | 2,
            dup,
            identifier,
          });
          const [packet, ...others] = decoded(Buffer.concat([bytes, Buffer.from([0xc0, 0])]));
          expect(packet).toMatchObject({
            cmd: 'publish',
            topic: name,
            payload: Buffer.from(body),
            qos,
            dup,
            retain: false,
          });
          if (qos > 0) expect(packet).toMatchObject({ messageId: identifier });
          expect(others).toMatchObject([{ cmd: 'pingreq' }]);
        },
      ),
    );
  });
});

describe('encodePubrel', () => {
  it.each([1, 65_535])('writes the identifier %d', (identifier) => {
    expect(decoded(encodePubrel(identifier))).toMatchObject([{ cmd: 'pubrel', messageId: identifier }]);
  });
});
