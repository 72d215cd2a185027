import { draftOf, emptyForm, formFrom, type TypedForm, typedRequest } from './typed-form';

const filled: TypedForm = {
  ...emptyForm,
  organization: { id: '', name: ' North Mill ' },
  person: { id: '', firstName: 'Ida', lastName: 'Berg', email: 'Ida@example.com', phone: '+47 555 01 23' },
  device: { type: 'Sensor', serialNumber: 'fg-1', macAddress: '00-c0-b7-1a-2b-3c', systemName: '' },
  equipment: { ...emptyForm.equipment, model: 'UPS', modelNumber: '1600XP', serialNumber: '16' },
  startDate: '2026-12-01',
};
const problems = (form: TypedForm) =>
  typedRequest.safeParse(form).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the registration form as it is typed', () => {
  it('is read as the request of the API, twelve months long unless said otherwise, without what was left empty', () => {
    expect(typedRequest.parse(filled)).toEqual({
      organization: { name: 'North Mill' },
      person: {
        firstName: 'Ida',
        lastName: 'Berg',
        email: expect.stringMatching(/^ida@example\.com$/i),
        phone: '+47 555 01 23',
      },
      device: { type: 'Sensor', serialNumber: 'FG-1', macAddress: '00:C0:B7:1A:2B:3C' },
      equipment: { model: 'UPS', modelNumber: '1600XP', serialNumber: '16' },
      startDate: '2026-12-01',
      leaseMonths: 12,
    });
  });

  it('names an existing customer and contact by their ids alone', () => {
    const id = '01900000-0000-7000-8000-000000000001';
    const form: TypedForm = {
      ...filled,
      customer: 'existing',
      contact: 'existing',
      providerId: id,
      organization: { id, name: 'typed before' },
      person: { ...filled.person, id },
    };
    expect(typedRequest.parse(form)).toMatchObject({ organization: { id }, person: { id } });
    expect(typedRequest.parse(form)).not.toHaveProperty('providerId');
  });

  it.each<[string, Partial<TypedForm>, string]>([
    ['a length that is no number', { leaseMonths: 'a year' }, 'leaseMonths'],
    ['no length', { leaseMonths: '' }, 'leaseMonths'],
    ['a position with one half', { site: { ...emptyForm.site, lat: '52,2' } }, 'site.lon'],
    ['a latitude that is no number', { site: { ...emptyForm.site, lat: 'north', lon: '21' } }, 'site.lat'],
    ['an existing customer that was not chosen', { customer: 'existing' }, 'organization.name'],
  ])('is refused with %s', (_what, change, path) => {
    expect(problems({ ...filled, ...change })).toEqual([path]);
  });

  it('takes a decimal comma', () => {
    const form = { ...filled, site: { ...emptyForm.site, lat: '52,2297', lon: '−21,5' } };
    expect(typedRequest.parse(form).site).toEqual({ lat: 52.2297, lon: -21.5 });
  });

  it('is the same form again after it was a draft, and a draft holds what was typed alone', () => {
    expect(draftOf(emptyForm)).toEqual({});
    expect(draftOf({ ...emptyForm, salesOrderNumber: 'SO-1' })).toEqual({ salesOrderNumber: 'SO-1' });
    expect(formFrom(draftOf(filled))).toEqual(filled);
    expect(formFrom({ 'device.color': 'red', gone: 'x', 'a.b': 'c' })).toEqual(emptyForm);
  });
});
