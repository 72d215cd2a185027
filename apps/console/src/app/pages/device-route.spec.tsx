/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  assetPage,
  connectionAttemptPage,
  connectivityPage,
  currentSession,
  type DeviceDetailsBody,
  deviceAttributes,
  deviceCertificateList,
  deviceDetails,
  deviceInstallationPage,
  devicePage,
  installation,
  type LatestReadingsBody,
  latestReadings,
  profile,
  revocationAnswer,
  seriesList,
  transferPage,
} from '#libs/contracts/http';
import { aDevice } from '../../testing/a-device';
import { ada } from '../../testing/ada';
import { anAsset } from '../../testing/an-asset';
import { type Asked, answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

// A canvas is not for jsdom; what it draws is arithmetic with specs of its own.
jest.mock('../../features/telemetry/chart/drawing', () => ({ Drawing: () => null }));

const pump = aDevice({ may: ['certificate.revoke'] });
const well = aDevice({ id: '01900000-0000-7000-8000-000000000012', name: 'Well', serialNumber: 'FG-0002' });
const now = new Date().toISOString();
const aReading = (quantity: string, value: number): LatestReadingsBody['items'][number] => ({
  quantity,
  value,
  unit: null,
  observedAt: now,
  receivedAt: now,
  timeOrigin: 'device',
  described: { unit: 'V', decimals: 1, kind: 'measurement', low: 207, high: 253 },
});
const aSeries = ({ query }: Asked) =>
  answer(seriesList, {
    from: '2026-11-29T12:00:00.000Z',
    to: '2026-11-30T12:00:00.000Z',
    origin: '2026-11-29T12:00:00.000Z',
    bucketSeconds: 120,
    series: [
      {
        quantity: query.quantity ?? '',
        unit: null,
        described: aReading('', 0).described,
        numeric: true,
        offsets: [0, 120],
        min: [229, 230],
        avg: [230, 231],
        max: [231, 232],
        gaps: [],
      },
    ],
    events: [{ at: '2026-11-29T18:00:00.000Z', kind: 'disconnected', cause: 'keep-alive', detail: 'It fell silent.' }],
    eventsLeftOff: false,
  });

describe('the page of a device', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    const session = { signedIn: true as const, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, timeZone: 'Europe/Warsaw' }))
      .on('GET /devices', () => answer(devicePage, { items: [pump, well], nextCursor: null }));
    shows(pump, 231.4);
    shows(well, 12);
  });
  function shows(device: DeviceDetailsBody, voltage: number) {
    const path = `/devices/${device.id}`;
    api
      .on(`GET ${path}`, () => answer(deviceDetails, device))
      .on(`GET ${path}/latest`, () => answer(latestReadings, { items: [aReading('voltage', voltage)] }))
      .on(`GET ${path}/attributes`, () => answer(deviceAttributes, { items: [] }))
      .on(`GET ${path}/series`, aSeries);
  }

  async function open(address: string, language: 'en' | 'pl' = 'en') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
    return { client, router };
  }
  const address = () => `${window.location.pathname}${window.location.search}`;
  const ofDevice = () => api.journal.filter(({ path }) => path.startsWith('/devices/'));
  const value = () => screen.findByRole('row', { name: /Voltage/ });

  it('rule 18: opens with no more than six requests, and a part asks when it is opened', async () => {
    // Nobody looks, so the loop asks nothing: what is counted is the opening alone.
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await open(`/devices/${pump.id}`);
    expect((await value()).textContent).toContain('231.4');
    await waitFor(() => expect(ofDevice()).toHaveLength(4));
    expect(api.journal.length).toBeLessThanOrEqual(6);
    expect(address()).toBe(`/devices/${pump.id}/now`);
    api.on(`GET /devices/${pump.id}/connectivity`, () => answer(connectivityPage, { items: [], nextCursor: null }));
    api.on(`GET /devices/${pump.id}/connection-attempts`, () =>
      answer(connectionAttemptPage, { items: [], nextCursor: null }),
    );
    await userEvent.click(screen.getByRole('link', { name: 'Connection' }));
    expect(await screen.findByText(/It has not connected yet/)).toBeDefined();
    expect(api.askedFor(`GET /devices/${pump.id}/connectivity`)).toHaveLength(1);
    jest.restoreAllMocks();
  });

  it('rule 3: draws nothing before a quantity is chosen, then asks for at most 1500 points', async () => {
    await open(`/devices/${pump.id}/now`);
    await value();
    expect(screen.queryByRole('group', { name: 'Span of the chart' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Voltage' }));
    await userEvent.click(await screen.findByRole('radio', { name: '5 y' }));
    await waitFor(() => expect(address()).toBe(`/devices/${pump.id}/now?quantity=voltage&span=5y`));
    await screen.findByText('As a table, 2 rows');
    const asked = api.askedFor(`GET /devices/${pump.id}/series`).map(({ query }) => Number(query.points));
    expect(Math.max(...asked)).toBeLessThanOrEqual(1_500);
  });

  it('rule 3: the history asks for none before one is chosen, and says so', async () => {
    await open(`/devices/${pump.id}/history`);
    expect(await screen.findByText('Choose a quantity to see its history.')).toBeDefined();
    expect(api.askedFor(`GET /devices/${pump.id}/series`)).toEqual([]);
  });

  it('rule 13: has each number and each mark of the chart as a table, reached by keys', async () => {
    await open(`/devices/${pump.id}/history?quantity=voltage`);
    const table = within(await screen.findByRole('region', { name: 'The chart as a table' })).getByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('cell')
          .map(({ textContent }) => textContent),
      ),
    ).toEqual([
      ['230.0', '231.0', '232.0'],
      ['229.0', '230.0', '231.0'],
    ]);
    expect(screen.getByText('1 event on the axis')).toBeDefined();
    expect(screen.getByText('It fell silent.')).toBeDefined();
  });

  it('rule 10: says of every time which zone it is in, and UTC on hover', async () => {
    await open(`/devices/${pump.id}/history?quantity=voltage`, 'pl');
    const [time] = await screen.findAllByTitle('2026-11-29 12:02:00 UTC');
    expect(time?.textContent).toBe('29 lis 2026, 13:02:00 CET');
  });

  it('rule 8: shows nothing of the device before on the page of the next', async () => {
    const { router } = await open(`/devices/${pump.id}/now`);
    expect((await value()).textContent).toContain('231.4');
    let give: (response: Response) => void = () => undefined;
    api.on(`GET /devices/${well.id}/latest`, () => new Promise((resolve) => (give = resolve)));
    await act(() => router.navigate({ to: '/devices/$deviceId/$tab', params: { deviceId: well.id, tab: 'now' } }));
    expect(await screen.findByRole('heading', { name: 'Well' })).toBeDefined();
    expect(document.body.textContent).not.toContain('231.4');
    await act(async () => give(answer(latestReadings, { items: [aReading('voltage', 12)] })));
    expect((await value()).textContent).toContain('12.0');
  });

  it('rule 16: one part that fails leaves the others standing, and can be tried again', async () => {
    api.on(`GET /devices/${pump.id}/attributes`, () => problem({ code: 'internal', status: 500 }));
    await open(`/devices/${pump.id}/now`);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The platform failed');
    expect((await value()).textContent).toContain('231.4');
    api.on(`GET /devices/${pump.id}/attributes`, () =>
      answer(deviceAttributes, { items: [{ name: 'firmware', value: '2.1', receivedAt: now }] }),
    );
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('row', { name: /firmware/ })).toBeDefined();
  });

  it('rule 15: says why a certificate was not revoked, and keeps what was chosen; the consequences stand before the verb', async () => {
    const serialNumber = '4fa0';
    const certificate = {
      serialNumber,
      notBefore: now,
      notAfter: '2028-11-28T10:00:00.000Z',
      fingerprintSha256: 'ab',
      keyAlgorithm: 'ec-p256',
      state: 'valid' as const,
      issuedAt: now,
      requestedById: null,
      revokedAt: null,
      revocationReason: null,
      pem: '',
    };
    api.on(`GET /devices/${pump.id}/certificates`, () => answer(deviceCertificateList, { items: [certificate] }));
    api.on(`POST /certificates/${serialNumber}/revocation`, () =>
      problem({ code: 'identity.not-allowed', status: 403, detail: 'You may not.' }),
    );
    await open(`/devices/${pump.id}/certificate`);
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke 4fa0' }));
    const dialog = screen.getByRole('dialog', { name: 'Revoke a certificate of Pump house?' });
    expect(dialog.textContent).toContain('It is the last one that lets this device in');
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Somebody else may have its key' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    const refusal = await within(dialog).findByRole('alert');
    expect(refusal.textContent).toMatch(/You may not do this.*Ask an administrator.*request 7eadf30b/);
    api.on(`POST /certificates/${serialNumber}/revocation`, () =>
      answer(revocationAnswer, { serialNumber, revokedAt: now, reason: 'keyCompromise' }, 201),
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const asked = api.askedFor(`POST /certificates/${serialNumber}/revocation`);
    expect(asked.map(({ body }) => body)).toEqual([{ reason: 'keyCompromise' }, { reason: 'keyCompromise' }]);
  });

  it('rule 19: replacing says that the certificates are revoked in the same step, and does both by one request', async () => {
    const old = aDevice({ may: ['device.replace'] });
    const nothing = { items: [], nextCursor: null };
    api
      .on(`GET /devices/${old.id}`, () => answer(deviceDetails, old))
      .on(`GET /devices/${old.id}/installations`, () => answer(deviceInstallationPage, nothing))
      .on(`GET /devices/${old.id}/transfers`, () => answer(transferPage, nothing))
      .on(`POST /devices/${old.id}/replacement`, () => problem({ code: 'identity.not-allowed', status: 403 }));
    await open(`/devices/${old.id}/installation`);
    await userEvent.click(await screen.findByRole('button', { name: 'Replace' }));
    const dialog = await screen.findByRole('dialog', { name: /^Replace Pump house/ });
    expect(dialog.textContent).toContain('This device is retired, and its certificates are revoked in the same step.');
    await userEvent.type(within(dialog).getByLabelText(/Serial number of the other device/), 'FG-0002');
    const before = api.journal.length;
    await userEvent.click(within(dialog).getByRole('button', { name: 'Replace' }));
    await within(dialog).findByRole('alert');
    const changes = api.journal.slice(before).filter(({ method }) => method !== 'GET');
    expect(changes.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', `/devices/${old.id}/replacement`, { serialNumber: 'FG-0002' }],
    ]);
  });

  it('R0-25: is installed on an asset that has no device yet, chosen from here', async () => {
    const free = aDevice({ may: ['asset.install'] });
    const asset = anAsset();
    const nothing = { items: [], nextCursor: null };
    api
      .on(`GET /devices/${free.id}`, () => answer(deviceDetails, free))
      .on(`GET /devices/${free.id}/installations`, () => answer(deviceInstallationPage, nothing))
      .on(`GET /devices/${free.id}/transfers`, () => answer(transferPage, nothing))
      .on('GET /assets', () => answer(assetPage, { items: [asset], nextCursor: null }))
      .on(`POST /devices/${free.id}/installation`, () =>
        answer(installation, { id: asset.id, device: free, assetId: asset.id, installedAt: now, removedAt: null }, 201),
      );
    await open(`/devices/${free.id}/installation`);
    await userEvent.click(await screen.findByRole('button', { name: 'Install' }));
    const dialog = await screen.findByRole('dialog', { name: 'Install Pump house' });
    await userEvent.click(await within(dialog).findByRole('radio', { name: /Main transformer/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Install' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.askedFor('GET /assets')[0]?.query).toMatchObject({ installed: 'false' });
    expect(api.askedFor(`POST /devices/${free.id}/installation`)[0]?.body).toEqual({ assetId: asset.id });
  });

  it('offers nothing that would be refused', async () => {
    api.on(`GET /devices/${well.id}/certificates`, () => answer(deviceCertificateList, { items: [] }));
    await open(`/devices/${well.id}/certificate`);
    expect(await screen.findByText('There are none.')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Revoke/ })).toBeNull();
  });

  it('rule 14: gives the row one came from the focus when one comes back', async () => {
    const { router } = await open('/devices');
    await userEvent.click(await screen.findByRole('link', { name: 'FG-0002' }));
    expect(await screen.findByRole('heading', { name: 'Well' })).toBeDefined();
    act(() => router.history.back());
    await screen.findByRole('heading', { name: 'Devices' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('FG-0002'));
  });

  it('has no page for an id that is none, nor for a part that is none', async () => {
    await open('/devices/17/now');
    expect(await screen.findByText(/Nothing has the address/)).toBeDefined();
    cleanup();
    await open(`/devices/${pump.id}/sideways`);
    expect(await screen.findByText(/Nothing has the address/)).toBeDefined();
  });
});
