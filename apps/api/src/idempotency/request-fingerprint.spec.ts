import fc from 'fast-check';
import { requestFingerprint } from './request-fingerprint.js';

const printOf = (body: unknown, url = '/a', method = 'POST') =>
  Buffer.from(requestFingerprint(method, url, body)).toString('hex');

describe('the fingerprint of a request', () => {
  it('is the same in whatever order the fields of its body come, however deep', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const reversed = Object.fromEntries(Object.entries(body).reverse());
        expect(printOf({ in: reversed })).toBe(printOf({ in: body }));
      }),
    );
  });

  it('is another one for another body, address or method', () => {
    const prints = [
      printOf({ a: 1 }),
      printOf({ a: '1' }),
      printOf([1]),
      printOf(undefined),
      printOf({}),
      printOf({}, '/b'),
    ];
    expect(new Set([...prints, printOf({}, '/a', 'PUT')]).size).toBe(7);
  });
});
