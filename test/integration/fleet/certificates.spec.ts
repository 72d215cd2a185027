import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { Client } from 'pg';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { aCertificationRequest, DATABASE_START_LIMIT_MS, withoutAuditEvent } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** A registered device with people of its owner. */
async function aDevice(type: 'Sensor' | 'RemotEye 4' = 'Sensor') {
  const form = aForm();
  const device = { ...form.device, type };
  const registered = await test.fleet.registration.register(test.actorIn(test.provider), { ...form, device });
  const { id } = registered.registration.device;
  return {
    id,
    serialNumber: device.serialNumber,
    owner: registered.organization,
    admin: test.actorIn(registered.organization, 'admin'),
    member: test.actorIn(registered.organization, 'member'),
    viewer: test.actorIn(registered.organization, 'viewer'),
  };
}
const issue = (actor: Actor, id: DeviceId, form = {}) => test.fleet.certificates.issue(actor, id, form);
const blocks = (pem: string) => pem.split(/(?<=-----END CERTIFICATE-----\n)/).filter((block) => block !== '');

/** Certificates of a device that were issued or revoked without an audit event that says so. */
async function unaccounted(id: DeviceId) {
  const rows = await test.registry.client.certificate.findMany({ where: { deviceId: id } });
  const happened = rows.flatMap(({ serialNumber, issuedAt, revokedAt }) => [
    ...(issuedAt ? [`certificate.issued ${serialNumber}`] : []),
    ...(revokedAt ? [`certificate.revoked ${serialNumber}`] : []),
  ]);
  const subjectId = { in: rows.map(({ serialNumber }) => serialNumber) };
  const events = await test.registry.client.auditEvent.findMany({ where: { subjectId } });
  const told = new Set(events.map((event) => `${event.action} ${event.subjectId}`));
  return happened.filter((entry) => !told.has(entry));
}

