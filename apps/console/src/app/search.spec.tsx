/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  currentSession,
  type DeviceDetailsBody,
  deviceAttributes,
  deviceDetails,
  devicePage,
  type FoundItemBody,
  latestReadings,
  profile,
  searchAnswer,
} from '#libs/contracts/http';
import { aDevice } from '../testing/a-device';
import { ada } from '../testing/ada';
import { answer, problem } from '../testing/fake-api';
import { fakeApiOfSuite } from '../testing/fake-api-of-suite';
import { show } from '../testing/render';
import { newConsole } from './new-console';
import { pathOfFound } from './shell/found-paths';

jest.mock('../features/telemetry/chart/drawing', () => ({ Drawing: () => null }));

const pump = aDevice();
const well = aDevice({ id: '01900000-0000-7000-8000-000000000012', name: 'Well', serialNumber: 'FG-0002' });
const now = new Date().toISOString();
const itemOf = ({ id, name, serialNumber, organizationId }: DeviceDetailsBody): FoundItemBody => ({
  kind: 'device',
  id,
  title: name,
  subtitle: `${serialNumber} · Waterworks`,
  matched: 'serialNumber',
  organizationId,
});

describe('the search over everything', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    api
      .on('GET /sessions/current', () =>
        answer(currentSession, { signedIn: true, expiresAt: now, csrfToken: ada.csrfToken, passwordChange: null }),
      )
      .on('GET /me', () => answer(profile, ada))
      .on('GET /devices', () => answer(devicePage, { items: [pump, well], nextCursor: null }))
      .on('GET /search', ({ query }) =>
        answer(searchAnswer, {
          items: [pump, well].filter(({ serialNumber }) => serialNumber.startsWith(query.q ?? '')).map(itemOf),
          truncated: false,
        }),
      );
    for (const [device, voltage] of [
      [pump, 231.4],
      [well, 12],
    ] as const) {
      const path = `/devices/${device.id}`;
      api
        .on(`GET ${path}`, () => answer(deviceDetails, device))
        .on(`GET ${path}/attributes`, () => answer(deviceAttributes, { items: [] }))
        .on(`GET ${path}/series`, () => problem({ code: 'internal', status: 500 }))
        .on(`GET ${path}/latest`, () =>
          answer(latestReadings, {
            items: [
              {
                quantity: 'voltage',
                value: voltage,
                unit: null,
                observedAt: now,
                receivedAt: now,
                timeOrigin: 'device',
                described: { unit: 'V', decimals: 1, kind: 'measurement', low: 207, high: 253 },
              },
            ],
          }),
        );
    }
  });

  async function open(address: string, language: 'en' | 'pl' = 'en') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
    await screen.findByRole('button', { name: language === 'en' ? /^Search/ : /^Szukaj/ });
    return router;
  }
  const field = (name = 'Search everything') => screen.findByRole('combobox', { name });
  const chosen = () => screen.queryByRole('option', { selected: true })?.textContent;

  it('rule 13: opens by Ctrl K and by /, is chosen from by arrow keys, and leaves by Escape with the focus where it was', async () => {
    await open('/devices');
    await userEvent.keyboard('/');
    await userEvent.type(await field(), 'FG');
    await waitFor(() => expect(chosen()).toContain('Pump house'));
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen()).toContain('Well');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect((await field()).getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    );
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/devices\//));
    expect(screen.queryByRole('combobox', { name: 'Search everything' })).toBeNull();
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await field()).toBeDefined();
  });

  it('rule 8: on the way from one device to the next no value of the first is shown for one frame', async () => {
    await open(`/devices/${pump.id}/now`);
    expect((await screen.findByRole('row', { name: /Voltage/ })).textContent).toContain('231.4');
    let give: (response: Response) => void = () => undefined;
    const latest = answer(latestReadings, { items: [] });
    api.on(`GET /devices/${well.id}/latest`, () => new Promise((resolve) => (give = resolve)));
    const frames: string[] = [];
    const watching = new MutationObserver(() => frames.push(document.body.textContent ?? ''));
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.type(await field(), 'FG-0002');
    await waitFor(() => expect(chosen()).toContain('Well'));
    watching.observe(document.body, { childList: true, characterData: true, subtree: true });
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Well' })).toBeDefined();
    await act(async () => give(latest));
    watching.disconnect();
    const ofWell = frames.filter((text) => window.location.pathname.includes(well.id) && text.includes('FG-0002'));
    expect(ofWell.length).toBeGreaterThan(0);
    expect(ofWell.filter((text) => text.includes('231.4') && text.includes('Voltage'))).toEqual([]);
    expect(document.body.textContent).not.toContain('231.4');
  });

  it('offers nothing that was found for another text: Enter goes nowhere while it is being asked', async () => {
    await open('/devices');
    await userEvent.keyboard('/');
    await userEvent.type(await field(), 'FG');
    await waitFor(() => expect(chosen()).toContain('Pump house'));
    api.on('GET /search', () => new Promise(() => undefined));
    await userEvent.type(await field(), '-0009');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText('Searching')).toBeDefined();
    await userEvent.keyboard('{Enter}');
    expect(window.location.pathname).toBe('/devices');
  });

  it('says that there is nothing, that it failed and why, and finds pages by their names', async () => {
    await open('/devices', 'pl');
    await userEvent.keyboard('/');
    const box = await field('Szukaj wszędzie');
    await userEvent.type(box, 'certy');
    await waitFor(() => expect(chosen()).toContain('Certyfikaty'));
    await userEvent.clear(box);
    await userEvent.type(box, 'żółw');
    expect(await screen.findByText(/nie zaczyna się od „żółw”/)).toBeDefined();
    api.on('GET /search', () => problem({ code: 'platform.database-unavailable', status: 503 }));
    await userEvent.type(box, 'x');
    expect(await screen.findByText(/baz/)).toBeDefined();
  });

  it('leads nowhere but to pages that are there', async () => {
    const router = await open('/devices');
    const kinds = ['device', 'asset', 'organization', 'site', 'person'] as const;
    const paths = kinds.flatMap((kind) => pathOfFound({ ...itemOf(pump), kind }) ?? []);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths)
      expect(router.matchRoutes(path, {}).map(({ routeId }) => routeId)).not.toContain('/shell/$');
  });
});
