import { CertificateSubject, serverProfile, serviceProfile } from '#libs/pki';
import { aTestAuthority, type TestAuthority, type TestCertificate } from '#libs/testing';
import { reasonToRenew, type ServiceCertificateState } from './service-renewal.js';

const notBefore = new Date('2026-01-01T00:00:00Z');
const notAfter = new Date('2026-04-01T00:00:00Z'); // 90 days
const hosts = ['localhost', '192.0.2.1'];
let authority: TestAuthority;
let held: TestCertificate;

beforeAll(async () => {
  authority = await aTestAuthority();
  held = await authority.serverCertificate({ hosts, notBefore, notAfter });
});

const reason = (differences: Partial<ServiceCertificateState> = {}) =>
  reasonToRenew({
    certificate: held.certificate,
    privateKey: held.privateKey,
    issuer: authority.issuing,
    profile: serverProfile,
    subject: CertificateSubject.server(hosts),
    keyAlgorithm: 'ec-p256',
    now: new Date('2026-02-01T00:00:00Z'),
    ...differences,
  });

describe('a certificate of a process', () => {
  it('stays while nothing has changed and a third of its life is left', () => {
    expect(reason()).toBeUndefined();
    expect(reason({ now: new Date('2026-03-02T00:00:00Z') })).toBeUndefined();
  });

  it('stays when its hosts are named in another order', () => {
    expect(reason({ subject: CertificateSubject.server(['localhost', '192.0.2.1', 'LOCALHOST']) })).toBeUndefined();
  });

  it.each([
    { why: 'less than a third of its life is left', now: new Date('2026-03-02T00:00:01Z') },
    { why: 'it is over', now: new Date('2027-01-01T00:00:00Z') },
  ])('is renewed when $why', ({ now }) => {
    expect(reason({ now })).toBe('expiring');
  });

  it('is renewed when the clock was set back before its beginning', () => {
    expect(reason({ now: new Date('2025-12-31T23:59:59Z') })).toBe('not-yet-valid');
  });

  it.each([{ hosts: ['localhost'] }, { hosts: ['localhost', '192.0.2.2'] }, { hosts: [...hosts, 'mqtt.example.com'] }])(
    'is renewed when its hosts become $hosts',
    ({ hosts: wanted }) => {
      expect(reason({ subject: CertificateSubject.server(wanted) })).toBe('other-names');
    },
  );

  it('is renewed when it is needed for another purpose', () => {
    expect(reason({ profile: serviceProfile, subject: CertificateSubject.service('api', hosts) })).toBe(
      'other-purpose',
    );
  });

  it('is renewed under a new authority, even one of the same name', async () => {
    const { issuing } = await aTestAuthority();
    expect(reason({ issuer: issuing })).toBe('other-issuer');
  });

  it('is renewed when it should have a key of another kind', () => {
    expect(reason({ keyAlgorithm: 'rsa-2048' })).toBe('other-key');
  });

  it('is renewed when its key is another one, as after a crash between two files', async () => {
    const { privateKey } = await authority.serverCertificate();
    expect(reason({ privateKey })).toBe('other-key');
  });
});
