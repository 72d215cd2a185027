/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type RegistrationAnswer,
  registrationAnswer,
  registrationAvailability,
  registrationDraft,
  registrationDraftList,
  registrationForm,
} from '#libs/contracts/http';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { RegistrationPage } from './registration-page';

const draftId = '01900000-0000-7000-8000-00000000000d';
const id = '01900000-0000-7000-8000-000000000001';
const at = '2026-11-30T06:00:00.000Z';
const made: RegistrationAnswer = {
  organization: { id, kind: 'customer', name: 'North Mill', parentId: id, status: 'new' },
  person: { id, email: 'ida@example.com', firstName: 'Ida', lastName: 'Berg', phone: '+47 555 01 23' },
  device: {
    id,
    serialNumber: 'FG-1',
    macAddress: '00:C0:B7:1A:2B:3C',
    type: 'Sensor',
    name: '1600XP 16',
    systemName: null,
    systemNameMatches: null,
    organizationId: id,
    lifecycle: 'registered',
    createdAt: at,
  },
  asset: {
    id,
    model: 'UPS',
    modelNumber: '1600XP',
    serialNumber: '16',
    shipDate: null,
    externalId: null,
    warrantyBegin: null,
    warrantyEnd: null,
  },
  site: null,
  contract: {
    id,
    startDate: '2026-12-01',
    endDate: '2027-12-01',
    leaseMonths: 12,
    salesOrderNumber: null,
    serviceContractNumber: null,
  },
};
const typed = {
  'organization.name': 'North Mill',
  'person.firstName': 'Ida',
  'person.lastName': 'Berg',
  'person.email': 'ida@example.com',
  'person.phone': '+47 555 01 23',
  'device.type': 'Sensor',
  'device.serialNumber': 'FG-1',
  'device.macAddress': '00:C0:B7:1A:2B:3C',
  'equipment.model': 'UPS',
  'equipment.modelNumber': '1600XP',
  'equipment.serialNumber': '16',
  startDate: '2026-12-01',
};

