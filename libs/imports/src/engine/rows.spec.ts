import fc from 'fast-check';
import type { EquipmentModel } from '#libs/equipment';
import { organizationId } from '#libs/kernel';
import { compareAsset, type ExistingAsset, readAssetRow } from '../assets/asset-rows.js';
import { type CustomerWorld, compareCustomer, readCustomerRow } from '../customers/customer-rows.js';
import { compareDevice, type DeviceWorld, type ExistingDevice, readDeviceRow } from '../devices/device-rows.js';
import type { RowCells } from './import-columns.js';
import { confirmedRows, type PlannedRow } from './row-planning.js';

/** The cells in another order of columns. */
const reordered = (cells: RowCells): RowCells => Object.fromEntries(Object.entries(cells).reverse());
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const word = fc.stringMatching(/^[A-Za-z0-9]{1,10}$/);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('rows of devices', () => {
  const world = (devices: readonly ExistingDevice[]): DeviceWorld => ({
    provider: { name: 'North Power' },
    types: ['Sensor', 'RemotEye 4'],
    bySerialNumber: new Map(devices.map((device) => [device.serialNumber, device])),
    byMacAddress: new Map(devices.map((device) => [device.macAddress, device])),
    mayRename: true,
  });
  const cells = fc.record({
    serialNumber: word,
    macAddress: fc.integer({ min: 1, max: 0xffffff }).map((n) => `0200${n.toString(16).padStart(8, '0')}`),
    type: fc.constantFrom('Sensor', 'sensor', 'RemotEye 4'),
    name: optional(word),
  });

  it('mean the same in any order of columns; once applied, they are unchanged', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const read = readDeviceRow(row);
        expect(readDeviceRow(reordered(row))).toEqual(read);
        if (!('wanted' in read)) throw new Error('The row is good.');
        const { wanted } = read;
        expect(compareDevice(wanted, world([])).outcome).toBe('create');
        const type = world([]).types.find((name) => name.toLowerCase() === wanted.type.toLowerCase()) ?? '';
        const name = wanted.name ?? wanted.serialNumber;
        const owner = { id: 'p', name: 'North Power' };
        const applied: ExistingDevice = {
          ...wanted,
          id: 'd',
          type,
          name,
          lifecycle: 'registered',
          owner,
          isBelow: true,
          isInCentralStock: false,
        };
        expect(compareDevice(wanted, world([applied])).outcome).toBe('unchanged');
        const elsewhere = { ...applied, isBelow: false };
        expect(compareDevice(wanted, world([elsewhere])).outcome).toBe('bad');
        const inStock = { ...elsewhere, isInCentralStock: true, owner: { id: 'o', name: 'Operator' } };
        expect(compareDevice(wanted, world([inStock]))).toMatchObject({
          outcome: 'change',
          difference: { organization: ['Operator', 'North Power'] },
        });
        expect(compareDevice(wanted, world([{ ...inStock, lifecycle: 'retired' }])).outcome).toBe('bad');
      }),
    );
  });
});

describe('rows of customers', () => {
  const cells = fc.record({
    name: word,
    address: optional(word),
    contactName: optional(word),
    contactEmail: optional(word.map((name) => `${name}@customer.example`)),
    language: optional(fc.constantFrom('en', 'pl')),
    timeZone: optional(fc.constantFrom('Europe/Warsaw', 'UTC')),
    assetLimit: optional(fc.constantFrom('0', '7', 'unlimited', 'Unlimited')),
  });

  it('mean the same in any order of columns; once applied, they are unchanged', () => {
    fc.assert(
      fc.property(cells, cells, (row, before) => {
        const read = readCustomerRow(row);
        expect(readCustomerRow(reordered(row))).toEqual(read);
        const earlier = readCustomerRow({ ...before, name: row.name.toUpperCase() });
        if (!('wanted' in read && 'wanted' in earlier)) throw new Error('The rows are good.');
        const empty = { address: null, contactName: null, contactEmail: null, contactPhone: null, brandingName: null };
        const defaults = { ...empty, assetLimit: null, language: 'en', timeZone: 'UTC' } as const;
        const given = (wanted: object) =>
          Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
        const existing = { ...defaults, ...given(earlier.wanted), id: organizationId('c'), name: earlier.wanted.name };
        const world = (...customers: (typeof existing)[]): CustomerWorld => ({
          byName: new Map(customers.length > 0 ? [[row.name.toLowerCase(), customers]] : []),
          mayEdit: true,
          mayLimit: true,
        });
        expect(compareCustomer(read.wanted, world()).outcome).toBe('create');
        const applied = { ...existing, ...given(read.wanted), name: existing.name };
        expect(compareCustomer(read.wanted, world(applied)).outcome).toBe('unchanged');
        expect(compareCustomer(read.wanted, world(applied, existing)).outcome).toBe('bad');
        const found = compareCustomer(read.wanted, world(existing));
        expect(found.outcome === 'change').toBe(JSON.stringify(applied) !== JSON.stringify(existing));
        const readOnly = compareCustomer(read.wanted, { ...world(existing), mayEdit: false });
        expect(readOnly.outcome).toBe(found.outcome === 'change' ? 'bad' : 'unchanged');
      }),
    );
  });
});

