/** @jest-environment jsdom */
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { deviceBatch } from '#libs/contracts/http';
import { aBatch } from '../../testing/a-batch';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { BatchBar } from './batch-bar';
import { batchKinds } from './kinds';

const chosen = ['01900000-0000-7000-8000-000000000041', '01900000-0000-7000-8000-000000000042'].map((id) => ({ id }));

describe('what can be done to many devices', () => {
  const api = fakeApiOfSuite();
  const started: string[] = [];
  const all = { filter: { connectivity: ['never' as const] }, count: 1_234 };
  const mill = '01900000-0000-7000-8000-000000000051';
  const bar = (more: Partial<ComponentProps<typeof BatchBar>> = {}) => (
    <BatchBar
      chosen={chosen}
      all={undefined}
      isAll={false}
      own={undefined}
      kinds={batchKinds(() => true)}
      onChooseAll={() => undefined}
      onClear={() => undefined}
      onStarted={(id) => started.push(id)}
      {...more}
    />
  );
  beforeEach(() => {
    started.length = 0;
    api.on('POST /device-batches', () => answer(deviceBatch, aBatch({ status: 'running' }), 202));
  });

  it('is what its reader may do, and nothing else', () => {
    expect(batchKinds(() => false)).toEqual([]);
    expect(batchKinds((action) => action === 'device.suspend')).toEqual(['suspend', 'resume']);
  });

  it('says how many devices it is done to and what comes of it, wants a reason, and begins once', async () => {
    await show(bar());
    expect(screen.getByText('2 devices chosen')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    const dialog = await screen.findByRole('dialog', { name: 'Suspend 2 devices' });
    expect(dialog.textContent).toContain('open sessions end within seconds');
    const confirm = () => screen.getAllByRole('button', { name: 'Suspend' }).at(-1) as HTMLElement;
    await userEvent.click(confirm());
    expect(await screen.findByText('Say why.')).toBeDefined();
    expect(api.askedFor('POST /device-batches')).toHaveLength(0);
    await userEvent.type(screen.getByLabelText('Reason'), ' Invoice 4711 ');
    await userEvent.dblClick(confirm());
    await waitFor(() => expect(started).toEqual([aBatch().id]));
    const asked = api.askedFor('POST /device-batches');
    expect(asked.map(({ body }) => body)).toEqual([
      { ids: chosen.map(({ id }) => id), action: { kind: 'suspend', reason: 'Invoice 4711' } },
    ]);
  });

  it('is offered for all that the list finds, with how many they are, where one batch takes them', async () => {
    const asked: string[] = [];
    await show(bar({ all, onChooseAll: () => asked.push('all') }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 1,234 that the list finds' }));
    expect(asked).toEqual(['all']);
    cleanup();
    await show(bar({ all: { ...all, count: chosen.length } }));
    expect(screen.queryByRole('button', { name: /Choose all/ })).toBeNull();
  });

  it('is done to all that the list finds by its filter, in the organization in which its reader looks', async () => {
    await show(bar({ all, isAll: true, own: mill }));
    expect(screen.getByText('All 1,234 that the list finds are chosen')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Retire' }));
    await screen.findByRole('dialog', { name: 'Retire 1,234 devices' });
    await userEvent.type(screen.getByLabelText('Reason'), 'Scrapped');
    await userEvent.type(screen.getByLabelText('Type the number of devices, 1,234'), '1234');
    await userEvent.click(screen.getAllByRole('button', { name: 'Retire' }).at(-1) as HTMLElement);
    await waitFor(() => expect(started).toHaveLength(1));
    const [order] = api.askedFor('POST /device-batches');
    expect(order?.query).toEqual({ in: mill });
    expect(order?.body).toEqual({ filter: all.filter, action: { kind: 'retire', reason: 'Scrapped' } });
  });

  it('keeps what was typed when it is refused, and sends the same request again by the same key', async () => {
    api.on('POST /device-batches', () => problem({ code: 'fleet.too-many-device-batches', status: 409 }));
    await show(bar());
    await userEvent.click(screen.getByRole('button', { name: 'Suspend' }));
    await userEvent.type(await screen.findByLabelText('Reason'), 'Why');
    const confirm = () => userEvent.click(screen.getAllByRole('button', { name: 'Suspend' }).at(-1) as HTMLElement);
    await confirm();
    expect((await screen.findByRole('alert')).textContent).toContain('Too much is under way');
    api.on('POST /device-batches', () => answer(deviceBatch, aBatch(), 202));
    await confirm();
    await waitFor(() => expect(started).toHaveLength(1));
    const keys = api.askedFor('POST /device-batches').map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});
