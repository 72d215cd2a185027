import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { MalformedPacketError } from './errors.js';
import {
  checkFixedHeader,
  checkPacketIdentifier,
  checkPublish,
  checkSubscribe,
  checkTopicBytes,
  checkUnsubscribe,
  isDoubtful,
  MAX_FILTERS,
} from './packet-rules.js';

const subscribe = (topics: readonly string[], messageId = 1): Buffer =>
  bodyOf(generate({ cmd: 'subscribe', messageId, subscriptions: topics.map((topic) => ({ topic, qos: 1 as const })) }));
const unsubscribe = (unsubscriptions: string[]): Buffer =>
  bodyOf(generate({ cmd: 'unsubscribe', messageId: 1, unsubscriptions }));
const bodyOf = (packet: Buffer): Buffer => packet.subarray(packet.findIndex((byte, at) => at > 0 && byte < 0x80) + 1);

describe('checkFixedHeader', () => {
  it.each([
    ['publish', 0, false, 2],
    ['publish', 1, true, 4],
    ['publish', 2, false, 300_000],
    ['puback', 0, false, 2],
    ['pubrel', 1, false, 2],
    ['connect', 0, false, 12],
    ['subscribe', 1, false, 5],
    ['pingreq', 0, false, 0],
    ['disconnect', 0, false, 0],
  ])('takes %s with QoS %d, DUP %s and %d bytes', (command, qos, dup, length) => {
    expect(() => checkFixedHeader(command, qos, dup, length)).not.toThrow();
  });

  it.each([
    ['publish', 0, true, 9, 'MQTT-3.3.1-2'],
    ['publish', 0, false, 1, 'at least 2'],
    ['publish', 1, false, 3, 'at least 4'],
    ['puback', 0, false, 3, 'exactly 2'],
    ['pubcomp', 0, false, 0, 'exactly 2'],
    ['pingreq', 0, false, 1, 'exactly 0'],
    ['connect', 0, false, 11, 'at least 12'],
    ['subscribe', 1, false, 2, 'at least 5'],
    ['unsubscribe', 1, false, 2, 'at least 4'],
    ['connack', 0, false, 2, 'no packet a client may send'],
    ['pingresp', 0, false, 0, 'no packet a client may send'],
    ['auth', 0, false, 0, 'no packet a client may send'],
  ])('refuses %s with QoS %d, DUP %s and %d bytes: %s', (command, qos, dup, length, words) => {
    expect(() => checkFixedHeader(command, qos, dup, length)).toThrow(words);
  });
});

describe('a packet identifier [MQTT-2.3.1-1]', () => {
  it.each([1, 65_535])('may be %d', (identifier) => {
    expect(() => checkPacketIdentifier('pubrel', identifier)).not.toThrow();
    expect(() => checkPublish({ qos: 1, messageId: identifier, length: 9 }, 9)).not.toThrow();
  });

  it.each([0, -1, undefined])('may not be %s', (identifier) => {
    expect(() => checkPacketIdentifier('pubrel', identifier)).toThrow(MalformedPacketError);
    expect(() => checkPublish({ qos: 2, messageId: identifier, length: 9 }, 9)).toThrow(
      'PUBLISH has no packet identifier',
    );
  });

  it('is not read out of the packet that follows', () => {
    expect(() => checkPublish({ qos: 1, messageId: 7, length: 9 }, 11)).toThrow('ends within its packet identifier');
  });
});

describe('the bytes of a topic name', () => {
  const body = (topic: Buffer) => Buffer.concat([Buffer.from([0, topic.length]), topic]);

  it('are looked at when the decoded text leaves doubts, and an encoded U+FFFD is none', () => {
    const [genuine, damaged] = [Buffer.from('a\uFFFD'), Buffer.from([0x61, 0xff])];
    expect([genuine, damaged].map((topic) => isDoubtful(topic.toString()))).toEqual([true, true]);
    expect(() => checkTopicBytes(body(genuine))).not.toThrow();
    expect(() => checkTopicBytes(body(damaged))).toThrow('PUBLISH has a topic name that cannot be read');
    expect(() => checkTopicBytes(body(Buffer.from('a\0')))).toThrow('null character');
    expect(isDoubtful('devices/me/telemetry')).toBe(false);
  });
});

describe('checkSubscribe and checkUnsubscribe', () => {
  it(`take up to ${MAX_FILTERS} well-formed filters`, () => {
    const most = Array.from({ length: MAX_FILTERS }, (_, n) => `devices/${n}/+/#`);
    expect(() => checkSubscribe(subscribe(most))).not.toThrow();
    expect(() => checkUnsubscribe(unsubscribe(most))).not.toThrow();
    expect(() => checkSubscribe(subscribe([...most, 'one/more']))).toThrow('more than 100 topic filters');
    expect(() => checkUnsubscribe(unsubscribe([...most, 'one/more']))).toThrow('more than 100 topic filters');
  });

  it.each([
    ['identifier 0', Buffer.from([0, 0, 0, 1, 0x61, 0]), 'packet identifier'],
    ['no filter', Buffer.from([0, 1]), 'no topic filter'],
    ['no identifier', Buffer.from([0]), 'ends within its packet identifier'],
    ['a QoS byte of 3', Buffer.from([0, 1, 0, 1, 0x61, 3]), 'QoS byte 3'],
    ['no QoS byte', Buffer.from([0, 1, 0, 1, 0x61]), 'ends within its requested QoS'],
    ['a filter cut off', Buffer.from([0, 1, 0, 2, 0x61]), 'ends within its topic filter'],
    ['a malformed filter', Buffer.from([0, 1, 0, 2, 0x61, 0x23, 0]), 'is malformed'],
  ])('refuse %s', (_, body, words) => {
    expect(() => checkSubscribe(body)).toThrow(words);
  });

  it('of any bytes say which rule they break, or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (body, subscribes) => {
        try {
          (subscribes ? checkSubscribe : checkUnsubscribe)(body);
        } catch (failure) {
          expect(failure).toBeInstanceOf(MalformedPacketError);
        }
      }),
    );
  });
});
