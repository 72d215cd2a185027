/** @jest-environment jsdom */
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { profile, type SavedViewBody, savedView, savedViewPage } from '#libs/contracts/http';
import { ada } from '../../testing/ada';
import { answer, done, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import type { ListSearch } from './list-address';
import { ViewsPanel } from './views-panel';

const own = {
  organizationId: '01900000-0000-7000-8000-000000000002',
  name: 'Waterworks',
  kind: 'customer' as const,
  role: 'admin' as const,
  homeDashboard: null,
  actions: { 'view.share': 'own' as const },
};
const aView = (differences: Partial<SavedViewBody> = {}): SavedViewBody => ({
  id: '01900000-0000-7000-8000-000000000071',
  name: 'Silent gateways',
  search: { freshness: ['stale', 'silent'], sort: 'lastSeenAt' },
  columns: ['name', 'connectivity.lastSeenAt'],
  shared: null,
  mine: true,
  removable: true,
  updatedAt: '2026-11-30T10:00:00.000Z',
  ...differences,
});
const shared = aView({
  id: '01900000-0000-7000-8000-000000000072',
  name: 'Ours',
  search: { q: 'x' },
  columns: ['name'],
  shared: { organizationId: own.organizationId, name: 'Waterworks' },
  mine: false,
  removable: false,
});

describe('the views of a list', () => {
  const api = fakeApiOfSuite();
  const asked: ListSearch[] = [];
  const arranged: (readonly string[])[] = [];
  beforeEach(() => {
    asked.length = 0;
    arranged.length = 0;
    api
      .on('GET /me/views/devices', () => answer(savedViewPage, { items: [shared, aView()], nextCursor: null }))
      .on('GET /me', () => answer(profile, { ...ada, memberships: [own] }));
  });
  const open = (search: ListSearch = { q: 'pump', cursor: 'later', lifecycle: ['active', 'suspended'] }) =>
    show(
      <ViewsPanel
        table="devices"
        address={{
          asked: search,
          onAsk: (change) => asked.push(change),
          onClear: () => undefined,
          onNext: () => undefined,
          onPrevious: undefined,
        }}
        columns={['name']}
        arrange={(columns) => arranged.push(columns)}
      />,
    );

  it('gap 25: one that is chosen puts the address and the columns as they were saved, and nothing of before stays', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Silent gateways' }));
    expect(asked).toEqual([
      { q: undefined, cursor: undefined, lifecycle: undefined, freshness: ['stale', 'silent'], sort: 'lastSeenAt' },
    ]);
    expect(arranged).toEqual([['name', 'connectivity.lastSeenAt']]);
  });

  it('tells which one is shown, whose a shared one is, and lets only its owner change it', async () => {
    await open({ q: 'x' });
    const ours = await screen.findByRole('button', { name: /^Ours/ });
    expect([ours.getAttribute('aria-current'), ours.textContent]).toEqual(['true', 'Ours of Waterworks']);
    const chip = ours.closest('li') ?? document.body;
    expect(within(chip).getAllByRole('button')).toHaveLength(1);
    await userEvent.click(ours);
    expect(arranged).toEqual([]);
  });

  it('saves what is shown without the place in the list, once, and keeps what was typed when it is refused', async () => {
    const taken = { code: 'fleet.view-name-taken', status: 409, errors: [{ path: 'name', message: 'is taken' }] };
    api.on('POST /me/views/devices', () => problem(taken));
    await open();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Name of the present view'), 'Active pumps');
    await user.selectOptions(await screen.findByLabelText('Seen by'), own.organizationId);
    const button = screen.getByRole('button', { name: 'Save view' });
    await user.click(button);
    expect(await screen.findByText(/You have a view of this name/)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('Name of the present view').value).toBe('Active pumps');
    api.on('POST /me/views/devices', () => answer(savedView, aView({ name: 'Active pumps' }), 201));
    await user.dblClick(button);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Name of the present view').value).toBe(''));
    const sent = api.askedFor('POST /me/views/devices');
    expect(sent).toHaveLength(2);
    expect(sent[1]?.body).toEqual({
      name: 'Active pumps',
      search: { q: 'pump', lifecycle: ['active', 'suspended'] },
      columns: ['name'],
      shared: own.organizationId,
    });
    expect(api.askedFor('GET /me/views/devices').length).toBeGreaterThan(1);
  });

  it('is saved anew as shown, and deleted after what becomes of it was said', async () => {
    const path = `/me/views/devices/${aView().id}`;
    api.on(`PUT ${path}`, () => answer(savedView, aView())).on(`DELETE ${path}`, () => done());
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Save as shown Silent gateways' }));
    await waitFor(() =>
      expect(api.askedFor(`PUT ${path}`)[0]?.body).toMatchObject({ name: 'Silent gateways', columns: ['name'] }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Delete Silent gateways' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete view Silent gateways?' });
    expect(dialog.textContent).toContain('The list stays as it is');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(api.askedFor(`DELETE ${path}`)).toHaveLength(1));
  });

  it('says what to do where none is saved, and why they cannot be read', async () => {
    api.on('GET /me/views/devices', () => answer(savedViewPage, { items: [], nextCursor: null }));
    await open();
    expect(await screen.findByText(/No view is saved yet/)).toBeDefined();
  });
});
