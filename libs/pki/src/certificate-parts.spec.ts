import 'reflect-metadata';
import { createPublicKey, ECDH, generateKeyPairSync } from 'node:crypto';
import { Name, SubjectAlternativeNameExtension, SubjectKeyIdentifierExtension } from '@peculiar/x509';
import fc from 'fast-check';
import { encodeExtensions } from './certificate-extensions.js';
import { encodeCommonName } from './distinguished-name.js';
import { certifiableKey, readPublicKey } from './key-algorithm.js';
import { deviceProfile } from './profiles.js';
import { hostAltName } from './subject-alt-name.js';

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as ArrayBuffer).toString('hex');
const none = { authorityKeyIdentifier: Buffer.alloc(0), subjectAltNames: [] };

describe('parts of a certificate, as another library writes them, octet by octet:', () => {
  it('subject', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), (name) => {
        expect(hex(encodeCommonName(name))).toBe(hex(new Name([{ CN: [{ utf8String: name }] }]).toArrayBuffer()));
      }),
    );
  });

  it('subjectKeyIdentifier', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (subjectKeyIdentifier) => {
        const written = encodeExtensions(deviceProfile, { ...none, subjectKeyIdentifier }).map(hex);
        expect(written).toContain(hex(new SubjectKeyIdentifierExtension(hex(subjectKeyIdentifier)).rawData));
      }),
    );
  });

  it('subjectAltName', () => {
    const uri = fc.uuid().map((id) => ({ type: 'uri' as const, value: `urn:uuid:${id}` }));
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
    const dns = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => hostAltName(labels.join('.')));
    const ip = fc.oneof(fc.ipV4(), fc.ipV6()).map((address) => {
      try {
        return hostAltName(address);
      } catch {
        return hostAltName('2001:db8::1'); // IPv4-compatible
      }
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(uri, dns, ip), { minLength: 1, maxLength: 32 }), (subjectAltNames) => {
        const parts = { ...none, subjectAltNames, subjectKeyIdentifier: Buffer.alloc(20) };
        const general = subjectAltNames.map(
          ({ type, value }) => ({ type: type === 'uri' ? 'url' : type, value }) as const,
        );
        expect(encodeExtensions(deviceProfile, parts).map(hex).at(-1)).toBe(
          hex(new SubjectAlternativeNameExtension(general).rawData),
        );
      }),
    );
  });

  it('a P-256 key that was read by its coordinates is the key that OpenSSL reads and writes', () => {
    for (let n = 0; n < 20; n += 1) {
      const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
      const read = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      const key = readPublicKey(spki);
      expect(key.equals(read)).toBe(true);
      expect(hex(key.export({ type: 'spki', format: 'der' }))).toBe(hex(spki));
      expect(certifiableKey(key)).toEqual(certifiableKey(read));
    }
  });

  it('a point whose coordinate is written with the size of the field added is no key, read either way', () => {
    const size = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
    const x = 5n; // There is a point of the curve at it.
    const point = ECDH.convertKey(`02${x.toString(16).padStart(64, '0')}`, 'prime256v1', 'hex', 'hex', 'uncompressed');
    const y = String(point).slice(-64);
    const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
    const withX = (value: bigint) =>
      Buffer.concat([spki.subarray(0, -64), Buffer.from(value.toString(16).padStart(64, '0') + y, 'hex')]);
    expect(readPublicKey(withX(x)).asymmetricKeyType).toBe('ec');
    expect(() => createPublicKey({ key: withX(x + size), format: 'der', type: 'spki' })).toThrow();
    expect(() => readPublicKey(withX(x + size))).toThrow();
  });

  it('a point beside the curve is no key, read either way', () => {
    const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (coordinates) => {
        const beside = Buffer.concat([spki.subarray(0, -64), coordinates]);
        expect(() => createPublicKey({ key: beside, format: 'der', type: 'spki' })).toThrow();
        expect(() => readPublicKey(beside)).toThrow();
      }),
    );
  });
});
