import { createHash, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PrismaCertificateLedger } from '#libs/certificates';
import type { Actor } from '#libs/identity';
import { DAY_MS, type DeviceId, HOUR_MS } from '#libs/kernel';
import { CertificateSubject, Issuance, serverProfile } from '#libs/pki';
import { aCertificationRequest, DATABASE_START_LIMIT_MS, requestSignedBy } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleetAlone } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleetAlone();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

async function aDevice(provider = test.provider) {
  const form = aForm();
  const registered = await test.fleet.registration.register(test.actorIn(provider), form);
  const { id } = registered.registration.device;
  const admin = test.actorIn(registered.organization, 'admin');
  return { id, serialNumber: form.device.serialNumber, owner: registered.organization, admin };
}
type TestDevice = Awaited<ReturnType<typeof aDevice>>;

const issue = ({ admin, id }: { admin: Actor; id: DeviceId }, csr: string) =>
  test.fleet.certificates.issue(admin, id, { csr });
const revoke = ({ admin }: TestDevice, serialNumber: string, reason: 'keyCompromise' | 'superseded') =>
  test.fleet.revocation.revoke(admin, serialNumber, reason);
const revocationsOf = (id: DeviceId) =>
  test.registry.client.certificate.findMany({
    where: { deviceId: id },
    select: { revocationReason: true },
    orderBy: { reservedAt: 'asc' },
  });
/** What the registry remembers of a key. */
const knownKey = (key: KeyObject) =>
  test.registry.client.publicKey.findUnique({
    where: {
      spkiSha256: createHash('sha256')
        .update(key.export({ type: 'spki', format: 'der' }))
        .digest(),
    },
  });
const auditOf = (action: string, subjectId: string) =>
  test.registry.client.auditEvent.findMany({ where: { action, subjectId } });

/** Somebody with an account who administers the organization: gets its mails. */
async function administratorOf({ id }: { id: string }, email: string) {
  const at = test.clock.now();
  const data = { email, firstName: 'Ada', lastName: 'Li', createdAt: at, updatedAt: at, verifiedAt: at };
  const person = await test.registry.client.person.create({ data: { id: randomUUID(), ...data } });
  await test.registry.client.membership.create({
    data: { organizationId: id, personId: person.id, role: 'admin', createdAt: at },
  });
}
const alarmsTo = async (email: string) =>
  (await test.registry.client.outboxMail.findMany({ where: { template: 'key-alarm', recipient: email } })).map(
    ({ data }) => data as Record<string, string>,
  );

