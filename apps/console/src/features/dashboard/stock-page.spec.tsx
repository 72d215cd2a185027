/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  assignments,
  devicePage,
  fleetSummary,
  organizationPage,
  organizationSummary,
  table,
} from '#libs/contracts/http';
import { aListedCustomer } from '../../testing/a-listed-customer';
import { aTable } from '../../testing/a-table';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import { stockSearch } from './search';
import { StockPage } from './stock-page';

const stocked = (n: number) => ({
  id: `01900000-0000-7000-8000-00000000000${n}`,
  serialNumber: `FG-${n}`,
  macAddress: `00:C0:B7:00:00:0${n}`,
  type: 'gateway',
  name: `FG-${n}`,
  organizationId: '01900000-0000-7000-8000-0000000000b1',
  organizationName: 'North',
  siteId: null,
  tags: [],
  lifecycle: 'registered' as const,
  connectivity: { state: 'never' as const, since: null, lastSeenAt: null },
  freshness: 'silent' as const,
  certificate: { state: 'none' as const, notAfter: null },
  createdAt: '2026-11-01T00:00:00.000Z',
});
const customer = aListedCustomer();

function Page({ mayAssign = true }: { mayAssign?: boolean }) {
  return (
    <StockPage
      {...useKeptAddress(stockSearch)}
      mayAssign={mayAssign}
      tabLink={({ view, children }) => <a href={`/${view}`}>{children}</a>}
      rowLink={({ row, children }) => <a href={`/devices/${row.id}`}>{children}</a>}
      deviceColumns={[{ id: 'serialNumber', header: 'Serial number', cell: ({ serialNumber }) => serialNumber }]}
    />
  );
}

describe('unassigned devices', () => {
  const api = fakeApiOfSuite();
  let waiting = [1, 2, 3];
  beforeEach(() => {
    waiting = [1, 2, 3];
    api.on('GET /me/tables/devices', () => answer(table, aTable('devices', ['serialNumber'])));
    api.on('GET /devices', () => answer(devicePage, { items: waiting.map(stocked), nextCursor: null }));
    api.on('GET /organizations', () => answer(organizationPage, { items: [customer], nextCursor: null }));
    api.on('GET /organizations/summary', () => answer(organizationSummary, { new: 1, invited: 0, onboarded: 0 }));
    api.on('GET /fleet/summary', () =>
      answer(fleetSummary, {
        total: waiting.length,
        unassigned: waiting.length,
        connectivity: { connected: 0, disconnected: 0, never: waiting.length },
        freshness: { fresh: 0, stale: 0, silent: waiting.length },
        lifecycle: { registered: waiting.length, active: 0, suspended: 0, retired: 0 },
        certificate: { none: waiting.length, valid: 0, expiring: 0, expired: 0, revoked: 0 },
      }),
    );
    api.on('POST /devices/assignments', ({ body }) => {
      const { deviceIds } = body as { deviceIds: string[] };
      const items = waiting.map(stocked).filter(({ id }) => deviceIds.includes(id));
      waiting = waiting.filter((n) => !deviceIds.includes(stocked(n).id));
      const rest = { organizationId: customer.id, changed: true, revokedCertificates: 0 };
      return answer(
        assignments,
        { items: items.map(({ id, serialNumber }) => ({ deviceId: id, serialNumber, ...rest })) },
        201,
      );
    });
  });
  const serials = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
  const sent = () => api.askedFor('POST /devices/assignments').map(({ body }) => body);

  it('R0-14: are those that no customer has, counted on their tab', async () => {
    await show(<Page />);
    await waitFor(() => expect(serials()).toEqual(['FG-1', 'FG-2', 'FG-3']));
    expect(api.askedFor('GET /devices')[0]?.query).toMatchObject({ assignment: 'unassigned' });
    expect(await screen.findByRole('link', { name: 'Unassigned devices 3' })).toBeDefined();
  });

  it('R0-21, R0-15: the button beside a device asks for the customer; confirmed, it leaves the list', async () => {
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Assign FG-2' }));
    const dialog = await screen.findByRole('dialog', { name: 'Assign FG-2' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Assign' }));
    expect(within(dialog).getByRole('alert').textContent).toBe('Choose the customer.');
    await userEvent.click(await within(dialog).findByLabelText('Mill'));
    await userEvent.type(within(dialog).getByLabelText('Note'), 'Order 7');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Assign to Mill' }));
    await waitFor(() => expect(serials()).toEqual(['FG-1', 'FG-3']));
    expect(sent()).toEqual([{ deviceIds: [stocked(2).id], organizationId: customer.id, note: 'Order 7' }]);
    expect(await screen.findByRole('link', { name: 'Unassigned devices 2' })).toBeDefined();
  });

  it('many that were chosen are given in one request, all or none', async () => {
    await show(<Page />);
    for (const n of [1, 3]) await userEvent.click(await screen.findByLabelText(`Choose FG-${n}`));
    await userEvent.click(screen.getByRole('button', { name: 'Assign 2 devices' }));
    await userEvent.click(await screen.findByLabelText('Mill'));
    await userEvent.click(screen.getByRole('button', { name: 'Assign to Mill' }));
    await waitFor(() => expect(serials()).toEqual(['FG-2']));
    expect(sent()).toEqual([{ deviceIds: [stocked(1).id, stocked(3).id], organizationId: customer.id }]);
    expect(screen.queryByRole('button', { name: /^Assign \d/ })).toBeNull();
  });

  it('says why they could not be given, and keeps what was chosen', async () => {
    api.on('POST /devices/assignments', () => problem({ code: 'fleet.device-elsewhere', status: 409 }));
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Assign FG-1' }));
    await userEvent.click(await screen.findByLabelText('Mill'));
    await userEvent.click(screen.getByRole('button', { name: 'Assign to Mill' }));
    expect((await screen.findByRole('alert')).textContent).toContain('fleet.device-elsewhere');
    expect((screen.getByLabelText('Mill') as HTMLInputElement).checked).toBe(true);
  });

  it('are not offered to be given by who may not', async () => {
    await show(<Page mayAssign={false} />);
    await waitFor(() => expect(serials()).toHaveLength(3));
    expect(screen.queryByRole('button', { name: /^Assign/ })).toBeNull();
  });
});
