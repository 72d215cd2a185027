import fc from 'fast-check';
import { decodePem, encodePem } from './pem.js';

describe('PEM (RFC 7468)', () => {
  it('reads back what it wrote, in lines of 64 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (octets) => {
        const text = encodePem('CERTIFICATE', octets);
        expect(text.split('\n').every((line) => line.length <= 64)).toBe(true);
        expect(decodePem(text, ['CERTIFICATE'])).toEqual(Buffer.from(octets));
        expect(decodePem(`Some words before\r\n${text.replace(/\n/g, '\r\n')}and after`, ['CERTIFICATE'])).toEqual(
          Buffer.from(octets),
        );
      }),
    );
  });

  it.each([
    { text: '', why: 'nothing' },
    { text: 'AAAA', why: 'bare base64' },
    { text: '-----BEGIN CERTIFICATE-----\nAAAA\n', why: 'a block without end' },
    { text: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----', why: 'an empty block' },
    { text: '-----BEGIN CERTIFICATE-----\nAA-A\n-----END CERTIFICATE-----', why: 'characters that are not base64' },
    { text: '-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----', why: 'base64 of a wrong length' },
    { text: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', why: 'another label' },
    { text: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END PRIVATE KEY-----', why: 'labels that differ' },
    { text: encodePem('CERTIFICATE', Buffer.from('a')).repeat(2), why: 'two blocks' },
  ])('refuses $why', ({ text }) => {
    expect(decodePem(text, ['CERTIFICATE'])).toBeUndefined();
  });
});