describe('a key that was compromised', () => {
  it('gets no certificate ever again, on its device or another', async () => {
    const [device, other] = [await aDevice(), await aDevice()];
    const { pem } = await aCertificationRequest();
    const { certificate } = await issue(device, pem);
    await revoke(device, certificate.serialNumber, 'keyCompromise');
    test.clock.advance(30 * DAY_MS);
    for (const each of [device, other]) {
      await expect(issue(each, pem)).rejects.toMatchObject({
        code: 'fleet.key-compromised',
        details: { deviceId: each.id },
      });
    }
    expect(await test.registry.client.certificate.count({ where: { deviceId: device.id } })).toBe(1);
  });

  it('is refused in another request, with another subject, by the same key', async () => {
    const device = await aDevice();
    const { pem, key } = await aCertificationRequest();
    const { certificate } = await issue(device, pem);
    await revoke(device, certificate.serialNumber, 'keyCompromise');
    const again = await requestSignedBy(key, 'CN=another name');
    expect(again).not.toBe(pem);
    await expect(issue(device, again)).rejects.toMatchObject({ code: 'fleet.key-compromised' });
  });

  it('takes every certificate that carries it along, and says so to the broker', async () => {
    const device = await aDevice();
    const { pem } = await aCertificationRequest();
    const [first, second] = [await issue(device, pem), await issue(device, pem)];
    await revoke(device, first.certificate.serialNumber, 'keyCompromise');
    expect(await revocationsOf(device.id)).toEqual([
      { revocationReason: 'keyCompromise' },
      { revocationReason: 'keyCompromise' },
    ]);
    const { serialNumber } = second.certificate;
    expect(test.announcements.heard).toContainEqual(
      expect.objectContaining({ name: 'certificate.revoked', event: expect.objectContaining({ serialNumber }) }),
    );
  });

  it('is condemned also when its certificate had been revoked for another reason before', async () => {
    const device = await aDevice();
    const { pem } = await aCertificationRequest();
    const { certificate } = await issue(device, pem);
    await revoke(device, certificate.serialNumber, 'superseded');
    await expect(issue(device, pem)).resolves.toBeDefined();
    const repeated = await revoke(device, certificate.serialNumber, 'keyCompromise');
    expect(repeated).toMatchObject({ first: false, reason: 'superseded' });
    await expect(issue(device, pem)).rejects.toMatchObject({ code: 'fleet.key-compromised' });
    expect(await revocationsOf(device.id)).toEqual([
      { revocationReason: 'superseded' },
      { revocationReason: 'keyCompromise' },
    ]);
    expect(await auditOf('certificate.key-compromised', certificate.serialNumber)).toHaveLength(1);
  });

  it('is remembered when its device is gone', async () => {
    const [device, other] = [await aDevice(), await aDevice()];
    const { pem } = await aCertificationRequest();
    const { certificate } = await issue(device, pem);
    await revoke(device, certificate.serialNumber, 'keyCompromise');
    await test.registry.client.certificate.deleteMany({ where: { deviceId: device.id } });
    await test.registry.client.publicKey.updateMany({ where: { deviceId: device.id }, data: { deviceId: null } });
    await expect(issue(other, pem)).rejects.toMatchObject({ code: 'fleet.key-compromised' });
  });
});

describe('a key that identifies a device', () => {
  it('renews that device and no other', async () => {
    const [device, other] = [await aDevice(), await aDevice()];
    const { pem } = await aCertificationRequest();
    await issue(device, pem);
    await expect(issue(device, pem)).resolves.toBeDefined();
    const refused = await issue(other, pem).catch((cause: Error) => cause);
    expect(refused).toMatchObject({ code: 'fleet.key-in-use', kind: 'conflict' });
    expect(String(refused)).not.toContain(device.id);
    expect(await test.registry.client.certificate.count({ where: { deviceId: other.id } })).toBe(0);
  });

  it('is given to one of two devices when both ask for it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const devices = [await aDevice(), await aDevice(), await aDevice()];
      const { pem } = await aCertificationRequest();
      const outcomes = await Promise.allSettled(devices.map((device) => issue(device, pem)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'fleet.key-in-use' });
      }
    }
  });

  it('is nobody’s when the order was refused for another reason', async () => {
    const [device, other] = [await aDevice(), await aDevice()];
    await issue(device, (await aCertificationRequest()).pem);
    await test.fleet.devices.suspend(test.actorIn(test.provider), device.id, 'unpaid');
    const { pem } = await aCertificationRequest();
    await expect(issue(device, pem)).rejects.toMatchObject({ code: 'fleet.device-not-enrollable' });
    await expect(issue(other, pem)).resolves.toBeDefined();
  });

  it('cannot be that of an authority or of a process of the platform', async () => {
    const device = await aDevice();
    const { issuer, issuing } = test.authority;
    const issuance = new Issuance(issuer, new PrismaCertificateLedger(test.registry, test.clock), test.clock);
    const { pem, key } = await aCertificationRequest();
    const publicKey = createPublicKey(key);
    await issuance.issue(serverProfile, { subject: CertificateSubject.server(['localhost']), publicKey });
    await expect(issue(device, pem)).rejects.toMatchObject({ code: 'fleet.key-in-use' });
    expect(await knownKey(issuing.publicKey)).toMatchObject({ isPlatform: true });
  });
});

