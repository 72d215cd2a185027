/** @jest-environment jsdom */
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ImportRowBody, importDetails, importJob, importRowPage } from '#libs/contracts/http';
import { anImport } from '../../testing/an-import';
import { answer, page, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { useKeptAddress } from '../../testing/kept-address';
import { show } from '../../testing/render';
import { ImportPage } from './import-page';
import { importKeys } from './requests';
import { importRowSearch } from './search';

const { id } = anImport();
const job = `/imports/${id}`;
const Page = () => <ImportPage id={id} {...useKeptAddress(importRowSearch)} />;

const aRow = (differences: Partial<ImportRowBody> = {}): ImportRowBody => ({
  number: 1,
  cells: ['FG-1', '00:C0:B7:00:00:01', 'Sensor'],
  outcome: 'create',
  applied: false,
  difference: { serialNumber: [null, 'FG-1'] },
  problems: [],
  warnings: [],
  ...differences,
});

describe('the page of an import', () => {
  const api = fakeApiOfSuite();
  const shows = (differences = {}, rows: ImportRowBody[] = [aRow()]) => {
    api.on(`GET ${job}`, () => answer(importDetails, anImport(differences)));
    api.on(`GET ${job}/rows`, () => answer(importRowPage, { items: rows, nextCursor: null }));
  };

  it('shows each row with what it does, each difference as it was and as it would be, and what is wrong', async () => {
    shows({}, [
      aRow(),
      aRow({ number: 2, outcome: 'change', difference: { name: ['Pump', 'Pump house'] } }),
      aRow({ number: 3, outcome: 'bad', difference: null, problems: [{ column: 'type', message: 'There is none.' }] }),
    ]);
    await show(<Page />);
    expect(await screen.findByText(/Pump house/)).toBeDefined();
    expect(screen.getByText('Pump').tagName).toBe('DEL');
    expect(screen.getByText('There is none.')).toBeDefined();
    expect(screen.getByRole('radio', { name: 'Bad 1' })).toBeDefined();
  });

  it('shows the bad rows alone, and gives them back as a file', async () => {
    shows();
    await show(<Page />);
    await userEvent.click(await screen.findByRole('radio', { name: 'Bad 1' }));
    await waitFor(() => expect(api.askedFor(`GET ${job}/rows`).at(-1)?.query.outcome).toBe('bad'));
    const file = screen.getByRole('link', { name: 'Save bad rows as CSV' });
    expect(file.getAttribute('href')).toBe(`/api/v1${job}/bad-rows.csv`);
  });

  it('says what comes of the application, and applies once however often it is pressed', async () => {
    shows();
    api.on(`POST ${job}/application`, () => answer(importJob, anImport({ status: 'applying' }), 202));
    await show(<Page />);
    await userEvent.click(await screen.findByRole('button', { name: 'Apply' }));
    expect(screen.getByText('1 are created, 1 are changed.')).toBeDefined();
    expect(screen.getByText('1 bad row is left out.')).toBeDefined();
    await userEvent.dblClick(screen.getAllByRole('button', { name: 'Apply' }).at(-1) as HTMLElement);
    await waitFor(() => expect(screen.queryByText('1 bad row is left out.')).toBeNull());
    expect(api.askedFor(`POST ${job}/application`)).toHaveLength(1);
  });

  it('offers nothing that its reader may not do, and says what holds it up', async () => {
    shows({ mode: 'all-or-nothing', may: ['cancel'] });
    await show(<Page />);
    expect(await screen.findByText('1 bad row holds it up')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Cancel import' })).toBeDefined();
  });

  it('tells somebody who was overtaken that the import has moved on', async () => {
    shows();
    api.on(`POST ${job}/application`, () => problem({ code: 'fleet.import-status', status: 409 }));
    await show(<Page />, 'pl');
    await userEvent.click(await screen.findByRole('button', { name: 'Zastosuj' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Zastosuj' }).at(-1) as HTMLElement);
    expect((await screen.findByRole('alert')).textContent).toContain('Plik jest już w innym stanie');
  });

  it('shows how far a check is, and goes on with it after the api was away', async () => {
    shows({ status: 'checking', checkedRows: 1, may: ['cancel'] }, []);
    const { client } = await show(<Page />);
    expect(await screen.findByText('1 of 3 rows')).toBeDefined();
    expect(screen.getByText('It goes on when you leave this page.')).toBeDefined();
    api.on(`GET ${job}`, () => page(502));
    const ask = () => client.refetchQueries({ queryKey: importKeys.one(id) });
    await act(ask);
    expect(await screen.findByText(/As it was at/)).toBeDefined();
    expect(screen.getByText('1 of 3 rows')).toBeDefined();
    shows();
    await act(ask);
    expect(await screen.findByText('Checked, waits for you')).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Apply' })).toBeDefined();
  });

  it('has a state of its own for a file without rows', async () => {
    shows({ totalRows: 0, checkedRows: 0, rows: { create: 0, change: 0, unchanged: 0, bad: 0 } }, []);
    await show(<Page />);
    expect(await screen.findByText('This file has no rows.')).toBeDefined();
  });

  it('says so where there is no such import', async () => {
    api.on(`GET ${job}`, () => problem({ code: 'fleet.import-unknown', status: 404 }));
    await show(<Page />);
    expect((await screen.findByRole('alert')).textContent).toContain('You see no such file');
  });
});
