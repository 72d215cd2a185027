/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReceivedRegistrationRequestBody, receivedRegistrationRequest } from '#libs/contracts/http';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { AskPage } from './ask-page';
import { startFrom } from './fields';
import { RequestPage } from './request-page';

const id = '01900000-0000-7000-8000-000000000041';
const aRequest = (differences: Partial<ReceivedRegistrationRequestBody> = {}): ReceivedRegistrationRequestBody => ({
  id,
  providerId: '01900000-0000-7000-8000-000000000042',
  status: 'open',
  form: {
    organization: { name: 'Waterworks' },
    device: { serialNumber: 'FG-17', macAddress: '00:C0:B7:00:00:01' },
    site: { lat: 52.2, lon: 21 },
  },
  sentAt: '2026-11-29T10:00:00.000Z',
  remoteAddress: '192.0.2.7',
  answeredById: null,
  answeredAt: null,
  reason: null,
  deviceId: null,
  may: ['registration.create'],
  ...differences,
});

const page = (
  <RequestPage
    id={id}
    back={<a href="/requests">All</a>}
    linkToForm={(words) => <a href="/register">{words}</a>}
    linkToDevice={(deviceId, words) => <a href={`/devices/${deviceId}`}>{words}</a>}
  />
);

describe('a registration request', () => {
  const api = fakeApiOfSuite();
  let request: ReceivedRegistrationRequestBody;
  beforeEach(() => {
    request = aRequest();
    api.on(`GET /registration-requests/${id}`, () => answer(receivedRegistrationRequest, request));
  });

  it('R1-07: shows what was filled in and nothing else, and says that nobody has checked it', async () => {
    await show(page);
    expect(await screen.findByText('Nobody has checked who sent this.', { exact: false })).toBeDefined();
    const facts = screen.getAllByRole('definition').map(({ textContent }) => textContent);
    expect(facts).toEqual(['Waterworks', 'FG-17', '00:C0:B7:00:00:01', '52.2', '21']);
  });

  it('begins the registration form with what was filled in, as the answer to it', () => {
    expect(startFrom(request)).toEqual({
      'organization.name': 'Waterworks',
      'device.serialNumber': 'FG-17',
      'device.macAddress': '00:C0:B7:00:00:01',
      'site.lat': '52.2',
      'site.lon': '21',
      requestId: id,
    });
  });

  it('is declined with a reason only, and once', async () => {
    api.on(`POST /registration-requests/${id}/decline`, () => {
      request = aRequest({ status: 'declined', reason: 'No order.', answeredAt: '2026-11-30T10:00:00.000Z', may: [] });
      return answer(receivedRegistrationRequest, request, 201);
    });
    await show(page);
    await userEvent.click(await screen.findByRole('button', { name: 'Decline' }));
    const dialog = screen.getByRole('dialog');
    const press = () => userEvent.dblClick(within(dialog).getByRole('button', { name: 'Decline' }));
    await press();
    expect(within(dialog).getByText('Say why; your colleagues see it.')).toBeDefined();
    await userEvent.type(within(dialog).getByRole('textbox'), 'No order.');
    await press();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Decline' })).toBeNull());
    expect(screen.getByText(/No order\./)).toBeDefined();
    expect(api.askedFor(`POST /registration-requests/${id}/decline`)).toHaveLength(1);
  });

  it('offers nothing to whoever may only look', async () => {
    request = aRequest({ may: [] });
    await show(page);
    await screen.findByRole('heading', { name: 'Request for FG-17' });
    expect(screen.queryByRole('button', { name: 'Decline' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Take into the form' })).toBeNull();
  });
});

describe('the page on which a customer asks', () => {
  const api = fakeApiOfSuite();
  const ask = <AskPage providerKey="ABCD-EFGH-JKLM-NPQR" wayOut={<a href="/">Out</a>} />;
  const send = () => userEvent.click(screen.getByRole('button', { name: 'Send the request' }));

  it('R1-07: sends what was filled in, without what was left empty', async () => {
    api.on('POST /registration-requests', done);
    await show(ask);
    await userEvent.type(screen.getByLabelText(/^Serial number of the device/), 'fg-17');
    await userEvent.type(screen.getByLabelText('Company'), 'Waterworks');
    await send();
    expect(await screen.findByText('The request for FG-17 was sent')).toBeDefined();
    expect(api.askedFor('POST /registration-requests')[0]?.body).toEqual({
      providerKey: 'ABCD-EFGH-JKLM-NPQR',
      organization: { name: 'Waterworks' },
      device: { serialNumber: 'FG-17' },
    });
  });

  it('tells what is wrong at the field, and keeps what was typed when too many come at once', async () => {
    api.on('POST /registration-requests', () => problem({ code: 'request.too-many', status: 429 }, 30));
    await show(ask);
    await send();
    expect(await screen.findByText(/as on the label/)).toBeDefined();
    const serial = screen.getByLabelText(/^Serial number of the device/) as HTMLInputElement;
    await userEvent.type(serial, 'FG-17');
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('Wait 30 s');
    expect(serial.value).toBe('FG-17');
  });
});
