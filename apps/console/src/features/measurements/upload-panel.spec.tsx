/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type ImportBody, importJob, importRowPage, offlineMeasurementPage } from '#libs/contracts/http';
import { anAsset } from '../../testing/an-asset';
import { answer, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { UploadPanel } from './upload-panel';

const asset = anAsset();
const id = '01900000-0000-7000-8000-000000000041';
const aJob = (differences: Partial<ImportBody> = {}): ImportBody => ({
  id,
  kind: 'oil-tests',
  organizationId: asset.organizationId,
  organizationName: 'Waterworks',
  mode: 'best-effort',
  fileName: 'oil.csv',
  status: 'checked',
  columns: ['assetSerialNumber', 'sampledAt', 'hydrogen'],
  totalRows: 3,
  checkedRows: 3,
  appliedRows: 0,
  rows: { create: 2, change: 0, unchanged: 0, bad: 1 },
  warnedRows: 0,
  failure: null,
  createdById: id,
  createdAt: '2026-11-30T00:00:00.000Z',
  updatedAt: '2026-11-30T00:00:00.000Z',
  ...differences,
});

function Upload() {
  const [file, setFile] = useState<string>();
  return <UploadPanel asset={asset} file={file} onFile={setFile} />;
}

describe('a file of oil tests', () => {
  const api = fakeApiOfSuite();
  const send = () =>
    userEvent.upload(screen.getByLabelText('Choose a file', { selector: 'input' }), new File(['a,b'], 'oil.csv'));

  it('R0-28: is checked, shows each bad row with its cell and what is wrong, and is stored when that is asked for', async () => {
    let status: ImportBody['status'] = 'checked';
    api
      .on('POST /imports', () => answer(importJob, aJob({ status: 'checking', checkedRows: 0 }), 202))
      .on(`GET /imports/${id}`, () => answer(importJob, aJob({ status, appliedRows: status === 'done' ? 3 : 0 })))
      .on(`GET /assets/${asset.id}/offline-measurements`, () =>
        answer(offlineMeasurementPage, { items: [], nextCursor: null }),
      )
      .on(`GET /imports/${id}/rows`, () =>
        answer(importRowPage, {
          items: [
            {
              number: 2,
              cells: ['TR-1', '2026-01-01', 'much'],
              outcome: 'bad',
              applied: false,
              difference: null,
              problems: [{ column: 'hydrogen', message: 'must be a number of µL/L' }],
              warnings: [],
            },
          ],
          nextCursor: null,
        }),
      )
      .on(`POST /imports/${id}/application`, () => {
        status = 'done';
        return answer(importJob, aJob({ status: 'applying' }), 202);
      });
    await show(<Upload />);
    await send();
    expect(await screen.findByRole('row', { name: '2 hydrogen much must be a number of µL/L' })).toBeDefined();
    const [asked] = api.askedFor('POST /imports');
    expect(asked?.query).toEqual({
      kind: 'oil-tests',
      mode: 'best-effort',
      organizationId: asset.organizationId,
      fileName: 'oil.csv',
    });
    expect(asked?.headers['content-type']).toBe('text/csv');
    await userEvent.dblClick(screen.getByRole('button', { name: 'Store 2 samples' }));
    expect(await screen.findByText(/Stored. New: 2/)).toBeDefined();
    expect(api.askedFor(`POST /imports/${id}/application`)).toHaveLength(1);
  });

  it('that is too large or of other columns is refused in words, and another can be chosen', async () => {
    api.on('POST /imports', () => problem({ code: 'fleet.import-header', status: 400, detail: 'It names "color".' }));
    await show(<Upload />);
    await send();
    expect((await screen.findByRole('alert')).textContent).toMatch(/The first row does not fit.*It names "color"/);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Choose a file' })).toBeDefined());
  });
});
