import fc from 'fast-check';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { bundleName, deviceBundle } from './device-bundle.js';

let authority: TestAuthority;

beforeAll(async () => {
  authority = await aTestAuthority();
});

describe('deviceBundle', () => {
  it('R1-35: makes two files, a private key .key and a certificate .pem', async () => {
    const { certificate, privateKey } = await authority.deviceCertificate();
    const files = deviceBundle('RE4-0001', certificate, authority.issuer.chain, privateKey);
    expect(files.map(({ name }) => name)).toEqual(['RE4-0001.key', 'RE4-0001.pem']);
    expect(files[0]?.content).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\s\S]*-----END PRIVATE KEY-----\n$/);
  });

  it('R1-37: puts the device first, then the issuing authority, then the root', async () => {
    const { certificate } = await authority.deviceCertificate();
    const [pem] = deviceBundle('RE4-0001', certificate, authority.issuer.chain);
    expect(pem?.content).toBe(certificate.pem + authority.issuing.pem + authority.root.pem);
  });

  it('has no .key for a device that made its own', async () => {
    const { certificate } = await authority.deviceCertificate();
    expect(deviceBundle('S1', certificate, authority.issuer.chain).map(({ name }) => name)).toEqual(['S1.pem']);
  });
});

describe('bundleName', () => {
  it.each([
    { serialNumber: 'RE4-0001', name: 'RE4-0001' },
    { serialNumber: '160300007/A', name: '160300007_A' },
    { serialNumber: '../../etc/passwd', name: '__.._etc_passwd' },
    { serialNumber: '..', name: '_' },
    { serialNumber: '', name: 'device' },
    { serialNumber: 'NUL', name: '_NUL' },
    { serialNumber: 'com1.x', name: '_com1.x' },
    { serialNumber: 'Łódź "7"', name: '__d_ _7_'.replace(' ', '_') },
    { serialNumber: 'x'.repeat(100), name: 'x'.repeat(64) },
  ])('of $serialNumber is $name', ({ serialNumber, name }) => {
    expect(bundleName(serialNumber)).toBe(name);
  });

  it('stays inside its directory and on every file system, whatever the serial number', () => {
    fc.assert(
      fc.property(fc.string(), (serialNumber) => {
        expect(bundleName(serialNumber)).toMatch(/^(?!\.)[A-Za-z0-9._-]{1,65}$/);
      }),
    );
  });
});
