/** @jest-environment jsdom */
import { RouterProvider } from '@tanstack/react-router';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  currentSession,
  deviceBatch,
  deviceBatchPage,
  deviceBatchRowPage,
  devicePage,
  profile,
  table,
} from '#libs/contracts/http';
import { aBatch, aBatchRow } from '../../testing/a-batch';
import { aDevice } from '../../testing/a-device';
import { aMembership } from '../../testing/a-membership';
import { aTable } from '../../testing/a-table';
import { ada } from '../../testing/ada';
import { answer } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { newConsole } from '../new-console';

const expiresAt = '2026-11-30T15:00:00.000Z';
const works = aMembership(['fleet.read', 'device.suspend']);
const mill = aMembership(['fleet.read', 'device.suspend'], {
  organizationId: '01900000-0000-7000-8000-0000000000bb',
  name: 'Mill',
});
const first = aBatch();
const second = aBatch({ id: '01900000-0000-7000-8000-000000000032', action: { kind: 'resume' } });

describe('the pages of what is done to many devices', () => {
  const api = fakeApiOfSuite();
  beforeEach(() => {
    const session = { signedIn: true as const, expiresAt, csrfToken: ada.csrfToken, passwordChange: null };
    api
      .on('GET /sessions/current', () => answer(currentSession, session))
      .on('GET /me', () => answer(profile, { ...ada, memberships: [works, mill] }))
      .on('GET /me/tables/devices', () => answer(table, aTable('devices', ['serialNumber'])))
      .on('GET /devices', () => answer(devicePage, { items: [aDevice()], nextCursor: null }));
    for (const batch of [first, second])
      api
        .on(`GET /device-batches/${batch.id}`, () => answer(deviceBatch, batch))
        .on(`GET /device-batches/${batch.id}/rows`, () =>
          answer(deviceBatchRowPage, { items: [aBatchRow()], nextCursor: null }),
        );
  });

  async function open(address: string, language: 'en' | 'pl' = 'en') {
    window.history.replaceState({}, '', address);
    const { client, router } = newConsole();
    await show(<RouterProvider router={router} />, language, client);
    return router;
  }
  const address = () => `${window.location.pathname}${window.location.search}`;
  const choose = async () => userEvent.click(await screen.findByRole('checkbox', { name: /Pump house/ }));
  async function suspend() {
    await choose();
    await userEvent.click(await screen.findByRole('button', { name: 'Suspend' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Invoice 4711');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Suspend' }));
  }

  it('choose which devices are shown also of the batch that an undo began', async () => {
    api.on('POST /device-batches', () => answer(deviceBatch, second, 202));
    await open(`/batches/${first.id}`);
    await userEvent.click(await screen.findByRole('button', { name: /^Undo/ }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(address()).toBe(`/batches/${second.id}`));
    await userEvent.click(await screen.findByRole('radio', { name: /^Refused/ }));
    await waitFor(() => expect(address()).toBe(`/batches/${second.id}?outcome=refused`));
  });

  it('call nobody back who went elsewhere while a batch was begun', async () => {
    let begin: (response: Response) => void = () => undefined;
    api.on('POST /device-batches', () => new Promise<Response>((resolve) => (begin = resolve)));
    const router = await open('/devices');
    await suspend();
    await waitFor(() => expect(api.askedFor('POST /device-batches')).toHaveLength(1));
    api.on('GET /device-batches', () => answer(deviceBatchPage, { items: [second], nextCursor: null }));
    await act(() => router.navigate({ to: '/batches' }));
    expect(await screen.findByRole('heading', { name: 'Bulk actions' })).toBeDefined();
    await act(async () => begin(answer(deviceBatch, first, 202)));
    await waitFor(() => expect(api.askedFor('GET /device-batches').length).toBeGreaterThan(1));
    expect(address()).toBe('/batches');
  });

  it('are about nothing that was chosen in another organization', async () => {
    const router = await open('/devices');
    await choose();
    expect(await screen.findByText('1 device chosen')).toBeDefined();
    await act(() => router.navigate({ to: '/devices', search: { in: mill.organizationId } }));
    await waitFor(() => expect(screen.queryByText('1 device chosen')).toBeNull());
    expect(await screen.findByRole('checkbox', { name: /Pump house/ })).toHaveProperty('checked', false);
  });

  it('write numbers as the reader’s language does', async () => {
    const many = aBatch({ total: 21_000, devices: { done: 11_000, unchanged: 0, refused: 10_000 } });
    api.on('GET /device-batches', () => answer(deviceBatchPage, { items: [many], nextCursor: null }));
    await open('/batches', 'pl');
    const row = await screen.findByRole('row', { name: /Zawieś/ });
    expect(row.textContent).toMatch(/21\s000.*11\s000.*10\s000/);
  });
});
