import { registrationRequest } from './registration.js';

const form = {
  organization: { name: 'Hydro Plant' },
  person: { firstName: 'Ida', lastName: 'Berg', email: 'Ida@Example.com ', phone: '+47 555 01 23' },
  device: { type: 'Sensor', serialNumber: 'sn-1', macAddress: '00c0b71a2b3c' },
  startDate: '2026-11-21',
  equipment: { model: 'Transformer', modelNumber: 'T-100', serialNumber: 'TR 77' },
};
const without = (section: 'person' | 'device' | 'equipment', field: string) => {
  const { [field]: _, ...rest } = form[section] as Record<string, string>;
  return { ...form, [section]: rest };
};
const problemsOf = (body: unknown) =>
  registrationRequest.safeParse(body).error?.issues.map((issue) => issue.path.join('.')) ?? [];

describe('registrationRequest', () => {
  it('R1-15: leases for 12 months when the form says nothing', () => {
    expect(registrationRequest.parse(form).leaseMonths).toBe(12);
  });

  it('reads serial number, MAC address and e-mail into the form they are kept in', () => {
    expect(registrationRequest.parse(form)).toMatchObject({
      person: { email: 'ida@example.com' },
      device: { serialNumber: 'SN-1', macAddress: '00:C0:B7:1A:2B:3C' },
    });
  });

  it.each([
    ['R1-10', without('person', 'firstName'), 'person.firstName'],
    ['R1-10', without('person', 'lastName'), 'person.lastName'],
    ['R1-11', without('person', 'email'), 'person.email'],
    ['R1-12', without('person', 'phone'), 'person.phone'],
    ['R1-14', without('device', 'type'), 'device.type'],
    ['R1-16', without('device', 'serialNumber'), 'device.serialNumber'],
    ['R1-17', without('device', 'macAddress'), 'device.macAddress'],
    ['R1-18', without('equipment', 'model'), 'equipment.model'],
    ['R1-19', without('equipment', 'modelNumber'), 'equipment.modelNumber'],
    ['R1-20', without('equipment', 'serialNumber'), 'equipment.serialNumber'],
    ['R1-22', { ...form, startDate: undefined }, 'startDate'],
    ['R1-09', { ...form, organization: {} }, 'organization.name'],
    ['R1-08', { ...form, person: undefined }, 'person'],
  ])('%s: names the one field that is missing', (_requirement, body, path) => {
    expect(problemsOf(body)).toEqual([path]);
  });

  it.each(['salesOrderNumber', 'serviceContractNumber', 'site'] as const)('R1-13, R1-23: %s is optional', (field) => {
    expect(registrationRequest.parse(form)[field]).toBeUndefined();
  });

  it('R1-08, R1-09: takes an existing organization and person by id', () => {
    const id = '0199F0C4-77B0-7ABC-8DEF-001122334455';
    expect(registrationRequest.parse({ ...form, organization: { id }, person: { id } })).toMatchObject({
      organization: { id: id.toLowerCase() },
      person: { id: id.toLowerCase() },
    });
  });

  it('refuses an id beside the fields of a new one, for it is unclear which is meant', () => {
    const id = '0199f0c4-77b0-7abc-8def-001122334455';
    expect(problemsOf({ ...form, person: { ...form.person, id } })).toEqual([
      'person.firstName',
      'person.lastName',
      'person.email',
      'person.phone',
    ]);
  });

  it.each([
    ['an unknown field', { ...form, color: 'red' }, ''],
    ['an unknown field of a person', { ...form, person: { ...form.person, title: 'Dr' } }, 'person'],
    ['an unknown field of the device', { ...form, device: { ...form.device, lifecycle: 'active' } }, 'device'],
    ['an e-mail without a domain', { ...form, person: { ...form.person, email: 'ida@' } }, 'person.email'],
    ['a lease of no months', { ...form, leaseMonths: 0 }, 'leaseMonths'],
    ['a lease of 241 months', { ...form, leaseMonths: 241 }, 'leaseMonths'],
    ['half a month', { ...form, leaseMonths: 1.5 }, 'leaseMonths'],
    ['a lease as text', { ...form, leaseMonths: '12' }, 'leaseMonths'],
    ['a day that does not exist', { ...form, startDate: '2026-02-30' }, 'startDate'],
    ['a day with a time', { ...form, startDate: '2026-02-20T00:00:00Z' }, 'startDate'],
    ['a name with a line break', { ...form, organization: { name: 'A\nB' } }, 'organization.name'],
    ['a site with half a position', { ...form, site: { lat: 52 } }, 'site.lon'],
    ['a latitude beyond the pole', { ...form, site: { lat: 90.1, lon: 0 } }, 'site.lat'],
    ['a site at 0, 0, which no map shows', { ...form, site: { lat: 0, lon: 0 } }, 'site.lat'],
    ['an empty site', { ...form, site: {} }, 'site'],
    ['no body', undefined, ''],
    ['a list', [form], ''],
  ])('refuses %s and names its place', (_what, body, path) => {
    expect(problemsOf(body)).toEqual([path]);
  });

  it('names all refused fields together', () => {
    const device = { type: '', serialNumber: 'a b', macAddress: 'x' };
    expect(problemsOf({ ...form, device })).toEqual(['device.type', 'device.serialNumber', 'device.macAddress']);
  });
});
