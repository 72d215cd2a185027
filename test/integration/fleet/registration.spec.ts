import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { aForm, type FleetUnderTest, startFleet } from './fleet-under-test.js';

let test: FleetUnderTest;
beforeAll(async () => {
  test = await startFleet();
}, DATABASE_START_LIMIT_MS);
afterAll(() => test.stop(), DATABASE_START_LIMIT_MS);

/** How many rows each table the form writes to has. */
async function rowCounts() {
  const { client } = test.registry;
  return {
    organizations: await client.organization.count(),
    people: await client.person.count(),
    memberships: await client.membership.count(),
    accountLinks: await client.accountLink.count(),
    mails: await client.outboxMail.count(),
    sites: await client.site.count(),
    devices: await client.device.count(),
    assets: await client.asset.count(),
    installations: await client.installation.count(),
    contracts: await client.serviceContract.count(),
    audit: await client.auditEvent.count(),
  };
}

describe('registration', () => {
  it('R1-02, R1-04, R1-27: makes customer, person, device, asset, site, contract and two mails from one form', async () => {
    const provider = test.actorIn(test.provider);
    const form = aForm({
      leaseMonths: 3,
      startDate: '2026-11-30',
      salesOrderNumber: 'SO-1',
      serviceContractNumber: 'SC-9',
      site: { name: 'Plant', lat: 52.2, lon: 21 },
    });
    const before = await rowCounts();
    const { organization, person, registration } = await test.fleet.registration.register(provider, form);
    expect(organization).toMatchObject({ kind: 'customer', parentId: test.provider.id, status: 'invited' });
    const device = await test.registry.client.device.findUniqueOrThrow({
      where: { id: registration.device.id },
      include: { site: true, installations: { include: { asset: true } }, contracts: true },
    });
    expect(device).toMatchObject({
      organizationId: organization.id,
      serialNumber: form.device.serialNumber,
      macAddress: form.device.macAddress,
      lifecycle: 'registered',
      site: { name: 'Plant', lat: 52.2, lon: 21, organizationId: organization.id },
      installations: [{ removedAt: null, asset: { serialNumber: form.equipment.serialNumber } }],
      contracts: [
        {
          startDate: new Date('2026-11-30'),
          endDate: new Date('2027-02-28'),
          leaseMonths: 3,
          salesOrderNumber: 'SO-1',
          serviceContractNumber: 'SC-9',
          providerId: test.provider.id,
          customerId: organization.id,
        },
      ],
    });
    const mails = await test.registry.client.outboxMail.findMany({ where: { recipient: person.email } });
    // Two with a link (R1-27), and the summary that tells to expect them (R1-28).
    expect(mails.map(({ template }) => template).sort()).toEqual(['activation', 'password', 'registration-summary']);
    const after = await rowCounts();
    expect(after).toMatchObject({ devices: before.devices + 1, people: before.people + 1, mails: before.mails + 3 });
  });

  it('R1-08, R1-09: adds a second device to an existing customer and person, without another account or mail', async () => {
    const provider = test.actorIn(test.provider);
    const first = await test.fleet.registration.register(provider, aForm());
    const before = await rowCounts();
    const organization = { id: first.organization.id };
    const person = { id: first.person.id };
    const second = await test.fleet.registration.register(provider, aForm({ organization, person }));
    expect(second.organization.id).toBe(first.organization.id);
    const after = await rowCounts();
    expect(after).toMatchObject({
      organizations: before.organizations,
      people: before.people,
      memberships: before.memberships,
      mails: before.mails,
      devices: before.devices + 1,
      contracts: before.contracts + 1,
    });
  });

  it.each([
    ['serial number', { serialNumber: true, macAddress: false }, ['device.serialNumber']],
    ['MAC address', { serialNumber: false, macAddress: true }, ['device.macAddress']],
    ['both', { serialNumber: true, macAddress: true }, ['device.serialNumber', 'device.macAddress']],
  ])('R1-26: refuses a taken %s, names the field, and makes nothing', async (_what, same, paths) => {
    const provider = test.actorIn(test.provider);
    const taken = aForm();
    await test.fleet.registration.register(provider, taken);
    const form = aForm();
    const device = {
      ...form.device,
      ...(same.serialNumber && { serialNumber: taken.device.serialNumber }),
      ...(same.macAddress && { macAddress: taken.device.macAddress }),
    };
    const before = await rowCounts();
    const refusal = await test.fleet.registration.register(provider, { ...form, device }).catch((cause) => cause);
    expect(refusal).toMatchObject({ code: 'fleet.device-taken', kind: 'conflict' });
    expect(refusal.details.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    if (same.serialNumber) expect(refusal.message).toContain(`serial number ${taken.device.serialNumber}`);
    if (same.macAddress) expect(refusal.message).toContain(`MAC address ${taken.device.macAddress}`);
    expect(await rowCounts()).toEqual(before);
  });

  it('R1-26: refuses a taken e-mail address, names the field, and makes nothing', async () => {
    const provider = test.actorIn(test.provider);
    const { person } = await test.fleet.registration.register(provider, aForm());
    const before = await rowCounts();
    const form = aForm({ person: { firstName: 'A', lastName: 'B', email: person.email, phone: '123' } });
    await expect(test.fleet.registration.register(provider, form)).rejects.toMatchObject({
      code: 'identity.email-taken',
      details: { field: 'person.email' },
    });
    expect(await rowCounts()).toEqual(before);
  });

  it.each([
    ['serial number', 'serialNumber'],
    ['MAC address', 'macAddress'],
  ] as const)('R1-26: lets exactly one of 20 registrations of the same %s at once through', async (_what, field) => {
    const provider = test.actorIn(test.provider);
    const wanted = aForm().device[field];
    const forms = Array.from({ length: 20 }, () => aForm()).map((form) => ({
      ...form,
      device: { ...form.device, [field]: wanted },
    }));
    const before = await rowCounts();
    const outcomes = await Promise.allSettled(forms.map((form) => test.fleet.registration.register(provider, form)));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(19);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: 'fleet.device-taken',
        details: { errors: [{ path: `device.${field}`, message: expect.stringContaining(wanted) }] },
      });
    }
    const after = await rowCounts();
    expect(after).toMatchObject({
      organizations: before.organizations + 1,
      people: before.people + 1,
      devices: before.devices + 1,
      assets: before.assets + 1,
      contracts: before.contracts + 1,
      mails: before.mails + 3,
    });
  });

  it('R1-04: leaves nothing behind when the last table refuses', async () => {
    const provider = test.actorIn(test.provider);
    const { client } = test.registry;
    await client.$executeRaw`
      ALTER TABLE service_contract ADD CONSTRAINT broken CHECK (sales_order_number <> 'BROKEN')`;
    const before = await rowCounts();
    const form = aForm({ salesOrderNumber: 'BROKEN', site: { name: 'Plant' } });
    await expect(test.fleet.registration.register(provider, form)).rejects.toThrow();
    expect(await rowCounts()).toEqual(before);
    await client.$executeRaw`ALTER TABLE service_contract DROP CONSTRAINT broken`;
    await expect(test.fleet.registration.register(provider, form)).resolves.toBeDefined();
  });

  it.each([
    [
      'device.type',
      { device: { type: 'Toaster', serialNumber: 'X1', macAddress: '02C0B7000001' } },
      '"RemotEye 4", "Sensor"',
    ],
    [
      'equipment.model',
      { equipment: { model: 'Toaster', modelNumber: 'T', serialNumber: '1' } },
      '"Transformer", "UPS"',
    ],
  ])('R1-14, R1-18: refuses an unknown %s and lists the known ones', async (field, differences, known) => {
    const provider = test.actorIn(test.provider);
    const refusal = await test.fleet.registration.register(provider, aForm(differences)).catch((cause) => cause);
    expect(refusal).toMatchObject({ code: 'fleet.model-unknown', kind: 'invalid', details: { field } });
    expect(refusal.message).toContain(known);
  });

  it('R0-19: refuses an asset beyond the limit of the customer, with both figures, also when two come at once', async () => {
    const provider = test.actorIn(test.provider);
    const { organization, person } = await test.fleet.registration.register(provider, aForm());
    await test.registry.client.organization.update({ where: { id: organization.id }, data: { assetLimit: 2 } });
    const more = () => aForm({ organization: { id: organization.id }, person: { id: person.id } });
    const outcomes = await Promise.allSettled(
      [more(), more()].map((form) => test.fleet.registration.register(provider, form)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(test.fleet.registration.register(provider, more())).rejects.toMatchObject({
      code: 'fleet.asset-limit',
      message: expect.stringContaining('has 2 assets, and its limit is 2'),
    });
  });

  it('R1-01, R1-03: refuses everybody who is not of a provider or the operator, whatever the form says', async () => {
    const customer = await test.addOrganization('customer', test.provider);
    const { device } = (await test.fleet.registration.register(test.actorIn(test.provider), aForm())).registration;
    const forms = [
      aForm(),
      aForm({ device: { type: 'Toaster', serialNumber: device.serialNumber, macAddress: '02C0B7000002' } }),
    ];
    for (const form of forms) {
      for (const role of ['admin', 'member', 'viewer'] as const) {
        await expect(test.fleet.registration.register(test.actorIn(customer, role), form)).rejects.toMatchObject({
          kind: 'forbidden',
        });
      }
      await expect(test.fleet.registration.register(test.actorIn(test.provider, 'viewer'), form)).rejects.toMatchObject(
        { kind: 'forbidden' },
      );
    }
  });

  it('hides customers of another provider', async () => {
    const { organization } = await test.fleet.registration.register(test.actorIn(test.provider), aForm());
    const form = aForm({ organization: { id: organization.id } });
    await expect(test.fleet.registration.register(test.actorIn(test.otherProvider), form)).rejects.toMatchObject({
      kind: 'not-found',
      details: { field: 'organization.id' },
    });
  });

  it('lets the operator register for a provider it names', async () => {
    const operator = test.actorIn(test.operator);
    const { organization } = await test.fleet.registration.register(operator, aForm({ providerId: test.provider.id }));
    expect(organization.parentId).toBe(test.provider.id);
    await expect(test.fleet.registration.register(operator, aForm())).rejects.toMatchObject({ kind: 'invalid' });
  });
});
