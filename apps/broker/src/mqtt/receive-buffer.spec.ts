import fc from 'fast-check';
import { ReceiveBuffer } from './receive-buffer.js';

describe('ReceiveBuffer', () => {
  it('holds what was appended and not consumed, whatever the pieces', () => {
    const step = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ append: Buffer.from(bytes) })),
      fc.nat(50).map((count) => ({ consume: count })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const buffer = new ReceiveBuffer();
        let expected = Buffer.alloc(0);
        for (const step of steps) {
          if ('append' in step) {
            buffer.append(step.append);
            expected = Buffer.concat([expected, step.append]);
          } else {
            buffer.consume(step.consume);
            expected = expected.subarray(step.consume);
          }
          expect(buffer.length).toBe(expected.length);
          expect(buffer.slice(0, buffer.length)).toEqual(expected);
          expect(buffer.readUInt8(0)).toBe(expected[0] ?? 0);
          expect(buffer.readUInt8(expected.length)).toBe(0);
          if (expected.length >= 4) {
            expect(buffer.readUInt16BE(1)).toBe(expected.readUInt16BE(1));
            expect(buffer.readUInt32BE(0)).toBe(expected.readUInt32BE(0));
          }
        }
      }),
    );
  });

  it('leaves what it gave out as it was, however it grows', () => {
    const piece = fc.uint8Array({ minLength: 1, maxLength: 3_000 });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 20 }), (pieces) => {
        const buffer = new ReceiveBuffer();
        const given: { view: Buffer; copy: Buffer }[] = [];
        for (const bytes of pieces) {
          buffer.append(Buffer.from(bytes));
          const view = buffer.slice(0, buffer.length);
          given.push({ view, copy: Buffer.from(view) });
          buffer.consume(Math.floor(bytes.length / 3));
        }
        for (const { view, copy } of given) expect(view.equals(copy)).toBe(true);
      }),
    );
  });

  it('takes a whole chunk over without copying it', () => {
    const buffer = new ReceiveBuffer();
    const chunk = Buffer.from('abcdef');
    buffer.append(chunk);
    expect(buffer.slice(1, 3).buffer).toBe(chunk.buffer);
    expect(buffer.toString('utf8', 1, 99)).toBe('bcdef');
  });

  it('copies a long packet of tiny pieces a few times, not once a piece', () => {
    const buffer = new ReceiveBuffer();
    const copied = jest.spyOn(Buffer.prototype, 'copy');
    for (let n = 0; n < 20_000; n += 1) buffer.append(Buffer.from([n & 0xff]));
    const bytes = copied.mock.results.reduce((sum, { value }) => sum + Number(value), 0);
    copied.mockRestore();
    expect(bytes).toBeLessThan(4 * 20_000);
  });
});