describe('rows of assets', () => {
  const model: EquipmentModel = {
    id: 'm',
    owner: null,
    name: 'UPS',
    manufacturer: null,
    createdAt: new Date(0),
    retiredAt: null,
    kind: {
      id: 'k',
      name: 'UPS',
      attributes: [
        { key: 'ratedPower', label: 'Rated power', type: 'number', required: false, minimum: 0 },
        { key: 'isIndoor', label: 'Indoor', type: 'boolean', required: false },
        { key: 'phases', label: 'Phases', type: 'choice', required: false, choices: ['1', '3'] },
      ],
    },
  };
  const cells = fc.record({
    model: fc.constantFrom('UPS', 'ups'),
    serialNumber: word,
    name: optional(word),
    externalId: optional(word),
    shipDate: optional(day),
    warrantyBegin: optional(day),
    warrantyEnd: optional(day),
    migrated: optional(fc.constantFrom('yes', 'No', 'TRUE', '0')),
    'attribute.ratedPower': optional(fc.constantFrom('18', '0,4', '2.5', '-1', '1,800', 'many')),
    'attribute.isIndoor': optional(fc.constantFrom('yes', 'no', 'perhaps')),
    'attribute.phases': optional(fc.constantFrom('1', '3', '2')),
    'attribute.unheard': optional(fc.constantFrom('x')),
  });

  it('mean the same in any order of columns; once applied, they are unchanged; nothing throws', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const read = readAssetRow(row, 'point');
        expect(readAssetRow(reordered(row), 'point')).toEqual(read);
        if (!('wanted' in read)) throw new Error('Its attributes alone can be wrong, which the model says.');
        const asked = { row: read.wanted, model, modelNumber: 'X' };
        const { verdict, details } = compareAsset(asked, undefined);
        if (!details) {
          expect([verdict.outcome, verdict.problems.length > 0]).toEqual(['bad', true]);
          return;
        }
        expect(verdict.outcome).toBe('create');
        const existing: ExistingAsset = { ...details, id: 'a', model: 'UPS' };
        expect(compareAsset(asked, existing).verdict.outcome).toBe('unchanged');
      }),
    );
  });

  it('shows attributes that go with the change to another model', () => {
    const read = readAssetRow({ model: 'Bare', serialNumber: 'S' }, 'point');
    if (!('wanted' in read)) throw new Error('The row is good.');
    const bare = { ...model, id: 'b', name: 'Bare', kind: { ...model.kind, attributes: [] } };
    const created = compareAsset(
      { row: { ...read.wanted, attributes: { phases: '3' } }, model, modelNumber: 'X' },
      undefined,
    );
    if (!created.details) throw new Error('The row is good.');
    const found = compareAsset(
      { row: read.wanted, model: bare, modelNumber: 'X' },
      { ...created.details, id: 'a', model: 'UPS' },
    );
    expect(found.verdict.difference).toEqual({ model: ['UPS', 'Bare'], 'attribute.phases': ['3', null] });
  });
});

describe('what may be applied', () => {
  const row = { number: 1, cells: [], warnings: [] };
  const planned = (verdict: PlannedRow['verdict']): PlannedRow => ({
    number: 1,
    key: 'k',
    secondKey: null,
    warnings: [],
    verdict,
    effect: 'effect',
  });
  const change = (after: string) =>
    ({ outcome: 'change', difference: { name: ['a', after], x: [null, 1] }, problems: [] }) as const;

  it('is what the check showed, whatever the order its fields are kept in', () => {
    const shown = { ...row, ...change('b'), difference: { x: [null, 1], name: ['a', 'b'] } as const };
    expect(confirmedRows([shown], [planned(change('b'))])).toEqual({ effects: ['effect'], corrected: [] });
  });

  it.each([
    ['another value', change('c'), 'bad'],
    ['another outcome', { outcome: 'create', difference: change('b').difference, problems: [] } as const, 'bad'],
    ['what came about by itself', { outcome: 'unchanged', difference: null, problems: [] } as const, 'unchanged'],
  ])('is not %s', (_what, found, outcome) => {
    const { effects, corrected } = confirmedRows([{ ...row, ...change('b') }], [planned(found)]);
    expect([effects, corrected.map(({ verdict }) => verdict.outcome)]).toEqual([[], [outcome]]);
  });
});
