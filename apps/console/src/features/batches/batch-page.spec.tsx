/** @jest-environment jsdom */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type DeviceBatchRowBody, deviceBatch, deviceBatchRowPage } from '#libs/contracts/http';
import { aBatch, aBatchRow } from '../../testing/a-batch';
import { answer, page, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import { BatchPage } from './batch-page';
import type { BatchKind } from './kinds';
import { batchKeys } from './requests';
import { batchRowSearch } from './search';

const { id } = aBatch();
const path = `/device-batches/${id}`;
const started: string[] = [];

const Page = ({ kinds = ['suspend', 'resume'] }: { kinds?: readonly BatchKind[] }) => (
  <BatchPage
    id={id}
    {...useKeptAddress(batchRowSearch)}
    deviceLink={({ row, children }) => <a href={`/devices/${row.deviceId}`}>{children}</a>}
    kinds={kinds}
    onStarted={(batchId) => started.push(batchId)}
  />
);

describe('the page of a batch of devices', () => {
  const api = fakeApiOfSuite();
  const shows = (differences = {}, rows: DeviceBatchRowBody[] = [aBatchRow()]) => {
    api.on(`GET ${path}`, () => answer(deviceBatch, aBatch(differences)));
    api.on(`GET ${path}/rows`, () => answer(deviceBatchRowPage, { items: rows, nextCursor: null }));
  };
  beforeEach(() => {
    started.length = 0;
  });

  it('tells of each device what became of it, and why one was refused, in the reader’s language', async () => {
    shows({}, [
      aBatchRow(),
      aBatchRow({
        number: 2,
        serialNumber: 'FG-2',
        outcome: 'refused',
        problem: {
          code: 'fleet.lifecycle-transition',
          params: { lifecycle: 'suspended', event: 'suspend' },
          message: 'Device FG-2 is suspended.',
        },
      }),
      aBatchRow({
        number: 3,
        serialNumber: null,
        outcome: 'refused',
        problem: { code: 'fleet.device-unknown', params: {}, message: 'There is no device.' },
      }),
    ]);
    await show(<Page />, 'pl');
    expect(await screen.findByRole('heading', { name: 'Zawieś 3 urządzenia' })).toBeDefined();
    expect(await screen.findByText('Jest już zawieszone.')).toBeDefined();
    expect(screen.getByText('fleet.device-unknown')).toBeDefined();
    expect(screen.queryByText('There is no device.')).toBeNull();
  });

  it('shows those that were refused alone, and gives them back as a file', async () => {
    shows();
    await show(<Page />);
    await userEvent.click(await screen.findByRole('radio', { name: 'Refused 1' }));
    await waitFor(() => expect(api.askedFor(`GET ${path}/rows`).at(-1)?.query.outcome).toBe('refused'));
    const file = screen.getByRole('link', { name: 'Save refused devices as CSV' });
    expect(file.getAttribute('href')).toBe(`/api/v1${path}/refused-devices.csv`);
  });

  it('is undone for the devices that were changed, once however often that is pressed', async () => {
    shows();
    const other = '01900000-0000-7000-8000-000000000032';
    api.on('POST /device-batches', () =>
      answer(deviceBatch, aBatch({ id: other, action: { kind: 'resume' }, status: 'running' }), 202),
    );
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Undo: resume 2 devices' }));
    await userEvent.dblClick(await screen.findByRole('button', { name: 'Resume' }));
    await waitFor(() => expect(started).toEqual([other]));
    const asked = api.askedFor('POST /device-batches');
    expect(asked.map(({ body }) => body)).toEqual([{ batchId: id, action: { kind: 'resume' } }]);
  });

  it('offers to undo nothing that its reader may not do', async () => {
    shows();
    await show(<Page kinds={[]} />);
    expect(await screen.findByText('FG-1')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull();
  });

  it('shows how far it is, goes on with that after the api was away, and can be canceled', async () => {
    shows({ status: 'running', devices: { done: 1, unchanged: 0, refused: 0 } });
    api.on(`DELETE ${path}`, () => answer(deviceBatch, aBatch({ status: 'canceled' })));
    const { client } = await show(<Page />);
    expect(await screen.findByText('1 of 3 devices')).toBeDefined();
    expect(screen.getByText('It goes on when you leave this page.')).toBeDefined();
    api.on(`GET ${path}`, () => page(502));
    const ask = () => client.refetchQueries({ queryKey: batchKeys.one(id) });
    await act(ask);
    expect(await screen.findByText(/As it was at/)).toBeDefined();
    shows({ status: 'canceled' });
    await userEvent.click(screen.getByRole('button', { name: 'Cancel the rest' }));
    expect(await screen.findByText('Canceled')).toBeDefined();
  });

  it('says so where there is no such batch of theirs', async () => {
    api.on(`GET ${path}`, () => problem({ code: 'fleet.device-batch-unknown', status: 404 }));
    await show(<Page />);
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such batch of yours');
  });
});
