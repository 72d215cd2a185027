import fc from 'fast-check';
import { MalformedFrameError } from '../errors.js';
import { message } from './backend-messages.js';
import { FrameReader } from './frame-reader.js';

const frame = fc
  .tuple(fc.constantFrom('Q', 'P', 'B', 'D', 'E', 'S', 'H', 'C', 'X', 'd'), fc.uint8Array({ maxLength: 300 }))
  .map(([type, body]) => message(type, Buffer.from(body)));

/** Cuts the bytes at the given places, taken modulo their number. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

function framesOf(chunks: readonly Buffer[]): Buffer[] {
  const reader = new FrameReader();
  const frames: Buffer[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let next = reader.next(); next; next = reader.next()) frames.push(next);
  }
  return frames;
}

describe('FrameReader', () => {
  it('gives the same messages however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (frames, places) => {
        const cuts = cut(Buffer.concat(frames), places);
        expect(framesOf(cuts).map((f) => f.toString('hex'))).toEqual(frames.map((f) => f.toString('hex')));
      }),
    );
  });

  it('throws nothing but its own error at bytes that are no protocol', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          framesOf([Buffer.from(bytes)]);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrameError);
        }
      }),
    );
  });

  it('does not copy a message that arrived in one piece', () => {
    const reader = new FrameReader();
    const chunk = Buffer.concat([message('Q', 'SELECT 1'), message('S')]);
    reader.push(chunk);
    expect(reader.next()?.buffer).toBe(chunk.buffer);
  });

  it.each([
    { what: 'an unknown type', bytes: 'y\0\0\0\x04', problem: 'no such type' },
    { what: 'a length below its own four bytes', bytes: 'Q\0\0\0\x03', problem: 'claims 4 bytes' },
    { what: 'a Query above 64 MiB', bytes: 'Q\x04\0\0\x01', problem: '67108866' },
    { what: 'a negative length', bytes: 'B\xff\xff\xff\xff', problem: 'claims 4294967296' },
    { what: 'a Sync above what the backend survives', bytes: 'S\0\0\x30\0', problem: 'claims 12289' },
  ])('refuses $what before its body has come', ({ bytes, problem }) => {
    expect(() => framesOf([Buffer.from(bytes, 'latin1')])).toThrow(problem);
  });

  it.each([7, 10_001, 0x7fffffff])('refuses a start-up packet that claims %d bytes', (length) => {
    const reader = new FrameReader();
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(length);
    reader.push(bytes);
    expect(() => reader.nextStartup()).toThrow(MalformedFrameError);
  });
});
