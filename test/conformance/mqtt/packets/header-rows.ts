import { bytes, connect, DESIRED, field, type PacketRow, PINGREQ, packet } from './packet-row.js';

/** §2.2 and what all packets share: written by a client whose CONNECT was accepted. */
export const headerRows: readonly PacketRow[] = [
  ...[0x20, 0x90, 0xb0, 0xd0].map(
    (first): PacketRow => ({
      clause: '§2.2.1',
      what: `packet type ${first >> 4}, which only servers send`,
      bytes: bytes(first, '02 0001'),
      expected: 'ends',
    }),
  ),
  { clause: '§2.2.1', what: 'PINGRESP of no bytes', bytes: bytes('d000'), expected: 'ends' },
  { clause: '§2.2.1', what: 'the reserved packet type 0', bytes: bytes('0000'), expected: 'ends' },
  { clause: '§2.2.1', what: 'the reserved packet type 15', bytes: bytes('f000'), expected: 'ends' },
  ...[0x41, 0x42, 0x48, 0x4f, 0x50 | 1, 0x60, 0x61, 0x63, 0x6a, 0x71].map(
    (first): PacketRow => ({
      clause: 'MQTT-2.2.2-2',
      what: `acknowledgement with the first byte ${first.toString(16)}`,
      bytes: bytes(first, '02 0001'),
      expected: 'ends',
    }),
  ),
  ...[0x80, 0x81, 0x83, 0x8a, 0x86].map(
    (first): PacketRow => ({
      clause: 'MQTT-3.8.1-1',
      what: `SUBSCRIBE with the first byte ${first.toString(16)}`,
      bytes: packet(first, '0001', field(DESIRED), 0),
      expected: 'ends',
    }),
  ),
  ...[0xa0, 0xa1, 0xa3, 0xaa].map(
    (first): PacketRow => ({
      clause: 'MQTT-3.10.1-1',
      what: `UNSUBSCRIBE with the first byte ${first.toString(16)}`,
      bytes: packet(first, '0001', field(DESIRED)),
      expected: 'ends',
    }),
  ),
  ...[0xc1, 0xc8, 0xe1, 0xe2].map(
    (first): PacketRow => ({
      clause: 'MQTT-2.2.2-2',
      what: `empty packet with the first byte ${first.toString(16)}`,
      bytes: bytes(first, 0),
      expected: 'ends',
    }),
  ),
  { clause: 'MQTT-3.1.0-2', what: 'a second CONNECT', bytes: connect(), expected: 'ends' },
  {
    clause: 'MQTT-3.1.0-2',
    what: 'a second CONNECT of another version',
    bytes: connect({ level: 5 }),
    expected: 'ends',
  },
  { clause: '§2.2.3', what: 'a Remaining Length of five bytes', bytes: bytes('30 80 80 80 80 01'), expected: 'ends' },
  { clause: '§2.2.3', what: 'a Remaining Length of 256 MB', bytes: bytes('30 ff ff ff 7f'), expected: 'ends' },
  {
    clause: '§2.2.3',
    what: 'a Remaining Length with a byte to spare',
    bytes: bytes('c0 80 00'),
    expected: 'answers d000',
  },
  {
    clause: '§2.2.3',
    what: 'a Remaining Length of four bytes for none',
    bytes: bytes('c0 80 80 80 00'),
    expected: 'answers d000',
  },
  { clause: 'MQTT-3.12.4-1', what: 'PINGREQ', bytes: PINGREQ, expected: 'answers d000' },
  { clause: '§3.12', what: 'PINGREQ of one byte', bytes: bytes('c0 01 00'), expected: 'ends' },
  { clause: '§3.14', what: 'DISCONNECT of one byte', bytes: bytes('e0 01 00'), expected: 'ends' },
  { clause: 'MQTT-3.14.4-2', what: 'DISCONNECT', bytes: bytes('e000'), expected: 'ends' },
  { clause: 'MQTT-3.14.4-2', what: 'PINGREQ behind DISCONNECT', bytes: bytes('e000', PINGREQ), expected: 'ends' },
  {
    clause: '§4.2',
    what: 'three PINGREQ in one write',
    bytes: bytes(PINGREQ, PINGREQ, PINGREQ),
    expected: 'answers d000d000d000',
  },
  { clause: '§4.2', what: 'PINGREQ in two pieces', bytes: [bytes(0xc0), bytes(0)], expected: 'answers d000' },
];