describe('the alarm about a key', () => {
  it('is audited, and mailed to those above both devices, each about its own', async () => {
    await administratorOf(test.operator, 'root@operator.example');
    await administratorOf(test.provider, 'ada@north.example');
    await administratorOf(test.otherProvider, 'li@south.example');
    const [device, other] = [await aDevice(test.otherProvider), await aDevice()];
    const { pem } = await aCertificationRequest();
    await issue(device, pem);
    for (let attempt = 0; attempt < 3; attempt += 1) await expect(issue(other, pem)).rejects.toThrow();
    const events = await auditOf('certificate.key-refused', other.id);
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({ organizationId: other.owner.id, details: { reason: 'fleet.key-in-use' } });
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
      device.id,
    );
    expect(await auditOf('certificate.key-presented-twice', device.id)).toHaveLength(3);
    expect(await alarmsTo('ada@north.example')).toMatchObject([
      { deviceSerialNumber: other.serialNumber, finding: 'foreign' },
    ]);
    expect(await alarmsTo('li@south.example')).toMatchObject([
      { deviceSerialNumber: device.serialNumber, finding: 'presented-elsewhere' },
    ]);
    expect(await alarmsTo('root@operator.example')).toHaveLength(2);
  });

  it('is told ten times a day at most for one organization', async () => {
    const provider = await test.addOrganization('provider', test.operator, 'Loud Power');
    await administratorOf(provider, 'eve@loud.example');
    const [device, other] = [await aDevice(provider), await aDevice(provider)];
    for (let n = 0; n < 12; n += 1) {
      const { pem } = await aCertificationRequest();
      const { certificate } = await issue(device, pem);
      await revoke(device, certificate.serialNumber, 'keyCompromise');
      await expect(issue(other, pem)).rejects.toMatchObject({ code: 'fleet.key-compromised' });
    }
    expect((await alarmsTo('eve@loud.example')).filter(({ finding }) => finding === 'compromised')).toHaveLength(10);
    test.clock.advance(25 * HOUR_MS);
    const { pem } = await aCertificationRequest();
    await issue(device, pem);
    await expect(issue(other, pem)).rejects.toThrow();
    expect((await alarmsTo('eve@loud.example')).filter(({ finding }) => finding === 'foreign')).toHaveLength(1);
  });
});

describe('keys that were certified before keys were remembered', () => {
  it('are read from the certificates, and the first device has them', async () => {
    const [device, other] = [await aDevice(), await aDevice()];
    const { pem } = await aCertificationRequest();
    const { certificate } = await issue(device, pem);
    const later = await issue(other, (await aCertificationRequest()).pem);
    const { client } = test.registry;
    const compromised = await aDevice();
    const condemned = await aCertificationRequest();
    const gone = await issue(compromised, condemned.pem);
    await revoke(compromised, gone.certificate.serialNumber, 'keyCompromise');
    // As the version before left it: nothing is known of keys, and two devices have one.
    await client.publicKey.deleteMany({});
    await client.$executeRaw`UPDATE certificate SET spki_sha256 = NULL`;
    await client.publicKey.deleteMany({});
    await client.certificate.update({
      where: { serialNumber: later.certificate.serialNumber },
      data: { pem: certificate.pem, spkiSha256: null },
    });
    await client.publicKey.deleteMany({});
    for (const statement of backfill()) await client.$executeRawUnsafe(statement);
    const known = { deviceId: device.id, isPlatform: false, compromisedAt: null };
    expect(await knownKey(certificate.publicKey)).toMatchObject(known);
    await expect(issue(device, pem)).resolves.toBeDefined();
    await expect(issue(other, pem)).rejects.toMatchObject({ code: 'fleet.key-in-use' });
    await expect(issue(compromised, condemned.pem)).rejects.toMatchObject({ code: 'fleet.key-compromised' });
  });
});

/** The statements of the migration that read what is there. */
function backfill(): string[] {
  const sql = readFileSync('prisma/migrations/20261129030000_public_keys/migration.sql', 'utf8');
  const [, part = ''] = sql.split('-- What is there already');
  const [statements = ''] = part.split('-- Certificates of the version before');
  return statements
    .split(';\n')
    .map((statement) => statement.replace(/^.*\n(?=UPDATE)/, '').trim())
    .filter((statement) => statement !== '');
}
