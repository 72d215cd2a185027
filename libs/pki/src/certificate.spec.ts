import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { deviceId } from '#libs/kernel';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { Certificate, fingerprintSha256 } from './certificate.js';
import { hostAltName } from './subject-alt-name.js';

const id = deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab');
let authority: TestAuthority;

function mayBeCertified(address: string): boolean {
  try {
    return hostAltName(address).type === 'ip';
  } catch {
    return false;
  }
}

beforeAll(async () => {
  authority = await aTestAuthority();
});

describe('Certificate', () => {
  it('tells what the certificate says, from DER and from PEM', async () => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const notAfter = new Date('2027-06-30T23:59:59Z');
    const { certificate: issued } = await authority.deviceCertificate({ deviceId: id, notBefore, notAfter });
    for (const input of [issued.der, issued.pem]) {
      const certificate = Certificate.parse(input);
      expect(certificate).toMatchObject({
        serialNumber: issued.serialNumber,
        notBefore,
        notAfter,
        subjectCommonName: id,
        keyAlgorithm: 'ec-p256',
        cA: false,
        subject: `CN=${id}`,
        issuer: 'CN=Test Issuing',
        extendedKeyUsage: ['clientAuth'],
      });
      expect(certificate.subjectAltNames()).toEqual([{ type: 'uri', value: `urn:uuid:${id}` }]);
      expect(certificate.fingerprintSha256).toBe(createHash('sha256').update(issued.der).digest('hex'));
      expect(certificate.fingerprintSha256).toBe(fingerprintSha256(issued.der));
    }
  });

  it('reads every kind of host back as it was asked for', async () => {
    const hosts = ['localhost', 'mqtt.example.com', '192.0.2.1', '2001:db8::1', '::1', 'fe80::1:0:0:1'];
    const { certificate } = await authority.serverCertificate({ hosts });
    expect(certificate.subjectAltNames().map(({ value }) => value)).toEqual(hosts);
  });

  it('reads addresses back as they were asked for, in their shortest form', async () => {
    await fc.assert(
      fc.asyncProperty(fc.ipV6(), async (address) => {
        fc.pre(mayBeCertified(address));
        const { certificate } = await authority.serverCertificate({ hosts: [address] });
        expect(certificate.subjectAltNames()).toEqual([hostAltName(address)]);
      }),
      { numRuns: 50 },
    );
  });

  it('is valid from the first to the last second, both included (RFC 5280 §4.1.2.5)', async () => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const notAfter = new Date('2026-01-01T00:00:10Z');
    const { certificate } = await authority.deviceCertificate({ notBefore, notAfter });
    expect(certificate.isValidAt(new Date('2025-12-31T23:59:59.999Z'))).toBe(false);
    expect(certificate.isValidAt(notBefore)).toBe(true);
    expect(certificate.isValidAt(new Date('2026-01-01T00:00:10.999Z'))).toBe(true);
    expect(certificate.isValidAt(new Date('2026-01-01T00:00:11Z'))).toBe(false);
  });

  it('is issued by its issuer, and not by an impostor of the same name', async () => {
    const impostor = await aTestAuthority();
    const { certificate } = await authority.deviceCertificate();
    expect(impostor.issuing.subject).toBe(authority.issuing.subject);
    expect(certificate.isIssuedBy(authority.issuing)).toBe(true);
    expect(certificate.isIssuedBy(impostor.issuing)).toBe(false);
    expect(certificate.isIssuedBy(authority.root)).toBe(false);
  });

  it('belongs to its own key only', async () => {
    const [some, other] = [await authority.deviceCertificate(), await authority.deviceCertificate()];
    expect(some.certificate.belongsTo(some.privateKey)).toBe(true);
    expect(some.certificate.belongsTo(other.privateKey)).toBe(false);
  });

  it.each([
    { input: '', why: 'an empty text' },
    { input: Buffer.alloc(0), why: 'no octets' },
    { input: Buffer.from('3003020100', 'hex'), why: 'another DER value' },
    { input: Buffer.alloc(32 * 1024 + 1, 0x30), why: 'more than 32 KiB' },
    { input: 'A'.repeat(64 * 1024 + 1), why: 'more than 64 KiB of text' },
  ])('is not $why', ({ input }) => {
    expect(() => Certificate.parse(input)).toThrow(expect.objectContaining({ code: 'pki.certificate-unreadable' }));
  });

  it('with something behind it is refused: the fingerprint would be another one', async () => {
    const { certificate } = await authority.deviceCertificate();
    expect(() => Certificate.parse(Buffer.concat([certificate.der, Buffer.from([0])]))).toThrow(
      expect.objectContaining({ code: 'pki.certificate-unreadable' }),
    );
  });

  it('with any octets changed is read, or meets our own error', async () => {
    const { certificate } = await authority.deviceCertificate({ deviceId: id });
    const change = fc.record({ at: fc.nat(certificate.der.length - 1), octet: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const mutated = Buffer.from(certificate.der);
        for (const { at, octet } of changes) mutated[at] = octet;
        try {
          const read = Certificate.parse(mutated);
          expect(read.notAfter.getTime()).not.toBeNaN();
          expect(read.serialNumber).toMatch(/^-?([0-9a-f]{2})*$/);
          expect(typeof `${read.subject}${read.issuer}`).toBe('string');
        } catch (error) {
          expect(error).toMatchObject({ code: 'pki.certificate-unreadable' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
