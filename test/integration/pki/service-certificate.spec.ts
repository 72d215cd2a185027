import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DAY_MS } from '#libs/kernel';
import { serverProfile, serviceProfile } from '#libs/pki';
import { ensureServiceCertificate, readServiceCertificate } from '#libs/platform';
import { aTestAuthority, type TestAuthority } from '#libs/testing';
import { aTemporaryDirectory } from './temporary-directory.js';

const files = aTemporaryDirectory();
const directory = files.path('services');
let authority: TestAuthority;
let count = 0;

beforeAll(async () => {
  authority = await aTestAuthority();
});

/** A service of its own for each test. */
function aService() {
  count += 1;
  const name = `broker-${count}`;
  return (
    differences: { readonly hosts?: readonly string[]; readonly now?: Date; readonly authority?: TestAuthority } = {},
  ) => {
    const {
      hosts = ['localhost'],
      now = new Date(),
      authority: { issuer, issuing, root, ledger } = authority,
    } = differences;
    return ensureServiceCertificate({
      directory,
      name,
      profile: serverProfile,
      hosts,
      chain: [issuing, root],
      openIssuer: async () => issuer,
      ledger,
      clock: { now: () => now },
    });
  };
}

describe('ensureServiceCertificate', () => {
  it('makes key, certificate with its issuing authority, and trust anchors, readable by the owner alone', async () => {
    const made = await aService()();
    expect(made.renewed).toBe('absent');
    expect(made.cert).toBe(made.certificate.pem + authority.issuing.pem);
    expect(made.ca).toBe(authority.issuing.pem + authority.root.pem);
    expect(made.certificate.extendedKeyUsage).toEqual(['serverAuth']);
    for (const kind of ['key', 'cert', 'ca'] as const) {
      expect(readFileSync(made.files[kind], 'utf8')).toBe(made[kind]);
      expect((statSync(made.files[kind]).mode & 0o777).toString(8)).toBe('600');
    }
  });

  it('records what it issues like any other certificate', async () => {
    const { certificate } = await aService()();
    expect(authority.ledger.journal.slice(-2)).toEqual([
      `reserve ${certificate.serialNumber}`,
      `record ${certificate.serialNumber}`,
    ]);
  });

  it('gives the same certificate while it may stay', async () => {
    const ensure = aService();
    const first = await ensure();
    const second = await ensure();
    expect(second.renewed).toBeUndefined();
    expect([second.key, second.cert, second.ca]).toEqual([first.key, first.cert, first.ca]);
  });

  it.each([
    { reason: 'other-names', differences: async () => ({ hosts: ['localhost', '192.0.2.7'] }) },
    { reason: 'expiring', differences: async () => ({ now: new Date(Date.now() + 265 * DAY_MS) }) },
    { reason: 'other-issuer', differences: async () => ({ authority: await aTestAuthority() }) },
  ])('makes a new key and certificate: $reason', async ({ reason, differences }) => {
    const ensure = aService();
    const first = await ensure();
    const second = await ensure(await differences());
    expect(second.renewed).toBe(reason);
    expect(second.key).not.toBe(first.key);
    expect(second.certificate.serialNumber).not.toBe(first.certificate.serialNumber);
  });

  it('mends what a crash between two files left', async () => {
    const ensure = aService();
    const first = await ensure();
    const { key } = await authority.serverCertificate();
    writeFileSync(first.files.key, key);
    expect((await ensure()).renewed).toBe('other-key');
    expect((await ensure()).renewed).toBeUndefined();
  });

  it.each(['key', 'cert', 'ca'] as const)('makes all three anew when the %s is missing', async (kind) => {
    const ensure = aService();
    const first = await ensure();
    rmSync(first.files[kind]);
    expect((await ensure()).renewed).toBe('absent');
  });

  it.each(['key', 'cert'] as const)('makes all three anew when the %s is damaged', async (kind) => {
    const ensure = aService();
    const first = await ensure();
    writeFileSync(first.files[kind], '');
    await expect(readServiceCertificate(directory, `broker-${count}`)).rejects.toMatchObject({
      code: 'authority.damaged',
    });
    expect((await ensure()).renewed).toBe('unreadable');
  });

  it('makes all three anew when the trust anchors are others', async () => {
    const ensure = aService();
    const first = await ensure();
    writeFileSync(first.files.ca, 'nothing to trust');
    expect((await ensure()).renewed).toBe('other-issuer');
  });

  it('does not open the issuing authority while nothing has to be made', async () => {
    await aService()();
    const unopened = await ensureServiceCertificate({
      directory,
      name: `broker-${count}`,
      profile: serverProfile,
      hosts: ['localhost'],
      chain: [authority.issuing, authority.root],
      openIssuer: () => Promise.reject(new Error('The issuing authority was opened.')),
      ledger: authority.ledger,
      clock: { now: () => new Date() },
    });
    expect(unopened.renewed).toBeUndefined();
  });

  it('refuses a key that others may read', async () => {
    const ensure = aService();
    const { files: made } = await ensure();
    chmodSync(made.key, 0o644);
    await expect(ensure()).rejects.toMatchObject({ code: 'authority.secret-file-exposed' });
  });

  it('gives a mere client a certificate without hosts', async () => {
    const made = await ensureServiceCertificate({
      directory,
      name: 'worker',
      profile: serviceProfile,
      hosts: [],
      chain: [authority.issuing, authority.root],
      openIssuer: async () => authority.issuer,
      ledger: authority.ledger,
      clock: { now: () => new Date() },
    });
    expect(made.certificate.subjectAltNames()).toEqual([{ type: 'uri', value: 'urn:fieldgate:service:worker' }]);
  });
});

describe('readServiceCertificate', () => {
  it('reads what another process ensured', async () => {
    const made = await aService()();
    const read = await readServiceCertificate(directory, `broker-${count}`);
    expect([read.key, read.cert, read.ca]).toEqual([made.key, made.cert, made.ca]);
  });

  it('says what to do when there is none', async () => {
    await expect(readServiceCertificate(directory, 'nobody')).rejects.toMatchObject({ code: 'authority.incomplete' });
  });

  it.each(['../authority', '', 'a/b'])('does not leave its directory for the name %j', async (name) => {
    await expect(readServiceCertificate(directory, name)).rejects.toMatchObject({ code: 'pki.subject-not-allowed' });
  });
});
