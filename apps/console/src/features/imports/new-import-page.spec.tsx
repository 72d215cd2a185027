/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IMPORT_FILE_BYTES, importColumnsAnswer, importJob, organizationPage } from '#libs/contracts/http';
import { anImport } from '../../testing/an-import';
import { anOrganization } from '../../testing/an-organization';
import { answer, page, problem } from '../../testing/fake-api';
import { fakeApiOfSuite } from '../../testing/fake-api-of-suite';
import { show } from '../../testing/render';
import { NewImportPage } from './new-import-page';

const aFile = (content: BlobPart = 'serialNumber,macAddress,type\n', name = 'pallet 7.csv') => {
  const file = new File([content], name, { type: 'text/csv' });
  // jsdom's files cannot be read as bytes.
  file.slice = () => ({ arrayBuffer: async () => bytesOf(content) }) as unknown as Blob;
  return file;
};
const bytesOf = (content: BlobPart): ArrayBuffer =>
  (typeof content === 'string'
    ? Uint8Array.from(content, (sign) => sign.charCodeAt(0))
    : (content as Uint8Array)
  ).slice(0, 4).buffer as ArrayBuffer;

describe('a new import', () => {
  const api = fakeApiOfSuite();
  const sent: string[] = [];
  beforeEach(() => {
    sent.length = 0;
    api.on('GET /imports/columns', () =>
      answer(importColumnsAnswer, {
        items: [
          {
            kind: 'devices',
            required: ['serialNumber', 'macAddress', 'type'],
            optional: ['name'],
            oneOf: [],
            prefix: null,
          },
        ],
      }),
    );
    api.on('GET /organizations', () =>
      answer(organizationPage, { items: [anOrganization({ kind: 'provider' })], nextCursor: null }),
    );
    api.on('POST /imports', () => answer(importJob, anImport({ status: 'checking' }), 202));
  });
  const open = (language: 'en' | 'pl' = 'en') =>
    show(<NewImportPage kinds={['devices']} onSending={() => undefined} onSent={(id) => sent.push(id)} />, language);
  const choose = async (file: File) => {
    await screen.findByRole('option', { name: 'Waterworks' });
    await userEvent.selectOptions(screen.getByLabelText('Into whose stock'), 'Waterworks');
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('There is no field for a file.');
    await userEvent.upload(input, file);
  };
  const send = () => userEvent.click(screen.getByRole('button', { name: 'Send and check' }));

  it('says which columns the file has to have', async () => {
    await open();
    expect(await screen.findByText('serialNumber, macAddress, type')).toBeDefined();
  });

  it('asks at the fields for what is missing, and sends nothing', async () => {
    await open();
    await send();
    expect(await screen.findByText('Choose where the rows belong.')).toBeDefined();
    expect(screen.getByText('Choose a file.')).toBeDefined();
    expect(api.askedFor('POST /imports')).toEqual([]);
  });

  it('sends the file once, however often the button is pressed, and leads to its page', async () => {
    await open();
    await choose(aFile());
    await userEvent.dblClick(screen.getByRole('button', { name: 'Send and check' }));
    await waitFor(() => expect(sent).toEqual([anImport().id]));
    expect(api.askedFor('POST /imports').map(({ query }) => query)).toEqual([
      { kind: 'devices', organizationId: anOrganization().id, mode: 'all-or-nothing', fileName: 'pallet 7.csv' },
    ]);
  });

  it.each([
    [
      'a workbook',
      Uint8Array.of(0x50, 0x4b, 0x03, 0x04),
      'This is no CSV in UTF-8. In Excel, save it as “CSV UTF-8 (comma delimited)”.',
    ],
    [
      'a text in UTF-16',
      Uint8Array.of(0xff, 0xfe, 0x61, 0),
      'This is no CSV in UTF-8. In Excel, save it as “CSV UTF-8 (comma delimited)”.',
    ],
  ])('refuses %s at the field before it is sent', async (_, bytes, words) => {
    await open();
    await choose(aFile(bytes));
    await send();
    expect(await screen.findByText(words)).toBeDefined();
    expect(api.askedFor('POST /imports')).toEqual([]);
  });

  it('refuses a file that is too large before it is sent', async () => {
    await open();
    const file = aFile();
    Object.defineProperty(file, 'size', { value: IMPORT_FILE_BYTES + 1 });
    await choose(file);
    await send();
    expect(await screen.findByText('This file is larger than 256 MiB. Split it into several.')).toBeDefined();
    expect(api.askedFor('POST /imports')).toEqual([]);
  });

  it('puts a 413 of a proxy on the way into the same words', async () => {
    api.on('POST /imports', () => page(413));
    await open();
    await choose(aFile());
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('The file is too large');
  });

  it('shows which line cannot be read', async () => {
    const detail = 'The file cannot be read: line 4 is no UTF-8. Nothing of it was kept.';
    api.on('POST /imports', () => problem({ code: 'fleet.import-file-unreadable', status: 400, detail }));
    await open();
    await choose(aFile());
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('line 4');
  });

  it('keeps file and choices when the network is lost in the middle, and says that it may have arrived', async () => {
    api.on('POST /imports', () => {
      throw new TypeError('Failed to fetch');
    });
    await open();
    await choose(aFile());
    await send();
    expect((await screen.findByRole('alert')).textContent).toContain('it may have arrived');
    api.on('POST /imports', () => answer(importJob, anImport({ status: 'checking' }), 202));
    await send();
    await waitFor(() => expect(sent).toHaveLength(1));
  });
});