describe('issuing certificates to devices', () => {
  it.each([
    ['Sensor', 'ec-p256', 'ec'],
    ['RemotEye 4', 'rsa-2048', 'rsa'],
  ] as const)(
    'R1-35: gives a %s a key of its model and one file for both places of its form',
    async (type, algorithm, kind) => {
      const { id, serialNumber, admin } = await aDevice(type);
      const { certificate, files } = await issue(admin, id);
      expect(files.map(({ name }) => name)).toEqual([`${serialNumber}.key`, `${serialNumber}.pem`]);
      const [keyFile, pemFile] = files;
      const key = createPrivateKey(keyFile!.content);
      const [leaf, issuing, root] = blocks(pemFile!.content).map((block) => new X509Certificate(block));
      expect(key.asymmetricKeyType).toBe(kind);
      expect(certificate.keyAlgorithm).toBe(algorithm);
      expect(leaf!.checkPrivateKey(key)).toBe(true);
      expect(leaf!.subject).toBe(`CN=${id}`);
      expect(leaf!.subjectAltName).toBe(`URI:urn:uuid:${id}`);
      expect(
        leaf!.verify(issuing!.publicKey) && issuing!.verify(root!.publicKey) && root!.verify(root!.publicKey),
      ).toBe(true);
      expect(root!.raw.equals(test.authority.root.der)).toBe(true);
    },
  );

  it('R0-15: leaves the former owner none when the device is handed over while its key is made', async () => {
    const other = await test.addOrganization('customer', test.provider, 'Next owner');
    for (const round of [1, 2, 3, 4]) {
      const { id, admin } = await aDevice('RemotEye 4');
      const [issued, assigned] = await Promise.allSettled([
        issue(admin, id),
        test.fleet.assignments.assign(test.actorIn(test.provider), [id], other.id, `round ${round}`),
      ]);
      expect(assigned.status).toBe('fulfilled');
      if (issued.status === 'rejected') expect(issued.reason).toMatchObject({ code: 'fleet.device-unknown' });
      const left = await test.registry.client.certificate.findMany({ where: { deviceId: id, revokedAt: null } });
      expect(left).toEqual([]);
      expect(await unaccounted(id)).toEqual([]);
    }
  });

  it('hands none out when the device is transferred between reserving and recording', async () => {
    const other = await test.addOrganization('customer', test.provider, 'Owner from then on');
    const { id, admin } = await aDevice();
    const sign = test.authority.issuer.sign.bind(test.authority.issuer);
    const signing = jest.spyOn(test.authority.issuer, 'sign').mockImplementationOnce(async (reserved) => {
      await test.fleet.assignments.assign(test.actorIn(test.provider), [id], other.id, 'in between');
      return sign(reserved);
    });
    await expect(issue(admin, id)).rejects.toMatchObject({ code: 'fleet.device-unknown' });
    signing.mockRestore();
    const rows = await test.registry.client.certificate.findMany({ where: { deviceId: id } });
    expect(rows).toMatchObject([{ issuedAt: null, revocationReason: 'affiliationChanged' }]);
    const told = { action: 'certificate.issued', subjectId: rows[0]?.serialNumber ?? '' };
    expect(await test.registry.client.auditEvent.count({ where: told })).toBe(0);
  });

  it('tells the provider, who still sees it, that the device was transferred', async () => {
    const { id, owner } = await aDevice();
    const other = await test.addOrganization('customer', test.provider, 'Yet another owner');
    const operator = test.actorIn(test.provider, 'admin');
    await test.registry.client.organization.updateMany({
      where: { id: { in: [owner.id, other.id] } },
      data: { delegatesCertificates: true },
    });
    const { pem } = await aCertificationRequest();
    const sign = test.authority.issuer.sign.bind(test.authority.issuer);
    const signing = jest.spyOn(test.authority.issuer, 'sign').mockImplementationOnce(async (reserved) => {
      await test.fleet.assignments.assign(operator, [id], other.id, 'in between');
      return sign(reserved);
    });
    await expect(issue(operator, id, { csr: pem })).rejects.toMatchObject({ code: 'fleet.device-transferred' });
    signing.mockRestore();
    await expect(issue(operator, id, { csr: pem })).resolves.toBeDefined();
  });

  it('asks the database four times, and twice for a change, for a key the device has made', async () => {
    const { id, admin } = await aDevice();
    const { pem } = await aCertificationRequest();
    const asked = jest.spyOn(Client.prototype, 'query');
    await issue(admin, id, { csr: pem });
    const statements = asked.mock.calls.map(([query]: readonly unknown[]) =>
      typeof query === 'string' ? query : String((query as { text?: string }).text),
    );
    asked.mockRestore();
    expect(statements).toEqual([
      expect.stringContaining('FROM device d'),
      expect.stringContaining('FROM service_contract'),
      expect.stringContaining('reserve_device_certificate'),
      expect.stringMatching(/UPDATE certificate.*INSERT INTO audit_event/s),
    ]);
  });

  it('is recorded with its audit event or not at all', async () => {
    const { id, admin } = await aDevice();
    await withoutAuditEvent(test.database.pool, 'certificate.issued', () =>
      expect(issue(admin, id)).rejects.toThrow('No room for certificate.issued.'),
    );
    expect(await test.registry.client.certificate.findMany({ where: { deviceId: id } })).toMatchObject([
      { issuedAt: null, fingerprintSha256: null },
    ]);
    expect((await test.fleet.reader.device(id, test.clock.now()))?.lifecycle).toBe('registered');
    await issue(admin, id);
    expect(await unaccounted(id)).toEqual([]);
  });

  it('makes the device active with its first certificate', async () => {
    const { id, admin } = await aDevice();
    await issue(admin, id);
    expect((await test.fleet.reader.device(id, test.clock.now()))?.lifecycle).toBe('active');
  });

  it('certifies the key of a request, gives no key back, and does not use its subject', async () => {
    const { id, admin } = await aDevice();
    const { pem, key } = await aCertificationRequest({ subject: 'CN=somebody-else' });
    const { certificate, files } = await issue(admin, id, { csr: pem });
    expect(files).toHaveLength(1);
    expect(certificate.subjectCommonName).toBe(id);
    expect(certificate.publicKey.equals(createPublicKey(key))).toBe(true);
  });

  it.each(['RemotEye 4', 'Sensor'] as const)('adds a .p12 file for a %s under the given password', async (type) => {
    const { id, serialNumber, admin } = await aDevice(type);
    const { files } = await issue(admin, id, { pkcs12Password: 'correct horse battery' });
    expect(files.at(2)).toMatchObject({ name: `${serialNumber}.p12`, encoding: 'base64' });
  });

  it('refuses a .p12 file with a short password before a certificate is issued', async () => {
    const { id, admin } = await aDevice('RemotEye 4');
    await expect(issue(admin, id, { pkcs12Password: 'short' })).rejects.toMatchObject({
      code: 'pki.password-too-short',
    });
    expect(await test.registry.client.certificate.count({ where: { deviceId: id } })).toBe(0);
  });

  it('R1-36: keeps the private key nowhere in the database', async () => {
    const { id, admin } = await aDevice();
    const { files } = await issue(admin, id);
    const key = files[0]!.content.split('\n').slice(1, -2).join('');
    const { rows: tables } = await test.database.pool.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'telemetry')`,
    );
    for (const { name } of tables) {
      const { rows } = await test.database.pool.query(`SELECT t::text AS text FROM ${name} t`);
      for (const { text } of rows) {
        expect(text).not.toContain('PRIVATE KEY');
        expect(text.replace(/\\n|\n/g, '')).not.toContain(key.slice(40, 100));
      }
    }
  });

  it('R1-34: is for admins and members of the owner, and for a provider it delegates to', async () => {
    const { id, owner, member, viewer } = await aDevice();
    const provider = test.actorIn(test.provider, 'member');
    const operator = test.actorIn(test.operator);
    await expect(issue(member, id)).resolves.toBeDefined();
    for (const refused of [viewer, provider, operator]) {
      await expect(issue(refused, id)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await test.registry.client.organization.update({ where: { id: owner.id }, data: { delegatesCertificates: true } });
    await expect(issue(provider, id)).resolves.toBeDefined();
    await expect(issue(test.actorIn(test.provider, 'viewer'), id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(issue(operator, id)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('R1-34: hides the device from other providers and other customers', async () => {
    const [{ id }, stranger] = [await aDevice(), await aDevice()];
    for (const actor of [stranger.admin, test.actorIn(test.otherProvider)]) {
      await expect(issue(actor, id)).rejects.toMatchObject({ code: 'fleet.device-unknown' });
      await expect(test.fleet.certificates.list(actor, id)).rejects.toMatchObject({ code: 'fleet.device-unknown' });
    }
  });

  it('gives a suspended device none', async () => {
    const { id, admin } = await aDevice();
    await issue(admin, id);
    await test.fleet.devices.suspend(test.actorIn(test.provider), id, 'unpaid');
    await expect(issue(admin, id)).rejects.toMatchObject({ code: 'fleet.device-not-enrollable' });
  });

  it('gives at most five valid ones, also when twelve are asked for at once, and one more after a revocation', async () => {
    const { id, admin } = await aDevice();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => issue(admin, id)));
    const issued = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(issued).toHaveLength(5);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'fleet.too-many-certificates' });
    }
    await test.fleet.revocation.revoke(admin, issued[0]!.certificate.serialNumber, 'superseded');
    await expect(issue(admin, id)).resolves.toBeDefined();
    await expect(issue(admin, id)).rejects.toMatchObject({ code: 'fleet.too-many-certificates' });
  });

  it('keeps the serial number when signing fails, and counts it for a minute', async () => {
    const { id, admin } = await aDevice();
    const failing = jest.spyOn(test.authority.issuer, 'sign').mockRejectedValueOnce(new Error('HSM offline'));
    await expect(issue(admin, id)).rejects.toThrow('HSM offline');
    failing.mockRestore();
    const rows = await test.registry.client.certificate.findMany({ where: { deviceId: id } });
    expect(rows).toMatchObject([{ issuedAt: null, fingerprintSha256: null, requestedById: admin.personId }]);
    expect((await test.fleet.reader.device(id, test.clock.now()))?.lifecycle).toBe('registered');
    for (let others = 0; others < 4; others += 1) await issue(admin, id);
    await expect(issue(admin, id)).rejects.toMatchObject({ code: 'fleet.too-many-certificates' });
    test.clock.advance(61_000);
    await expect(issue(admin, id)).resolves.toBeDefined();
    await expect(test.fleet.revocation.revoke(admin, rows[0]!.serialNumber, 'unspecified')).resolves.toMatchObject({
      first: true,
    });
  });

  it('lists them newest first, without what was only reserved', async () => {
    const { id, admin, viewer } = await aDevice();
    const first = await issue(admin, id);
    test.clock.advance(1000);
    const second = await issue(admin, id);
    const listed = await test.fleet.certificates.list(viewer, id);
    expect(listed.map(({ serialNumber }) => serialNumber)).toEqual([
      second.certificate.serialNumber,
      first.certificate.serialNumber,
    ]);
    expect(createPublicKey(listed[1]!.pem).equals(first.certificate.publicKey)).toBe(true);
  });
});
