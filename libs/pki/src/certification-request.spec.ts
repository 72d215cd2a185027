import fc from 'fast-check';
import { aCertificationRequest } from '#libs/testing';
import { parseCertificationRequest } from './certification-request.js';
import { encodePem } from './pem.js';
import { parsePrivateKey } from './private-key.js';

const OWN_CODES = ['pki.request-unreadable', 'pki.public-key-not-allowed', 'pki.proof-of-possession'];

/** Passes if the bytes are refused by one of our errors, or read. */
function expectOwnAnswer(input: string | Uint8Array): void {
  try {
    parseCertificationRequest(input);
  } catch (error) {
    expect(OWN_CODES).toContain((error as { code?: string }).code);
  }
}

describe('a certification request', () => {
  it.each(['ec-p256', 'rsa-2048', 'rsa-2048-sha512'] as const)('with a %s key gives that key', async (algorithm) => {
    const { pem, der, key } = await aCertificationRequest({ algorithm });
    const request = parseCertificationRequest(pem);
    expect(request.publicKey.equals(parsePrivateKey(key).publicKey)).toBe(true);
    expect(request.keyAlgorithm).toBe(algorithm.startsWith('ec') ? 'ec-p256' : 'rsa-2048');
    expect(parseCertificationRequest(der).publicKey.equals(request.publicKey)).toBe(true);
  });

  it('is read under the label older tools write (RFC 7468 §7)', async () => {
    const { der } = await aCertificationRequest();
    expect(parseCertificationRequest(encodePem('NEW CERTIFICATE REQUEST', der)).keyAlgorithm).toBe('ec-p256');
  });

  it('carries nothing but its key: the subject it wishes for is not looked at', async () => {
    const { pem } = await aCertificationRequest({ subject: 'CN=another device, O=another company' });
    expect(Object.keys(parseCertificationRequest(pem)).sort()).toEqual(['keyAlgorithm', 'publicKey']);
  });

  it.each(['rsa-1024', 'ec-p384'] as const)('with a %s key is refused', async (algorithm) => {
    const { pem } = await aCertificationRequest({ algorithm });
    expect(() => parseCertificationRequest(pem)).toThrow(
      expect.objectContaining({ code: 'pki.public-key-not-allowed' }),
    );
  });

  it('signed with SHA-1 is refused', async () => {
    const { pem } = await aCertificationRequest({ algorithm: 'rsa-2048-sha1' });
    expect(() => parseCertificationRequest(pem)).toThrow(expect.objectContaining({ code: 'pki.proof-of-possession' }));
  });

  it('whose subject was changed after signing is refused', async () => {
    const { der } = await aCertificationRequest({ subject: 'CN=honest' });
    const forged = Buffer.from(der);
    forged.write('forged', forged.indexOf('honest'), 'latin1');
    expect(() => parseCertificationRequest(forged)).toThrow(
      expect.objectContaining({ code: 'pki.proof-of-possession' }),
    );
  });

  it('with the key of somebody else in it is refused', async () => {
    const [own, others] = [await aCertificationRequest(), await aCertificationRequest()];
    const point = (der: Buffer) => der.indexOf(Buffer.from('034200', 'hex')) + 3;
    const forged = Buffer.from(own.der);
    others.der.copy(forged, point(own.der), point(others.der), point(others.der) + 65);
    expect(() => parseCertificationRequest(forged)).toThrow(
      expect.objectContaining({ code: 'pki.proof-of-possession' }),
    );
  });

  it.each([
    { input: '', why: 'an empty text' },
    { input: 'hello', why: 'a text without a block' },
    { input: Buffer.alloc(0), why: 'no octets' },
    { input: Buffer.alloc(16 * 1024 + 1, 0x30), why: 'more than 16 KiB' },
    { input: 'A'.repeat(32 * 1024 + 1), why: 'more than 32 KiB of text' },
    { input: Buffer.from('3003020100', 'hex'), why: 'another DER value' },
    { input: Buffer.from('30800000', 'hex'), why: 'an indefinite length' },
    { input: Buffer.alloc(16 * 1024, 0x30), why: 'sequences nested thousands deep' },
  ])('is not $why', ({ input }) => {
    expect(() => parseCertificationRequest(input)).toThrow(expect.objectContaining({ code: 'pki.request-unreadable' }));
  });

  it('of indefinite length, as some tools write, is refused with what to do instead', () => {
    expect(() => parseCertificationRequest(Buffer.from('3080000000', 'hex'))).toThrow(
      /indefinite length; write it as DER/,
    );
  });

  it('with something behind it is refused', async () => {
    const { der } = await aCertificationRequest();
    expect(() => parseCertificationRequest(Buffer.concat([der, Buffer.from([0])]))).toThrow(
      expect.objectContaining({ code: 'pki.request-unreadable' }),
    );
  });

  it('made of random octets meets our own error only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expectOwnAnswer(bytes)),
      { numRuns: 500 },
    );
  });

  it('made of random text meets our own error only', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => expectOwnAnswer(text)));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) =>
        expectOwnAnswer(encodePem('CERTIFICATE REQUEST', bytes)),
      ),
    );
  });

  it.each(['ec-p256', 'rsa-2048'] as const)(
    'of %s with any octets changed meets our own error only',
    async (algorithm) => {
      const { der } = await aCertificationRequest({ algorithm });
      const change = fc.record({ at: fc.nat(der.length - 1), octet: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
          const mutated = Buffer.from(der);
          for (const { at, octet } of changes) mutated[at] = octet;
          expectOwnAnswer(mutated);
        }),
        { numRuns: 1000 },
      );
    },
  );

  it('cut anywhere meets our own error only', async () => {
    const { der } = await aCertificationRequest();
    for (let length = 0; length < der.length; length++) {
      expect(() => parseCertificationRequest(der.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'pki.request-unreadable' }),
      );
    }
  });
});
