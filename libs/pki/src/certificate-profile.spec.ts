import { CertificateProfile, type CertificateProfileOptions } from './certificate-profile.js';
import { deviceProfile, issuingAuthorityProfile } from './profiles.js';

const device: CertificateProfileOptions = {
  name: 'device',
  subject: 'device',
  lifetimeSeconds: 3600,
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: ['clientAuth'],
  basicConstraints: { cA: false },
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
};
const authority: CertificateProfileOptions = {
  ...device,
  name: 'authority',
  subject: 'authority',
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  basicConstraints: { cA: true, pathLenConstraint: 0 },
};

describe('CertificateProfile', () => {
  it.each([
    { why: 'a name in capitals', options: { ...device, name: 'Device' } },
    { why: 'a lifetime of zero', options: { ...device, lifetimeSeconds: 0 } },
    { why: 'half a second', options: { ...device, lifetimeSeconds: 0.5 } },
    { why: 'a lifetime of 31 years', options: { ...device, lifetimeSeconds: 31 * 366 * 86_400 } },
    { why: 'no keyUsage (§4.2.1.3)', options: { ...device, keyUsage: [] } },
    { why: 'keyCertSign without cA (§4.2.1.9)', options: { ...device, keyUsage: ['keyCertSign'] } },
    { why: 'cA without keyCertSign (§4.2.1.9)', options: { ...authority, keyUsage: ['cRLSign'] } },
    { why: 'cRLSign without cA', options: { ...device, keyUsage: ['digitalSignature', 'cRLSign'] } },
    { why: 'a device that is an authority', options: { ...authority, subject: 'device' } },
    { why: 'an authority without cA', options: { ...device, subject: 'authority' } },
    {
      why: 'a negative pathLenConstraint (§4.2.1.9)',
      options: { ...authority, basicConstraints: { cA: true, pathLenConstraint: -1 } },
    },
    { why: 'an end entity for any purpose', options: { ...device, extendedKeyUsage: [] } },
    { why: 'an authority for one purpose', options: { ...authority, extendedKeyUsage: ['clientAuth'] } },
    { why: 'an authority without identifier (§4.2.1.2)', options: { ...authority, subjectKeyIdentifier: false } },
    { why: 'a device that signs itself (§4.2.1.1)', options: { ...device, authorityKeyIdentifier: false } },
  ] satisfies { why: string; options: CertificateProfileOptions }[])('refuses $why', ({ options }) => {
    expect(() => new CertificateProfile(options)).toThrow(expect.objectContaining({ code: 'pki.profile-invalid' }));
  });

  it('names every broken rule at once', () => {
    expect(() => new CertificateProfile({ ...device, lifetimeSeconds: 0, keyUsage: [] })).toThrow(
      /lifetime.*; keyUsage sets no bit/,
    );
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(deviceProfile.keyUsage)).toBe(true);
    expect(Object.isFrozen(issuingAuthorityProfile.basicConstraints)).toBe(true);
  });
});
