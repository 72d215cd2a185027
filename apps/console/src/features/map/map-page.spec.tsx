/** @jest-environment jsdom */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type LocationsBody, locations, track } from '#libs/contracts/http';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import type { MapSurface, OpenSurface, SurfaceOptions } from './drawing/surface';
import type { MapLink } from './map-link';
import { MapPage } from './map-page';
import type { MapSearch } from './search';

jest.mock('./drawing/base', () => ({ foreignAttribution: () => undefined }));

const id = (n: number) => `01900000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const aDevice = (n: number, differences: object = {}): LocationsBody['features'][number] => ({
  type: 'Feature',
  id: id(n),
  geometry: { type: 'Point', coordinates: [21 + n / 100, 52] },
  properties: {
    deviceId: id(n),
    serialNumber: `FG-${n}`,
    name: `Unit ${n}`,
    model: 'Sensor',
    organizationId: id(90),
    siteId: null,
    connectivity: 'connected',
    freshness: 'fresh',
    observedAt: '2026-11-30T08:00:00.000Z',
    source: 'device',
    ...differences,
  },
});
const aCluster: LocationsBody['features'][number] = {
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [21.5, 52] },
  properties: {
    cluster: true,
    count: 40,
    connected: 30,
    disconnected: 0,
    stale: 0,
    worst: 'never',
    bbox: [21.4, 51.9, 21.6, 52.1],
  },
};

/** What was told to the drawing, which jsdom has none of. */
function aSurface() {
  const told: { options?: SurfaceOptions; marks: unknown[]; moves: unknown[]; track: unknown } = {
    marks: [],
    moves: [],
    track: [],
  };
  const surface: MapSurface = {
    show(marks) {
      told.marks = [...marks];
    },
    choose: () => undefined,
    trace(line) {
      told.track = line;
    },
    move: (view) => void told.moves.push(view),
    remove: () => undefined,
  };
  const open: OpenSurface = async (_element, options) => {
    told.options = options;
    return surface;
  };
  return { told, open };
}

const Link: MapLink = ({ id: to, children, ...rest }) => (
  <a href={`/devices/${to}`} {...rest}>
    {children}
  </a>
);

let address: MapSearch = {};

/** The page with its search kept as the address would. */
function Page({ start, open }: { readonly start: MapSearch; readonly open: OpenSurface }) {
  const [search, setSearch] = useState(start);
  address = search;
  return <MapPage search={search} onSearch={setSearch} deviceLink={Link} open={open} />;
}

describe('the map', () => {
  const api = fakeApiOfSuite();
  const shows = (features: LocationsBody['features'], truncated = false) =>
    api.on('GET /locations', () => answer(locations, { type: 'FeatureCollection', features, truncated }));
  async function opened(start: MapSearch = { at: '21,52,6' }) {
    const { told, open } = aSurface();
    await show(<Page start={start} open={open} />);
    // It is opened a moment later, as a real one is.
    await act(async () => undefined);
    return told;
  }

  it('R1-40: shows devices on the map and in a list beside it, worst first, by words', async () => {
    shows([aDevice(1), aDevice(2, { connectivity: 'disconnected', freshness: 'stale' }), aCluster]);
    const told = await opened();
    const rows = await screen.findAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Unit 2Disconnected/),
      expect.stringMatching(/^40 devices10 never connected/),
      expect.stringMatching(/^Unit 1Connected/),
    ]);
    expect(screen.getByText('42 devices in view')).toBeDefined();
    expect(screen.getByText('31 connected, 1 disconnected, 10 never connected')).toBeDefined();
    await waitFor(() => expect(told.marks).toHaveLength(3));
    expect(api.journal.at(-1)?.query).toMatchObject({
      zoom: '7',
      bbox: expect.stringMatching(/^[\d.-]+(,[\d.-]+){3}$/),
    });
  });

  it('rule 13: is gone through by arrows, Page, Home and End; Enter opens, m puts in the middle', async () => {
    shows([aDevice(1), aDevice(2), aDevice(3)]);
    await opened();
    await screen.findByText('Unit 1');
    const user = userEvent.setup();
    screen.getByRole('link', { name: /Unit 1/ }).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Unit 2/));
    await user.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Unit 3/));
    expect(document.activeElement?.getAttribute('href')).toBe(`/devices/${id(3)}`);
    await user.keyboard('m');
    expect(address.at).toBe('21.03,52,9');
    await user.keyboard('{Home}');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Unit 1/));
  });

  it('opens a cluster at its box, and one step closer in any case', async () => {
    shows([aCluster]);
    await opened();
    await userEvent.click(await screen.findByRole('button', { name: /40 devices/ }));
    const [lon, lat, zoom] = address.at?.split(',').map(Number) ?? [];
    expect([lon, lat]).toEqual([21.5, expect.closeTo(52, 2)]);
    expect(zoom).toBeGreaterThanOrEqual(7);
  });

  it('rule 4: keeps filters and view in the address, and asks the server for them', async () => {
    shows([aDevice(1)]);
    const told = await opened({ at: '21,52,6', model: 'Sensor', siteId: id(7) });
    await screen.findByText('Unit 1');
    await userEvent.selectOptions(screen.getByLabelText('Connection'), 'Disconnected');
    await waitFor(() =>
      expect(api.journal.at(-1)?.query).toMatchObject({ connectivity: 'disconnected', model: 'Sensor', siteId: id(7) }),
    );
    act(() => told.options?.onView({ lon: 10, lat: 40, zoom: 5 }, { width: 900, height: 600 }, true));
    expect(address).toMatchObject({ at: '10,40,5', connectivity: 'disconnected' });
    await userEvent.click(screen.getAllByRole('button', { name: 'Take this filter away' })[0] as HTMLElement);
    expect(address.siteId).toBeUndefined();
    expect(address.model).toBe('Sensor');
  });

  it('opened without a view shows all there is', async () => {
    shows([aDevice(1), aDevice(9)]);
    const told = await opened({});
    await screen.findByText('Unit 1');
    expect(api.journal[0]?.query).toEqual({ zoom: '2' });
    expect(told.options?.view).toMatchObject({ lon: expect.closeTo(21.05, 3), lat: expect.closeTo(52, 3) });
  });

  it('follows a moving device with its track, until it is dragged away', async () => {
    shows([aDevice(1)]);
    const items = [20, 20.5, 21].map((lon, n) => ({
      observedAt: `2026-11-30T08:0${n}:00.000Z`,
      lat: 52,
      lon,
      accuracy: null,
    }));
    const span = { from: '2026-11-30T02:00:00.000Z', to: '2026-11-30T08:10:00.000Z' };
    api.on(`GET /devices/${id(1)}/positions`, () => answer(track, { ...span, positions: 3, items }));
    const told = await opened();
    (await screen.findByRole('link', { name: /Unit 1/ })).focus();
    await userEvent.click(await screen.findByRole('button', { name: 'Follow' }));
    expect(address.follow).toBe(id(1));
    await waitFor(() =>
      expect(told.track).toEqual([
        [20, 52],
        [20.5, 52],
        [21, 52],
      ]),
    );
    await waitFor(() => expect(address.at).toBe('21,52,10'));
    expect(screen.getByText(/3 positions in six hours/)).toBeDefined();
    act(() => told.options?.onView({ lon: 3, lat: 3, zoom: 6 }, { width: 900, height: 600 }, true));
    expect(address.follow).toBeUndefined();
  });

  it('says what to do where nothing is in view, where nothing matches, and where there is nothing at all', async () => {
    shows([]);
    await opened();
    expect(await screen.findByText('No device in this part')).toBeDefined();
    await userEvent.click(
      within(screen.getByText('No device in this part').parentElement as HTMLElement).getByRole('button', {
        name: 'Show all',
      }),
    );
    expect(await screen.findByText('No device has a place yet')).toBeDefined();
    await userEvent.selectOptions(screen.getByLabelText('Certificate'), 'Expired');
    expect(await screen.findByText('No device on the map matches')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Take all filters away' }));
    expect(address).toEqual({});
  });

  it('says that devices are gathered more coarsely, and why the map cannot be read', async () => {
    shows([aDevice(1)], true);
    await opened();
    expect(await screen.findByText(/gathered more coarsely/)).toBeDefined();
    api.on('GET /locations', () => problem({ code: 'identity.password-change-required', status: 403 }));
    await userEvent.type(screen.getByLabelText('Search devices'), 'x');
    expect((await screen.findByRole('alert')).textContent).toContain('Your password has to be changed first');
  });

  it('holds the list where the browser draws no map, and says so', async () => {
    shows([aDevice(1)]);
    await show(<Page start={{ at: '21,52,6' }} open={() => Promise.reject(new TypeError('no canvas'))} />, 'pl');
    expect(await screen.findByText(/Ta przeglądarka nie narysowała mapy/)).toBeDefined();
    expect(await screen.findByText('1 urządzenie w widoku')).toBeDefined();
  });
});
