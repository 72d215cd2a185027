/** @jest-environment jsdom */
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { type DeviceBody, type DevicePageBody, deviceModelPage, devicePage, table } from '#libs/contracts/http';
import { aTable } from '../../testing/a-table';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import type { RowLink } from '../../ui/data-table/data-grid';
import { DeviceListPage } from './device-list-page';
import { type DeviceSearch, deviceSearch } from './search';

const aDevice = (differences: Partial<DeviceBody> = {}): DeviceBody => ({
  id: '01900000-0000-7000-8000-000000000001',
  serialNumber: 'FG-0001',
  macAddress: '00:C0:B7:00:00:01',
  type: 'gateway',
  name: 'Pump house',
  organizationId: '01900000-0000-7000-8000-000000000002',
  organizationName: 'Waterworks',
  siteId: null,
  tags: [],
  lifecycle: 'active',
  connectivity: { state: 'connected', since: '2026-11-29T16:53:00.000Z', lastSeenAt: new Date().toISOString() },
  freshness: 'fresh',
  certificate: { state: 'valid', notAfter: '2028-11-28T10:00:00.000Z' },
  createdAt: '2026-11-01T00:00:00.000Z',
  ...differences,
});

const Link: RowLink<DeviceBody> = ({ row: { id }, children }) => <a href={`/devices/${id}`}>{children}</a>;

/** The page with its search kept as the address would. */
function Page({ start = {}, bar }: { start?: DeviceSearch; bar?: ComponentProps<typeof DeviceListPage>['bar'] }) {
  return <DeviceListPage {...useKeptAddress(deviceSearch, start)} deviceLink={Link} bar={bar} />;
}

const shownColumns = [
  'name',
  'connectivity.state',
  'connectivity.lastSeenAt',
  'certificate.state',
  'lifecycle',
  'organizationName',
];

const hiddenColumns = ['serialNumber', 'type', 'macAddress', 'tags', 'createdAt'];

