import { bytes, DESIRED, field, ILL_FORMED, type PacketRow, packet } from './packet-row.js';

const many = (count: number, tail: readonly number[]) =>
  Array.from({ length: count }, () => bytes(field('a'), Buffer.from(tail)));
const SUBSCRIBE = 0x82;
const UNSUBSCRIBE = 0xa2;

/** §3.8 and §3.10. */
export const filterRows: readonly PacketRow[] = [
  {
    clause: 'MQTT-2.3.1-1',
    what: 'SUBSCRIBE with identifier 0',
    bytes: packet(SUBSCRIBE, '0000', field(DESIRED), 0),
    expected: 'ends',
  },
  { clause: 'MQTT-3.8.3-3', what: 'SUBSCRIBE without a filter', bytes: packet(SUBSCRIBE, '0001'), expected: 'ends' },
  { clause: '§3.8', what: 'SUBSCRIBE of no bytes', bytes: bytes('8200'), expected: 'ends' },
  {
    clause: '§3.8.3',
    what: 'SUBSCRIBE without its QoS',
    bytes: packet(SUBSCRIBE, '0001', field(DESIRED)),
    expected: 'ends',
  },
  {
    clause: '§3.8.3',
    what: 'SUBSCRIBE with half a length at its end',
    bytes: packet(SUBSCRIBE, '0001', field(DESIRED), 0, 0),
    expected: 'ends',
  },
  ...[3, 4, 0x80, 0xff].map(
    (qos): PacketRow => ({
      clause: 'MQTT-3-8.3-4',
      what: `SUBSCRIBE with the QoS byte ${qos}`,
      bytes: packet(SUBSCRIBE, '0001', field(DESIRED), qos),
      expected: 'ends',
    }),
  ),
  {
    clause: 'MQTT-4.7.3-1',
    what: 'SUBSCRIBE to an empty filter',
    bytes: packet(SUBSCRIBE, '0001', field(''), 0),
    expected: 'ends',
  },
  {
    clause: 'MQTT-2.3.1-1',
    what: 'UNSUBSCRIBE with identifier 0',
    bytes: packet(UNSUBSCRIBE, '0000', field(DESIRED)),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.10.3-2',
    what: 'UNSUBSCRIBE without a filter',
    bytes: packet(UNSUBSCRIBE, '0001'),
    expected: 'ends',
  },
  { clause: '§3.10', what: 'UNSUBSCRIBE of no bytes', bytes: bytes('a200'), expected: 'ends' },
  {
    clause: 'MQTT-4.7.3-1',
    what: 'UNSUBSCRIBE from an empty filter',
    bytes: packet(UNSUBSCRIBE, '0001', field('')),
    expected: 'ends',
  },
  {
    clause: '§1.5.3',
    what: 'a filter that announces more than there is',
    bytes: packet(UNSUBSCRIBE, '0001', bytes('0009 61')),
    expected: 'ends',
  },
  ...['a/#/b', 'a#', '#/', 'a+', '+a', 'a/+b/c'].flatMap((filter): PacketRow[] => [
    {
      clause: 'MQTT-4.7.1-2, MQTT-4.7.1-3',
      what: `SUBSCRIBE to ${filter}`,
      bytes: packet(SUBSCRIBE, '0001', field(filter), 0),
      expected: 'ends',
    },
    {
      clause: 'MQTT-4.7.1-2, MQTT-4.7.1-3',
      what: `UNSUBSCRIBE from ${filter}`,
      bytes: packet(UNSUBSCRIBE, '0001', field(filter)),
      expected: 'ends',
    },
  ]),
  ...ILL_FORMED.flatMap(([clause, what, text]): PacketRow[] => [
    {
      clause: `${clause}, MQTT-3.8.3-1`,
      what: `${what} in a filter of SUBSCRIBE`,
      bytes: packet(SUBSCRIBE, '0001', field(text), 0),
      expected: 'ends',
    },
    {
      clause: `${clause}, MQTT-3.10.3-1`,
      what: `${what} in a filter of UNSUBSCRIBE`,
      bytes: packet(UNSUBSCRIBE, '0001', field(text)),
      expected: 'ends',
    },
  ]),
  {
    clause: 'docs/protocol.md',
    what: 'SUBSCRIBE with 101 filters',
    bytes: packet(SUBSCRIBE, '0001', ...many(101, [0])),
    expected: 'ends',
  },
  {
    clause: 'docs/protocol.md',
    what: 'UNSUBSCRIBE with 101 filters',
    bytes: packet(UNSUBSCRIBE, '0001', ...many(101, [])),
    expected: 'ends',
  },

  {
    clause: 'MQTT-3.9.3-1',
    what: 'SUBSCRIBE, one return code a filter',
    bytes: packet(SUBSCRIBE, '0102', field(DESIRED), 1, field('#'), 0, field(DESIRED), 2),
    expected: 'answers 90050102018002',
  },
  {
    clause: 'MQTT-3.8.4-5',
    what: 'SUBSCRIBE with 100 filters',
    bytes: packet(SUBSCRIBE, '0001', ...many(100, [0])),
    expected: `answers 90660001${'80'.repeat(100)}`,
  },
  {
    clause: '§4.7.1',
    what: 'SUBSCRIBE to a filter of 200 levels',
    bytes: packet(SUBSCRIBE, '0001', field('a/'.repeat(200)), 0),
    expected: 'answers 9003000180',
  },
  {
    clause: 'MQTT-3.10.4-5',
    what: 'UNSUBSCRIBE from what was not subscribed',
    bytes: packet(UNSUBSCRIBE, '0102', field('x/+/#'), field(DESIRED)),
    expected: 'answers b0020102',
  },
  {
    clause: '§4.7.1',
    what: 'UNSUBSCRIBE from a filter of 200 levels',
    bytes: packet(UNSUBSCRIBE, '0001', field('a/'.repeat(200))),
    expected: 'answers b0020001',
  },
];
