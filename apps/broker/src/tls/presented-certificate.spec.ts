import { X509Certificate } from 'node:crypto';
import { aTestAuthority } from '#libs/testing';
import { presentedCertificate } from './presented-certificate.js';

describe('presentedCertificate', () => {
  it('writes fingerprint and serial number as the registry does, and names in one line', async () => {
    const { certificate } = await (await aTestAuthority()).deviceCertificate();
    const { fingerprintSha256, serialNumber, subjectCommonName } = certificate;
    expect(presentedCertificate(new X509Certificate(certificate.pem))).toEqual({
      fingerprintSha256,
      serialNumber,
      subject: `CN=${subjectCommonName}`,
      issuer: 'CN=Test Issuing',
      names: expect.arrayContaining([subjectCommonName]),
    });
  });

  it.each([
    ['00FF', 'ff'],
    ['F', '0f'],
    ['00', '00'],
    ['0A0B', '0a0b'],
    ['AB'.repeat(40), 'ab'.repeat(32)],
  ])('writes the serial number %s as %s', (digits, canonical) => {
    const foreign = { fingerprint256: 'AB:CD', subject: 'O=Acme\nCN=x', issuer: undefined, serialNumber: digits };
    expect(presentedCertificate(foreign as never)).toEqual({
      fingerprintSha256: 'abcd',
      subject: 'CN=x,O=Acme',
      issuer: '',
      serialNumber: canonical,
      names: ['x'],
    });
  });

  it('cuts names that are too long to be read', () => {
    const foreign = { fingerprint256: 'AB', subject: `CN=${'x'.repeat(10_000)}`, issuer: 'CN=i', serialNumber: '01' };
    expect(presentedCertificate(foreign as never).subject).toHaveLength(512);
  });
});
