import { newOfflineMeasurement } from '#libs/contracts/http';
import { MeasurementBatches, type MeasurementRow } from '#libs/equipment';
import { newUuid, type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { DATABASE_START_LIMIT_MS } from '#libs/testing';
import { type FleetApi, startFleetApi } from './running-fleet.js';

jest.setTimeout(60_000);

let api: FleetApi;
let batches: MeasurementBatches;
let customer: OrganizationId;
let by: PersonId;
let assetId: string;
let serialNumber: string;
beforeAll(async () => {
  api = await startFleetApi();
  batches = new MeasurementBatches(api.database.registry);
  const made = await api.aDevice(await api.aProvider());
  customer = organizationId(made.organization.id);
  by = personId(made.person.id);
  assetId = made.asset.id;
  serialNumber = made.form.equipment.serialNumber;
}, DATABASE_START_LIMIT_MS);
afterAll(() => api.stop(), DATABASE_START_LIMIT_MS);

const row = (names: Partial<MeasurementRow>, sampledAt: string, values: object): MeasurementRow => ({
  assetSerialNumber: null,
  externalId: null,
  ...names,
  measurement: newOfflineMeasurement.parse({ sampledAt, ...values }),
});
const day = (number: number) => new Date(Date.UTC(2026, 2, number)).toISOString();
const at = new Date('2026-11-22T00:00:00Z');

/** Another machine of the customer, like the first but for these. */
async function anotherAsset(differences: { serialNumber: string; modelNumber?: string; externalId?: string }) {
  const { client } = api.database.registry;
  const {
    attributes: _,
    configuration: _c,
    ...like
  } = await client.asset.findUniqueOrThrow({ where: { id: assetId } });
  const id = newUuid(at);
  await client.asset.create({ data: { ...like, id, ...differences } });
  return id;
}

const match = (rows: readonly MeasurementRow[], lock = false) =>
  api.database.registry.run(() => batches.match(customer, rows, lock));

describe('measurements of many assets', () => {
  it('R0-28: rows find their asset by serial number, external id or both, each in its place', async () => {
    const other = await anotherAsset({ serialNumber: 'OTHER-1', externalId: 'ERP-7' });
    const rows = [
      row({ externalId: 'ERP-7' }, day(1), { hydrogen: 1 }),
      row({ assetSerialNumber: serialNumber }, day(1), { hydrogen: 1 }),
      row({ assetSerialNumber: serialNumber, externalId: 'ERP-7' }, day(1), { hydrogen: 1 }),
      row({ assetSerialNumber: 'OTHER-1', externalId: 'ERP-7' }, day(1), { hydrogen: 1 }),
      row({ assetSerialNumber: 'nobody' }, day(1), { hydrogen: 1 }),
    ];
    for (const lock of [false, true]) {
      const found = await match(rows, lock);
      expect(found.map(({ assetIds }) => assetIds)).toEqual([[other], [assetId], [], [other], []]);
      expect(found.every(({ existing }) => existing === null)).toBe(true);
    }
  });

  it('R0-28: a name that fits two assets is told from one that fits one', async () => {
    await anotherAsset({ serialNumber: 'TWIN', modelNumber: 'A' });
    await anotherAsset({ serialNumber: 'TWIN', modelNumber: 'B' });
    const [found] = await match([row({ assetSerialNumber: 'TWIN' }, day(1), { hydrogen: 1 })]);
    expect(found?.assetIds).toHaveLength(2);
  });

  it('R0-28: assets of others are not found', async () => {
    const other = await api.aDevice(await api.aProvider());
    const theirs = row({ assetSerialNumber: other.form.equipment.serialNumber }, day(1), { hydrogen: 1 });
    expect(await match([theirs])).toEqual([{ assetIds: [], existing: null }]);
  });

  it('R0-28: the same rows twice are one state; values a row does not have stay, the last of equal samples counts', async () => {
    const first = newOfflineMeasurement.parse({ sampledAt: day(5), hydrogen: 1, methane: 0, note: 'a' });
    const later = newOfflineMeasurement.parse({ sampledAt: day(5), hydrogen: 2, laboratory: 'L' });
    const put = (...measurements: (typeof first)[]) =>
      batches.put(
        measurements.map((measurement) => ({ assetId, measurement })),
        by,
        at,
      );
    expect(await put(first, { ...first, hydrogen: 7 }, first)).toEqual({ added: 1, changed: 0 });
    expect(await put(first)).toEqual({ added: 0, changed: 0 });
    expect(await put(later)).toEqual({ added: 0, changed: 1 });
    expect(await put(later)).toEqual({ added: 0, changed: 0 });
    const [found] = await match([row({ assetSerialNumber: serialNumber }, day(5), { hydrogen: 9 })]);
    expect(found?.existing).toMatchObject({ hydrogen: 2, methane: 0, ethane: null, laboratory: 'L', note: 'a' });
    expect(found?.existing?.sampledAt).toEqual(new Date(day(5)));
  });

  it('R0-28: a thousand rows are two statements, and none are none', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) =>
      row({ assetSerialNumber: serialNumber }, new Date(Date.UTC(2020, 0, 1, index)).toISOString(), {
        acidity: index / 100,
      }),
    );
    const found = await match(rows, true);
    expect(found).toHaveLength(1000);
    const samples = rows.map(({ measurement }) => ({ assetId, measurement }));
    expect(await batches.put(samples, by, at)).toEqual({ added: 1000, changed: 0 });
    expect(await batches.put(samples, by, at)).toEqual({ added: 0, changed: 0 });
    expect(await batches.put([], by, at)).toEqual({ added: 0, changed: 0 });
    expect(await match([])).toEqual([]);
  });
});
