import fc from 'fast-check';
import { acceptedCoding } from './accepted-encoding.js';

describe('acceptedCoding', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br ; q=0 , gzip ; q=0', undefined],
    ['identity', undefined],
    ['deflate, zstd', undefined],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=x', undefined],
  ])('%j is answered in %s (RFC 9110 §12.5.3)', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });

  it('never fails, whatever a client sends', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(['br', 'gzip', undefined]).toContain(acceptedCoding(header));
      }),
    );
  });
});