describe('the list of devices', () => {
  const api = fakeApiOfSuite();
  beforeEach(() =>
    api.on('GET /me/tables/devices', () => answer(table, aTable('devices', shownColumns, hiddenColumns))),
  );
  const shows = (items: DeviceBody[], nextCursor: string | null = null) =>
    api.on('GET /devices', () => answer(devicePage, { items, nextCursor }));

  it('tells of each device by words, beside shape and color, how it is connected, how fresh, certified and in use', async () => {
    shows([
      aDevice(),
      aDevice({
        id: '01900000-0000-7000-8000-000000000003',
        name: 'Well',
        lifecycle: 'suspended',
        connectivity: { state: 'never', since: null, lastSeenAt: null },
        freshness: 'silent',
        certificate: { state: 'revoked', notAfter: null },
      }),
    ]);
    await show(<Page />);
    const row = await screen.findByRole('row', { name: /Pump house/ });
    const cells = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells[0]).toMatch(/^Connected .*29 Nov 2026.*CET/);
    expect(cells[1]).toMatch(/sec ago/);
    expect(cells.slice(2)).toEqual(['Valid until 28 Nov 2028', 'Active', 'Waterworks']);
    const other = within(screen.getByRole('row', { name: /Well/ })).getAllByRole('cell');
    expect(other.map((cell) => cell.textContent)).toEqual([
      'Never connected',
      'Never',
      'Revoked',
      'Suspended',
      'Waterworks',
    ]);
    expect(other.every((cell) => cell.textContent === 'Waterworks' || cell.querySelector('svg') !== null)).toBe(true);
  });

  it('shows UTC on hover beside local time with its zone', async () => {
    shows([aDevice()]);
    await show(<Page />, 'pl');
    const row = await screen.findByRole('row', { name: /Pump house/ });
    const [since] = within(row).getAllByTitle('2026-11-29 16:53:00 UTC');
    expect(since?.textContent).toMatch(/^29 lis 2026, 17:53 CET$/);
  });

  it('asks the server for what is typed and chosen, from the beginning of the list', async () => {
    shows([aDevice()]);
    await show(<Page start={{ cursor: 'later' }} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Search devices'), ' FG-1 ');
    await user.click(screen.getByRole('radio', { name: 'Disconnected' }));
    const asked = { q: 'FG-1', connectivity: 'disconnected', limit: '50', count: 'true' };
    await waitFor(() => expect(api.journal.at(-1)?.query).toEqual(asked));
    expect(api.askedFor('GET /devices')[0]?.query).toMatchObject({ cursor: 'later', limit: '50' });
  });

  it('says what to do where nothing is found, and where there is nothing yet', async () => {
    shows([]);
    await show(<Page start={{ q: 'x', connectivity: ['never'] }} />);
    expect(await screen.findByText('No device matches')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Show all devices' }));
    expect(await screen.findByText('There are no devices yet')).toBeDefined();
    expect(api.journal.at(-1)?.query).toEqual({ limit: '50', count: 'true' });
  });

  it('goes on by the cursor of the answer, and back only where there was something before', async () => {
    shows([aDevice()], 'next-one');
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(api.journal.at(-1)?.query).toMatchObject({ cursor: 'next-one' }));
    expect(screen.getByText('1 row on this page')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Previous page' }));
    expect(screen.queryByRole('button', { name: 'Previous page' })).toBeNull();
  });

  it('gap 8: says how many devices were found, and where nobody counted further that there are more', async () => {
    const counted = (count: { value: number; exact: boolean }) =>
      api.on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: 'next-one', count }));
    counted({ value: 1234, exact: true });
    await show(<Page />);
    expect(await screen.findByText('1,234 devices')).toBeDefined();
    expect(screen.getByText('1 row on this page, 1,234 in all')).toBeDefined();
    counted({ value: 10_000, exact: false });
    await userEvent.click(screen.getByRole('radio', { name: 'Connected' }));
    expect(await screen.findByText('10,000+ devices')).toBeDefined();
    expect(screen.getByText('1 row on this page, 10,000+ in all')).toBeDefined();
  });

  it.each([
    ['Last sign of life', 'lastSeenAt'],
    ['Certificate', 'certificateNotAfter'],
    ['Organization', 'organizationName'],
  ])('rule 6: by %s the server sorts, up and then down', async (header, sort) => {
    shows([aDevice()]);
    await show(<Page />);
    await screen.findByRole('row', { name: /Pump house/ });
    const head = screen.getByRole('button', { name: header });
    await userEvent.click(head);
    await waitFor(() => expect(api.journal.at(-1)?.query).toMatchObject({ sort }));
    await userEvent.click(head);
    await waitFor(() => expect(api.journal.at(-1)?.query).toMatchObject({ sort: `-${sort}` }));
  });

  it('filters by models, which are read when one begins to choose, and by several values of a state', async () => {
    shows([aDevice()]);
    api
      .on('GET /me/tables/devices', () => answer(table, aTable('devices', ['name', 'type', 'lifecycle'], [])))
      .on('GET /device-models', () =>
        answer(deviceModelPage, { items: [{ name: 'Gateway' }, { name: 'Sensor' }], nextCursor: null }),
      );
    await show(<Page start={{ model: ['Retired model'] }} />);
    const user = userEvent.setup();
    const menuOf = async (column: string) => user.click(await screen.findByRole('button', { name: column }));
    await screen.findByRole('row', { name: /Pump house/ });
    await menuOf('Column Model, filtered');
    expect((await screen.findByLabelText<HTMLInputElement>('Retired model')).checked).toBe(true);
    await user.click(screen.getByLabelText('Gateway'));
    await user.click(screen.getByLabelText('Retired model'));
    await user.keyboard('{Escape}');
    await menuOf('Column State');
    await user.click(await screen.findByLabelText('Suspended'));
    await user.click(screen.getByLabelText('Retired'));
    const asked = () => new URLSearchParams(api.askedFor('GET /devices').at(-1)?.text);
    await waitFor(() => expect(asked().getAll('lifecycle')).toEqual(['suspended', 'retired']));
    expect(asked().getAll('model')).toEqual(['Gateway']);
  });

  it('counts in Polish as Poles do', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    shows(ids.map((id) => aDevice({ id: `01900000-0000-7000-8000-00000000001${id}` })));
    await show(<Page />, 'pl');
    expect(await screen.findByText('Razem 5 wierszy')).toBeDefined();
  });

  it('has its devices chosen by box and by key, across its pages, where something can be done to several', async () => {
    const other = aDevice({ id: '01900000-0000-7000-8000-000000000003', name: 'Well' });
    shows([aDevice(), other], 'next-one');
    await show(<Page bar={({ chosen }) => <p>{chosen.map(({ name }) => name).join(', ')}</p>} />);
    const user = userEvent.setup();
    const well = await screen.findByRole('checkbox', { name: 'Choose Well' });
    act(() => well.focus());
    await user.keyboard(' ');
    expect(screen.getByText('Well', { selector: 'p' })).toBeDefined();
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose all rows on this page' });
    expect([all.checked, all.indeterminate]).toEqual([false, true]);
    await user.click(all);
    expect(screen.getByText('Well, Pump house')).toBeDefined();
    shows([aDevice({ id: '01900000-0000-7000-8000-000000000004', name: 'Tank' })]);
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Choose Tank' }));
    expect(screen.getByText('Well, Pump house, Tank')).toBeDefined();
    await user.click(screen.getByRole('checkbox', { name: 'Choose all rows on this page' }));
    expect(screen.getByText('Well, Pump house')).toBeDefined();
  });

  it('has all that it finds chosen until one is left out, or something else is looked for', async () => {
    const counted = (count: DevicePageBody['count']) =>
      api.on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: null, count }));
    counted({ value: 1_234, exact: true });
    const bar: ComponentProps<typeof DeviceListPage>['bar'] = ({ chosen, isAll, chooseAll }, all) => (
      <button type="button" onClick={chooseAll}>
        {isAll ? `all ${all?.count} of ${JSON.stringify(all?.filter)}` : `${chosen.length} of ${all?.count}`}
      </button>
    );
    await show(<Page start={{ sort: '-name', limit: 50, freshness: ['stale'] }} bar={bar} />);
    const box = () => screen.findByRole<HTMLInputElement>('checkbox', { name: 'Choose Pump house' });
    await userEvent.click(await box());
    await userEvent.click(screen.getByRole('button', { name: '1 of 1234' }));
    const chosen = 'all 1234 of {"freshness":["stale"]}';
    expect([screen.getByText(chosen), (await box()).checked]).toEqual([expect.anything(), true]);
    await userEvent.click(await box());
    expect(screen.queryByText(chosen)).toBeNull();
    await userEvent.click(await box());
    await userEvent.click(screen.getByRole('button', { name: '1 of 1234' }));
    // Another order of the same devices is still all of them.
    await userEvent.click(screen.getByRole('button', { name: 'Last sign of life' }));
    expect(await screen.findByText(chosen)).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: 'Disconnected' }));
    expect(await screen.findByText('1 of 1234')).toBeDefined();
    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    expect(await screen.findByText('1 of 1234')).toBeDefined();
    counted({ value: 10_000, exact: false });
    await userEvent.click(screen.getByRole('radio', { name: 'Connected' }));
    expect(await screen.findByText('1 of undefined')).toBeDefined();
  });

  it('says between which days certificates end, and shows all devices again', async () => {
    shows([aDevice()]);
    const ends = { certificateEndsFrom: '2026-12-01', certificateEndsBefore: '2027-01-01' };
    await show(<Page start={{ ...ends, certificate: ['valid'] }} />);
    expect(await screen.findByText(/^Certificate: Ends from/)).toBeDefined();
    expect(screen.getByText(/^Certificate: Ends/).textContent).toBe('Certificate: Ends from 1 Dec 2026 to 31 Dec 2026');
    expect(api.askedFor('GET /devices')[0]?.query).toMatchObject(ends);
    await userEvent.click(screen.getByRole('button', { name: 'Show all devices' }));
    await waitFor(() => expect(api.journal.at(-1)?.query).toEqual({ limit: '50', count: 'true' }));
    expect(screen.queryByText(/^Certificate: Ends/)).toBeNull();
  });

  it('has no boxes for who may do nothing to several', async () => {
    shows([aDevice()]);
    await show(<Page />);
    await screen.findByRole('row', { name: /Pump house/ });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('shows why the list cannot be read', async () => {
    api.on('GET /devices', () => problem({ code: 'identity.password-change-required', status: 403 }));
    await show(<Page />);
    expect((await screen.findByRole('alert')).textContent).toContain('Your password has to be changed first');
  });
});

describe('the address of the list', () => {
  it('is read by the API’s own names, and what is wrong in it is left out', () => {
    expect(deviceSearch.parse({ q: ' 17 ', connectivity: 'connected', cursor: 'abc' })).toEqual({
      q: '17',
      connectivity: ['connected'],
      cursor: 'abc',
    });
    expect(deviceSearch.parse({ q: '', connectivity: 'sideways', cursor: 7 })).toEqual({});
    expect(deviceSearch.parse({ freshness: ['stale', 'sideways', 'stale', 'silent'], model: 'Gateway' })).toEqual({
      freshness: ['stale', 'silent'],
      model: ['Gateway'],
    });
    expect(deviceSearch.parse({ q: 17, unknown: 'x' })).toEqual({ q: '17' });
    const certificateEndsFrom = '2026-12-01';
    expect(deviceSearch.parse({ certificateEndsFrom, certificateEndsBefore: 'soon' })).toEqual({ certificateEndsFrom });
  });
});
