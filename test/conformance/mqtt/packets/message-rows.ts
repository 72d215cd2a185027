import { bytes, field, ILL_FORMED, type PacketRow, PINGREQ, packet, publish, TOPIC } from './packet-row.js';

/** §3.3 to §3.7. */
export const messageRows: readonly PacketRow[] = [
  {
    clause: 'MQTT-2.3.1-1',
    what: 'PUBLISH QoS 1 with identifier 0',
    bytes: publish(0x32, TOPIC, '0000'),
    expected: 'ends',
  },
  {
    clause: 'MQTT-2.3.1-1',
    what: 'PUBLISH QoS 2 with identifier 0',
    bytes: publish(0x34, TOPIC, '0000'),
    expected: 'ends',
  },
  {
    clause: 'MQTT-2.3.1-1',
    what: 'PUBLISH QoS 1 without an identifier',
    bytes: packet(0x32, field(TOPIC)),
    expected: 'ends',
  },
  {
    clause: 'MQTT-2.3.1-1',
    what: 'PUBLISH QoS 1 whose identifier is in the next packet',
    bytes: bytes(packet(0x32, field(TOPIC)), PINGREQ),
    expected: 'ends',
  },
  {
    clause: 'MQTT-2.3.1-1',
    what: 'PUBLISH QoS 1 with half an identifier',
    bytes: bytes(packet(0x32, field(TOPIC), 0), PINGREQ),
    expected: 'ends',
  },
  { clause: 'MQTT-3.3.1-2', what: 'DUP with QoS 0', bytes: publish(0x38, TOPIC, ''), expected: 'ends' },
  { clause: 'MQTT-3.3.1-4', what: 'QoS 3', bytes: publish(0x36, TOPIC, '0001'), expected: 'ends' },
  { clause: 'MQTT-3.3.1-4', what: 'QoS 3 with DUP and retain', bytes: publish(0x3f, TOPIC, '0001'), expected: 'ends' },
  { clause: 'MQTT-3.3.2-1', what: 'PUBLISH of no bytes', bytes: bytes('3000'), expected: 'ends' },
  { clause: 'MQTT-3.3.2-1', what: 'PUBLISH of one byte', bytes: bytes('30 01 00'), expected: 'ends' },
  {
    clause: '§1.5.3',
    what: 'a topic that announces more than there is',
    bytes: bytes('30 05 0009 612f62', PINGREQ, PINGREQ, PINGREQ),
    expected: 'ends',
  },
  { clause: 'MQTT-3.3.2-2', what: 'a # in the topic name', bytes: publish(0x30, 'devices/me/#', ''), expected: 'ends' },
  {
    clause: 'MQTT-3.3.2-2',
    what: 'a + in the topic name',
    bytes: publish(0x32, 'devices/+/telemetry', '0001'),
    expected: 'ends',
  },
  { clause: 'MQTT-4.7.3-1', what: 'an empty topic', bytes: publish(0x32, '', '0001'), expected: 'ends' },
  ...ILL_FORMED.flatMap(([clause, what, text]): PacketRow[] => [
    { clause, what: `${what} in the topic name`, bytes: publish(0x32, text, '0001'), expected: 'ends' },
    {
      clause,
      what: `${what} in a topic of its own, QoS 0`,
      bytes: publish(0x30, bytes(Buffer.from('devices/me/'), text), ''),
      expected: 'ends',
    },
  ]),
  ...[0x40, 0x50, 0x62, 0x70].flatMap((first): PacketRow[] => [
    {
      clause: 'MQTT-2.3.1-1',
      what: `packet type ${first >> 4} with identifier 0`,
      bytes: bytes(first, '02 0000'),
      expected: 'ends',
    },
    {
      clause: `§3.${first >> 4}`,
      what: `packet type ${first >> 4} of no bytes`,
      bytes: bytes(first, '00'),
      expected: 'ends',
    },
    {
      clause: `§3.${first >> 4}`,
      what: `packet type ${first >> 4} of one byte`,
      bytes: bytes(first, '01 01'),
      expected: 'ends',
    },
    {
      clause: `§3.${first >> 4}`,
      what: `packet type ${first >> 4} of three bytes`,
      bytes: bytes(first, '03 0001 00'),
      expected: 'ends',
    },
  ]),

  { clause: 'MQTT-4.3.2-2', what: 'PUBLISH QoS 1', bytes: publish(0x32, TOPIC, 'ffff'), expected: 'answers 4002ffff' },
  {
    clause: 'MQTT-3.3.1-3',
    what: 'PUBLISH QoS 1 with DUP',
    bytes: publish(0x3a, TOPIC, '0001'),
    expected: 'answers 40020001',
  },
  { clause: 'MQTT-4.3.1-1', what: 'PUBLISH QoS 0', bytes: publish(0x30, TOPIC, ''), expected: 'is taken' },
  { clause: '§3.3.1.3', what: 'PUBLISH QoS 0 with retain', bytes: publish(0x31, TOPIC, ''), expected: 'is taken' },
  {
    clause: 'MQTT-4.3.3-2',
    what: 'PUBLISH QoS 2',
    bytes: publish(0x34, TOPIC, '0007'),
    expected: 'answers 50020007',
  },
  {
    clause: '§3.3.3',
    what: 'a payload of no bytes',
    bytes: publish(0x32, TOPIC, '0002', ''),
    expected: 'answers 40020002',
  },
  {
    clause: 'MQTT-1.5.3-3',
    what: 'U+FEFF in a topic of its own, which is another topic',
    bytes: publish(0x32, 'devices/me/\uFEFFtelemetry', '0003'),
    expected: 'answers 40020003',
  },
  {
    clause: '§1.5.3',
    what: 'an encoded U+FFFD in a topic of its own',
    bytes: publish(0x32, 'devices/me/\uFFFD', '0004'),
    expected: 'answers 40020004',
  },
  { clause: 'MQTT-4.3.3-2', what: 'PUBREL nobody waits for', bytes: bytes('62 02 0009'), expected: 'answers 70020009' },
  { clause: '§4.3.3', what: 'PUBREC nobody waits for', bytes: bytes('50 02 0009'), expected: 'answers 62020009' },
  { clause: '§3.4', what: 'PUBACK nobody waits for', bytes: bytes('40 02 0009'), expected: 'is taken' },
  { clause: '§3.7', what: 'PUBCOMP nobody waits for', bytes: bytes('70 02 0009'), expected: 'is taken' },
  {
    clause: 'MQTT-4.6.0-2',
    what: 'three PUBLISH cut within the second',
    bytes: cut(bytes(publish(0x32, TOPIC, '0001'), publish(0x32, TOPIC, '0002'), publish(0x32, TOPIC, '0003')), 40),
    expected: 'answers 400200014002000240020003',
  },
];

function cut(whole: Buffer, at: number): readonly Buffer[] {
  return [whole.subarray(0, at), whole.subarray(at)];
}
