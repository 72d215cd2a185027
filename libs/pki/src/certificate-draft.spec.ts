import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DAY_MS, deviceId } from '#libs/kernel';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { draftCertificate } from './certificate-draft.js';
import { CertificateSubject } from './certificate-subject.js';
import { deviceProfile, issuingAuthorityProfile, rootAuthorityProfile, serverProfile } from './profiles.js';

const subject = CertificateSubject.device(deviceId('2c6f1a52-7b1d-4a3e-9f00-0123456789ab'));
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
let authority: TestAuthority;
let now: Date;

beforeAll(async () => {
  authority = await aTestAuthority();
  now = new Date(authority.issuing.notBefore.getTime() + DAY_MS + 123); // a day after the authority, milliseconds set
});

const draft = (options: { lifetimeSeconds?: number; publicKey?: KeyObject } = {}, at = now) =>
  draftCertificate(deviceProfile, { subject, publicKey, ...options }, authority.issuer, at);

describe('draftCertificate', () => {
  it('begins five minutes ago and ends with the last second of the lifetime', () => {
    const { notBefore, notAfter } = draft({ lifetimeSeconds: 3600 });
    const second = Math.floor(now.getTime() / 1000) * 1000;
    expect(notBefore).toEqual(new Date(second - 300_000));
    expect(notAfter).toEqual(new Date(second + 3_599_000));
  });

  it('lasts as long as the profile allows if nothing else is asked for', () => {
    const { notAfter } = draft();
    expect(notAfter.getTime() - Math.floor(now.getTime() / 1000) * 1000).toBe(
      (deviceProfile.lifetimeSeconds - 1) * 1000,
    );
  });

  it('does not begin before its issuer', () => {
    const { notBefore } = draft({}, authority.issuing.notBefore);
    expect(notBefore).toEqual(authority.issuing.notBefore);
  });

  it('does not outlive its issuer', () => {
    const shortlyBeforeEnd = new Date(authority.issuing.notAfter.getTime() - 60_000);
    expect(draft({}, shortlyBeforeEnd).notAfter).toEqual(authority.issuing.notAfter);
  });

  it.each([
    { when: 'expired', at: () => new Date(authority.issuing.notAfter.getTime() + 1000) },
    { when: 'not yet valid', at: () => new Date(authority.issuing.notBefore.getTime() - 1) },
  ])('is refused under an issuer that is $when', ({ at }) => {
    expect(() => draft({}, at())).toThrow(
      expect.objectContaining({ code: 'pki.issuer-not-valid', kind: 'unavailable' }),
    );
  });

  it.each([0, -1, 0.5, Number.NaN, deviceProfile.lifetimeSeconds + 1])(
    'is refused for a lifetime of %d s',
    (lifetimeSeconds) => {
      expect(() => draft({ lifetimeSeconds })).toThrow(expect.objectContaining({ code: 'pki.validity-too-long' }));
    },
  );

  it('is refused for a weak key', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    expect(() => draft({ publicKey: weak })).toThrow(expect.objectContaining({ code: 'pki.public-key-not-allowed' }));
  });

  it('is refused if the subject is not of the kind the profile is for', () => {
    expect(() => draftCertificate(serverProfile, { subject, publicKey }, authority.issuer, now)).toThrow(
      expect.objectContaining({ code: 'pki.subject-not-allowed' }),
    );
  });

  it('is refused for an authority below an issuing authority (RFC 5280 §4.2.1.9)', () => {
    const order = { subject: CertificateSubject.authority('Below'), publicKey };
    expect(() => draftCertificate(issuingAuthorityProfile, order, authority.issuer, now)).toThrow(
      expect.objectContaining({
        code: 'pki.path-length-exceeded',
        details: { profile: 'issuing-authority', pathLenConstraint: 0 },
      }),
    );
    expect(draftCertificate(issuingAuthorityProfile, order, authority.rootIssuer, now).issuer).toBe(authority.root);
  });

  it('signs itself if, and only if, the profile is a root’s', () => {
    const root = { subject: CertificateSubject.authority('Root'), publicKey };
    expect(() => draftCertificate(rootAuthorityProfile, root, authority.rootIssuer, now)).toThrow(TypeError);
    expect(() => draftCertificate(deviceProfile, { subject, publicKey }, undefined, now)).toThrow(TypeError);
  });
});
