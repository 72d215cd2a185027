import {
  bytes,
  connect,
  DESIRED,
  field,
  ILL_FORMED,
  type PacketRow,
  PINGREQ,
  packet,
  publish,
  TOPIC,
} from './packet-row.js';

const id = field('any');
const will = (topic: string | Uint8Array, message = '{"gone":1}') => [field(topic), field(message)];
const taken = 'answers 20020000';
const version = 'answers 20020001 and ends';
const identifier = 'answers 20020002 and ends';
const notAuthorized = 'answers 20020005 and ends';

/** §3.1, CONNECT: the first bytes of a connection. */
export const connectRows: readonly PacketRow[] = [
  { clause: 'MQTT-3.1.0-1', what: 'PINGREQ before CONNECT', bytes: PINGREQ, expected: 'ends' },
  { clause: 'MQTT-3.1.0-1', what: 'PUBLISH before CONNECT', bytes: publish(0x30, TOPIC, ''), expected: 'ends' },
  {
    clause: 'MQTT-3.1.0-1',
    what: 'SUBSCRIBE before CONNECT',
    bytes: packet(0x82, '0001', field(DESIRED), 0),
    expected: 'ends',
  },
  { clause: 'MQTT-3.1.0-1', what: 'DISCONNECT before CONNECT', bytes: bytes('e000'), expected: 'ends' },
  {
    clause: 'MQTT-3.1.0-2',
    what: 'CONNECT twice in one write',
    bytes: bytes(connect(), connect()),
    expected: 'answers 20020000 and ends',
  },
  {
    clause: 'MQTT-2.2.2-2',
    what: 'CONNECT with flags in its fixed header',
    bytes: bytes(0x11, connect().subarray(1)),
    expected: 'ends',
  },
  { clause: '§3.1', what: 'CONNECT of no bytes', bytes: bytes('1000'), expected: 'ends' },
  {
    clause: '§3.1.2.4',
    what: 'CONNECT that ends within its keep-alive',
    bytes: packet(0x10, field('MQTT'), 4, 2, 0),
    expected: 'ends',
  },
  ...['', 'mqtt', 'MQTX', 'MQIsd', 'MQTT\u0000', 'HTTP'].map(
    (name): PacketRow => ({
      clause: 'MQTT-3.1.2-1',
      what: `protocol name ${JSON.stringify(name)}`,
      bytes: connect({ name }),
      expected: 'ends',
    }),
  ),
  ...[0, 2, 3, 5, 6, 127, 0x84, 0xff].map(
    (level): PacketRow => ({
      clause: 'MQTT-3.1.2-2',
      what: `MQTT level ${level}`,
      bytes: connect({ level }),
      expected: version,
    }),
  ),
  ...[0, 2, 4, 5, 0x83].map(
    (level): PacketRow => ({
      clause: 'MQTT-3.1.2-2',
      what: `MQIsdp level ${level}`,
      bytes: connect({ name: 'MQIsdp', level }),
      expected: version,
    }),
  ),
  { clause: 'MQTT-3.1.2-3', what: 'reserved flag 1', bytes: connect({ flags: 0x03 }), expected: 'ends' },
  { clause: 'MQTT-3.1.2-11', what: 'will QoS 1 without a will', bytes: connect({ flags: 0x0a }), expected: 'ends' },
  { clause: 'MQTT-3.1.2-13', what: 'will QoS 2 without a will', bytes: connect({ flags: 0x12 }), expected: 'ends' },
  {
    clause: 'MQTT-3.1.2-14',
    what: 'will QoS 3',
    bytes: connect({ flags: 0x1e, payload: [id, ...will(TOPIC)] }),
    expected: 'ends',
  },
  { clause: 'MQTT-3.1.2-14', what: 'will QoS 3 without a will', bytes: connect({ flags: 0x1a }), expected: 'ends' },
  { clause: 'MQTT-3.1.2-15', what: 'will retain without a will', bytes: connect({ flags: 0x22 }), expected: 'ends' },
  {
    clause: 'MQTT-3.1.2-9',
    what: 'a will flag without will fields',
    bytes: connect({ flags: 0x06 }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-9',
    what: 'a will topic without a message',
    bytes: connect({ flags: 0x06, payload: [id, field(TOPIC)] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-18',
    what: 'a user name without its flag',
    bytes: connect({ payload: [id, field('u')] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-19',
    what: 'a user name flag without the field',
    bytes: connect({ flags: 0x82 }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-20',
    what: 'a password without its flag',
    bytes: connect({ flags: 0x82, payload: [id, field('u'), field('p')] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-21',
    what: 'a password flag without the field',
    bytes: connect({ flags: 0xc2, payload: [id, field('u')] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-22',
    what: 'a password flag without the user name flag',
    bytes: connect({ flags: 0x42, payload: [id, field('p')] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.2-22',
    what: 'the same in MQTT 3.1',
    bytes: connect({ name: 'MQIsdp', level: 3, flags: 0x42, payload: [id, field('p')] }),
    expected: 'ends',
  },
  { clause: 'MQTT-3.1.3-3', what: 'no client identifier', bytes: connect({ payload: [] }), expected: 'ends' },
  {
    clause: 'MQTT-3.1.3-1',
    what: 'a byte behind the payload',
    bytes: connect({ payload: [id, bytes(0)] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.3-1',
    what: 'a field behind the payload in MQTT 3.1',
    bytes: connect({ name: 'MQIsdp', level: 3, payload: [id, field('x')] }),
    expected: 'ends',
  },
  {
    clause: '§1.5.3',
    what: 'a client identifier that announces more than there is',
    bytes: connect({ payload: [bytes('0009 61')] }),
    expected: 'ends',
  },
  {
    clause: '§1.5.3',
    what: 'a will message that announces more than there is',
    bytes: connect({ flags: 0x06, payload: [id, field(TOPIC), bytes('0009 61')] }),
    expected: 'ends',
  },
  {
    clause: 'MQTT-3.1.3-8',
    what: 'an empty client identifier without a clean session',
    bytes: connect({ flags: 0, payload: [field('')] }),
    expected: identifier,
  },
  {
    clause: 'MQTT 3.1 §3.1',
    what: 'an empty client identifier in MQTT 3.1',
    bytes: connect({ name: 'MQIsdp', level: 3, payload: [field('')] }),
    expected: identifier,
  },
  ...ILL_FORMED.flatMap(([clause, what, text]): PacketRow[] => [
    {
      clause: `${clause}, MQTT-3.1.3-4`,
      what: `${what} in the client identifier`,
      bytes: connect({ payload: [field(text)] }),
      expected: 'ends',
    },
    {
      clause: `${clause}, MQTT-3.1.3-10`,
      what: `${what} in the will topic`,
      bytes: connect({ flags: 0x06, payload: [id, ...will(text)] }),
      expected: 'ends',
    },
    {
      clause: `${clause}, MQTT-3.1.3-11`,
      what: `${what} in the user name`,
      bytes: connect({ flags: 0x82, payload: [id, field(text)] }),
      expected: 'ends',
    },
  ]),
  {
    clause: '§3.2.2.3',
    what: 'a will on a topic that is not its own',
    bytes: connect({ flags: 0x06, payload: [id, ...will('sensors/1')] }),
    expected: notAuthorized,
  },
  {
    clause: 'MQTT-4.7.1-1',
    what: 'a will on a topic with a wildcard',
    bytes: connect({ flags: 0x06, payload: [id, ...will('devices/me/+')] }),
    expected: notAuthorized,
  },
  {
    clause: 'MQTT-4.7.3-1',
    what: 'a will on an empty topic',
    bytes: connect({ flags: 0x06, payload: [id, ...will('')] }),
    expected: notAuthorized,
  },

  { clause: '§3.1', what: 'MQTT 3.1.1', bytes: connect(), expected: taken },
  { clause: '§3.1', what: 'MQTT 3.1', bytes: connect({ name: 'MQIsdp', level: 3 }), expected: taken },
  {
    clause: 'MQTT 3.1 §3.1',
    what: 'MQTT 3.1 with a user name flag and no user name',
    bytes: connect({ name: 'MQIsdp', level: 3, flags: 0xc2 }),
    expected: taken,
  },
  {
    clause: 'MQTT-3.1.3-6',
    what: 'an empty client identifier of a clean session',
    bytes: connect({ payload: [field('')] }),
    expected: taken,
  },
  {
    clause: 'MQTT-3.1.3-5',
    what: 'a client identifier of 65535 bytes',
    bytes: connect({ payload: [field(Buffer.alloc(65_535, 'a'))] }),
    expected: taken,
  },
  {
    clause: 'MQTT-1.5.3-3',
    what: 'U+FEFF in the client identifier',
    bytes: connect({ payload: [field('\uFEFFa')] }),
    expected: taken,
  },
  {
    clause: '§3.1.3.4',
    what: 'a user name alone',
    bytes: connect({ flags: 0x82, payload: [id, field('u')] }),
    expected: taken,
  },
  {
    clause: '§3.1.3.5',
    what: 'a password of any bytes',
    bytes: connect({ flags: 0xc2, payload: [id, field('u'), field(bytes('ff 00'))] }),
    expected: taken,
  },
  ...[0, 1, 2].flatMap((qos) =>
    [0, 0x20].map(
      (retain): PacketRow => ({
        clause: 'MQTT-3.1.2-12',
        what: `a will of QoS ${qos}, retain ${retain > 0}`,
        bytes: connect({ flags: 0x06 | (qos << 3) | retain, payload: [id, ...will(TOPIC)] }),
        expected: taken,
      }),
    ),
  ),
  { clause: '§3.1.2.10', what: 'no keep-alive', bytes: connect({ keepAlive: '0000' }), expected: taken },
  { clause: '§3.1.2.10', what: 'the longest keep-alive', bytes: connect({ keepAlive: 'ffff' }), expected: taken },
  { clause: '§4.2', what: 'CONNECT byte by byte', bytes: [...connect()].map((byte) => bytes(byte)), expected: taken },
  {
    clause: 'MQTT-3.2.0-1',
    what: 'CONNECT and PINGREQ in one write',
    bytes: bytes(connect(), PINGREQ),
    expected: 'answers 20020000d000',
  },
  {
    clause: 'MQTT-3.2.0-1',
    what: 'CONNECT and PINGREQ cut in the second',
    bytes: [bytes(connect(), 0xc0), bytes(0)],
    expected: 'answers 20020000d000',
  },
];