describe('registering a customer and a device', () => {
  const api = fakeApiOfSuite();
  const onNext = jest.fn();
  const drafts = (items: object[]) =>
    api.on('GET /registration-drafts', () => answer(registrationDraftList, { items: items as never }));
  beforeEach(() => {
    onNext.mockClear();
    api
      .on('GET /registrations/form', () =>
        answer(registrationForm, {
          deviceTypes: ['Gateway', 'Sensor'],
          equipmentModels: ['UPS'],
          systemNameTemplate: 'MODEL RATING SERIAL',
          leaseMonths: { minimum: 1, default: 12, maximum: 240 },
        }),
      )
      .on('GET /registrations/availability', ({ query }) =>
        answer(registrationAvailability, {
          serialNumber: query.serialNumber === undefined ? null : query.serialNumber === 'TAKEN' ? 'taken' : 'free',
          macAddress: query.macAddress === undefined ? null : 'free',
          stockedDevice: null,
        }),
      )
      .on(`PUT /registration-drafts/${draftId}`, ({ body }) => {
        const { version, fields } = body as { version: number; fields: Record<string, string> };
        return answer(registrationDraft, { id: draftId, version: version + 1, fields, updatedAt: at });
      })
      .on(`DELETE /registration-drafts/${draftId}`, done);
    drafts([]);
  });
  const open = (language: 'en' | 'pl' = 'en') =>
    show(
      <RegistrationPage
        draftId={draftId}
        start={{}}
        asksForProvider={false}
        linkTo={(to, words) => <a href={`/register/${to}`}>{words}</a>}
        linkToCertificate={(to) => <a href={`/certificates/${to}`}>certificate</a>}
        onNext={onNext}
        onReload={() => undefined}
      />,
      language,
    );
  const continued = () => drafts([{ id: draftId, version: 3, fields: typed, updatedAt: at }]);

  it('begins with twelve months, and says at each field what is needed, in the reader’s language', async () => {
    await open('pl');
    expect((await screen.findByLabelText<HTMLInputElement>(/Okres w miesiącach/)).value).toBe('12');
    await userEvent.click(screen.getByRole('button', { name: 'Utwórz' }));
    expect(await screen.findAllByText('To pole jest wymagane.')).toHaveLength(12);
    expect(document.activeElement).toBe(screen.getByLabelText('Firma'));
    expect(screen.getByText(/12 pól wymaga/)).toBeDefined();
  });

  it('says that another device has the serial number while it is typed, and how a MAC address is written', async () => {
    await open();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Serial number of the device'), 'taken');
    expect(await screen.findByText(/Another device has this serial number/)).toBeDefined();
    await user.type(screen.getByLabelText('MAC address'), '01:02');
    await user.tab();
    expect(await screen.findByText(/Twelve hexadecimal digits/)).toBeDefined();
  });

  it('keeps what is typed on the server, under the version that was read', async () => {
    drafts([{ id: draftId, version: 3, fields: { 'organization.name': 'North' }, updatedAt: at }]);
    await open();
    const company = await screen.findByLabelText<HTMLInputElement>('Company');
    expect(company.value).toBe('North');
    await userEvent.type(company, ' Mill');
    const kept = `PUT /registration-drafts/${draftId}`;
    await waitFor(() =>
      expect(api.askedFor(kept).at(-1)?.body).toEqual({ version: 3, fields: { 'organization.name': 'North Mill' } }),
    );
    expect(await screen.findByText(/Draft of/)).toBeDefined();
  });

  it('leads to forms that were begun elsewhere', async () => {
    drafts([{ id, version: 1, fields: { 'device.serialNumber': 'FG-7' }, updatedAt: at }]);
    await open();
    const others = await screen.findByRole('navigation', { name: 'Begun before:' });
    expect(within(others).getByRole('link', { name: 'FG-7' }).getAttribute('href')).toBe(`/register/${id}`);
  });

  it('makes everything with one press, confirms it, and gives a text to hand over', async () => {
    continued();
    api.on('POST /registrations', () => answer(registrationAnswer, made, 201));
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Create' }));
    const heading = await screen.findByRole('heading', { name: 'Device FG-1 is registered' });
    expect(document.activeElement).toBe(heading);
    const [sent] = api.askedFor('POST /registrations');
    expect(sent?.body).toMatchObject({ device: { serialNumber: 'FG-1' }, leaseMonths: 12 });
    expect(sent?.headers['idempotency-key']).toBeDefined();
    await waitFor(() => expect(api.askedFor(`DELETE /registration-drafts/${draftId}`)).toHaveLength(1));
    expect(screen.getByText(/Two mails go to ida@example.com/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Register the next device of this customer' }));
    expect(onNext).toHaveBeenCalledWith(id);
  });

  it('puts a refusal at its fields, keeps everything typed, and sends the same key for the same form only', async () => {
    continued();
    const errors = [{ path: 'device.macAddress', message: 'A device has it.' }];
    api.on('POST /registrations', () => problem({ code: 'fleet.device-taken', status: 409, errors }));
    await open();
    const create = await screen.findByRole('button', { name: 'Create' });
    await userEvent.click(create);
    expect(await screen.findByText(/Another device has this MAC address/)).toBeDefined();
    expect(document.activeElement).toBe(screen.getByLabelText('MAC address'));
    expect(screen.getByLabelText<HTMLInputElement>('Company').value).toBe('North Mill');
    api.on('POST /registrations', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await userEvent.click(create);
    await screen.findByText('The platform cannot reach its database');
    await userEvent.type(screen.getByLabelText('First name'), 'a');
    await userEvent.click(create);
    await waitFor(() => expect(api.askedFor('POST /registrations')).toHaveLength(3));
    const keys = api.askedFor('POST /registrations').map(({ headers }) => headers['idempotency-key']);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('says that another browser went on with the form, and saves nothing over it', async () => {
    continued();
    api.on(`PUT /registration-drafts/${draftId}`, () =>
      problem({ code: 'fleet.registration-draft-changed', status: 409 }),
    );
    await open();
    await userEvent.type(await screen.findByLabelText('First name'), 'a');
    expect(await screen.findByText('This form was continued elsewhere')).toBeDefined();
  });
});
