import fc from 'fast-check';
import { ReadingColumns } from '../ingest/reading-columns.js';
import {
  copyOfReadings,
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
} from './binary-format.js';

describe('PostgreSQL binary format', () => {
  it('COPY, Binary Format: signature, flags, extension, tuples of six fields, trailer', () => {
    const readings = new ReadingColumns();
    readings.add(7, 9, 229.4, 946_684_800_000_001, 946_684_800_000_000 - 1, 2);
    const field = (bytes: string) => `${(bytes.length / 2).toString(16).padStart(8, '0')}${bytes}`;
    expect(copyOfReadings(readings).toString('hex')).toBe(
      [
        '5047434f50590aff0d0a00', // PGCOPY\n\377\r\n\0
        '0000000000000000',
        '0006',
        field('0000000000000001'),
        field('ffffffffffffffff'), // a microsecond before 2000
        field('406caccccccccccd'),
        field('00000007'),
        field('00000009'),
        field('0002'),
        'ffff',
      ].join(''),
    );
  });

  it('COPY: a row is 60 bytes, whatever its values', () => {
    const readings = new ReadingColumns();
    for (let row = 0; row < 5_000; row++) readings.add(row, 1, row, row, row, 0);
    expect(copyOfReadings(readings)).toHaveLength(19 + 60 * 5_000 + 2);
  });

  it('keeps instants to the microsecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9e15 }), (us) => {
        const sinceEpoch = timestamptzArray([us]).readBigInt64BE(24);
        expect(sinceEpoch + 946_684_800_000_000n).toBe(BigInt(us));
      }),
    );
  });

  it('arrays have one dimension, no nulls, and lower bound 1', () => {
    expect(int4Array([-1, 2]).toString('hex')).toBe(
      '00000001' + '00000000' + '00000017' + '00000002' + '00000001' + '00000004ffffffff' + '0000000400000002',
    );
  });

  it.each([
    ['int2', int2Array([-2]), 'fffe'],
    ['int8', int8Array([-2n]), 'fffffffffffffffe'],
    ['float8', float8Array([-0.5]), 'bfe0000000000000'],
    ['text', textArray(['Ω']), 'cea9'],
  ])('elements of %s are big-endian after their length', (_, array, element) => {
    expect(array.subarray(24).toString('hex')).toBe(element);
    expect(array.readInt32BE(20)).toBe(element.length / 2);
  });

  it('an empty array has no elements', () => {
    expect(textArray([]).readInt32BE(12)).toBe(0);
  });
});
