import { execFileSync } from 'node:child_process';
import { DAY_MS } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** A device with a certificate, and the admin of its owner. */
async function aCertificate() {
  const { registration, organization } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
  const admin = test.actorIn(organization);
  const { certificate } = await test.fleet.certificates.issue(admin, registration.device.id, {});
  return { deviceId: registration.device.id, organization, admin, certificate, serialNumber: certificate.serialNumber };
}

/** What openssl reads in the revocation list. */
async function listAsText(): Promise<string> {
  const { der } = await test.fleet.revocationList.current();
  return execFileSync('openssl', ['crl', '-inform', 'DER', '-noout', '-text'], { input: der }).toString();
}

describe('revoking a certificate', () => {
  it('commits it, tells the brokers and remembers who did it', async () => {
    const { serialNumber, certificate, deviceId, admin } = await aCertificate();
    const outcome = await test.fleet.revocation.revoke(admin, serialNumber.toUpperCase(), 'keyCompromise');
    expect(outcome).toEqual({ serialNumber, revokedAt: test.clock.now(), reason: 'keyCompromise', first: true });
    expect(await test.registry.client.certificate.findUnique({ where: { serialNumber } })).toMatchObject({
      revokedAt: outcome.revokedAt,
      revocationReason: 'keyCompromise',
    });
    expect(test.announcements.heard.at(-1)).toEqual({
      name: 'certificate.revoked',
      event: {
        serialNumber,
        fingerprintSha256: certificate.fingerprintSha256,
        deviceId,
        revokedAt: outcome.revokedAt.toISOString(),
        reason: 'keyCompromise',
      },
    });
    expect(
      await test.registry.client.auditEvent.findFirst({
        where: { action: 'certificate.revoked', subjectId: serialNumber },
      }),
    ).toMatchObject({ actorId: admin.personId, details: { deviceId, reason: 'keyCompromise' } });
  });

  it('gives the first answer when it is repeated, whatever reason is then named, and tells the brokers again', async () => {
    const { serialNumber, admin } = await aCertificate();
    const first = await test.fleet.revocation.revoke(admin, serialNumber, 'superseded');
    test.clock.advance(5000);
    const told = test.announcements.heard.length;
    const second = await test.fleet.revocation.revoke(admin, serialNumber, 'keyCompromise');
    expect(second).toEqual({ ...first, first: false });
    expect(test.announcements.heard).toHaveLength(told + 1);
  });

  it('revokes once when two do it at the same time', async () => {
    const { serialNumber, admin } = await aCertificate();
    const outcomes = await Promise.all([
      test.fleet.revocation.revoke(admin, serialNumber, 'superseded'),
      test.fleet.revocation.revoke(admin, serialNumber, 'keyCompromise'),
    ]);
    expect(outcomes.filter(({ first }) => first)).toHaveLength(1);
    expect(outcomes[0]!.reason).toBe(outcomes[1]!.reason);
  });

  it('is for administrators of the owner and of whoever is above it', async () => {
    const { serialNumber, organization } = await aCertificate();
    for (const actor of [test.actorIn(organization, 'member'), test.actorIn(test.provider, 'member')]) {
      await expect(test.fleet.revocation.revoke(actor, serialNumber, 'unspecified')).rejects.toMatchObject({
        kind: 'forbidden',
      });
    }
    await expect(
      test.fleet.revocation.revoke(test.actorIn(test.otherProvider), serialNumber, 'unspecified'),
    ).rejects.toMatchObject({ code: 'fleet.certificate-unknown' });
    await expect(
      test.fleet.revocation.revoke(test.actorIn(test.provider), serialNumber, 'unspecified'),
    ).resolves.toMatchObject({ first: true });
  });

  it('does not know certificates of the platform itself, nor made-up ones', async () => {
    const operator = test.actorIn(test.operator);
    await expect(test.fleet.revocation.revoke(operator, '4fa0', 'unspecified')).rejects.toMatchObject({
      code: 'fleet.certificate-unknown',
    });
  });
});

describe('the revocation list', () => {
  it('holds each revocation as soon as it is committed, and verifies under the issuing authority', async () => {
    const { serialNumber, admin } = await aCertificate();
    expect(await listAsText()).not.toContain(serialNumber.toUpperCase());
    await test.fleet.revocation.revoke(admin, serialNumber, 'keyCompromise');
    const text = await listAsText();
    expect(text).toContain(serialNumber.toUpperCase());
    expect(text).toContain('Key Compromise');
  });

  it('is signed once for many who ask, and again after a day, with a larger number', async () => {
    const first = await test.fleet.revocationList.current();
    const same = await Promise.all(Array.from({ length: 10 }, () => test.fleet.revocationList.current()));
    for (const list of same) expect(list).toBe(first);
    test.clock.advance(DAY_MS);
    const next = await test.fleet.revocationList.current();
    expect(next.thisUpdate > first.thisUpdate).toBe(true);
    expect(next.nextUpdate.getTime() - next.thisUpdate.getTime()).toBe(7 * DAY_MS);
  });

  it('forgets a certificate a week after its end, and not before (RFC 5280 §3.3)', async () => {
    const { serialNumber, certificate, admin } = await aCertificate();
    await test.fleet.revocation.revoke(admin, serialNumber, 'superseded');
    const week = 7 * DAY_MS;
    test.clock.advance(certificate.notAfter.getTime() - test.clock.now().getTime() + week - 1000);
    expect(await listAsText()).toContain(serialNumber.toUpperCase());
    test.clock.advance(DAY_MS);
    expect(await listAsText()).not.toContain(serialNumber.toUpperCase());
  });
});
