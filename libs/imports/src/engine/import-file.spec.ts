import fc from 'fast-check';
import { csvLine } from '#libs/tables';
import { ImportFileUnreadableError, ImportHeaderError, ImportTooLargeError } from './import.errors.js';
import { cellsUnder, type ImportColumns, readHeader } from './import-columns.js';
import { openImportFile } from './import-file.js';

/** The file's bytes, cut into pieces of this size. */
async function* cut(file: string | Uint8Array, size = 7) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function readAll(file: string | Uint8Array, size?: number) {
  const { header, batches } = await openImportFile(cut(file, size));
  const rows: (readonly string[])[] = [];
  const sizes: number[] = [];
  for await (const batch of batches()) {
    rows.push(...batch);
    sizes.push(batch.length);
  }
  return { header, rows, sizes };
}

describe('openImportFile', () => {
  it.each([
    ['comma', 'a,b\n1,2;3\n', [['1', '2;3']]],
    ['semicolon', 'a;b\n1,5;2\n', [['1,5', '2']]],
    ['tab', 'a\tb\n1,5\t2;3\n', [['1,5', '2;3']]],
    ['one column', 'a\n1\n', [['1']]],
    ['CRLF, quotes, line ends inside', '"a","b;;;;"\r\n"1 ""x""","2\r\n3"\r\n', [['1 "x"', '2\r\n3']]],
    ['byte order mark, empty lines, no line end last', '\uFEFFa,b\n\n,\n1,2', [['1', '2']]],
    ['a first line that names the sign', 'sep=;\r\na;b\r\n1,5;2\r\n', [['1,5', '2']]],
    ['the same of a tab, behind a byte order mark', '\uFEFFsep=\t\na\tb\n1,5\t2;3\n', [['1,5', '2;3']]],
    [
      'empty columns at the end',
      'a,b,,\n1,2,,\n1,,,\n',
      [
        ['1', '2'],
        ['1', ''],
      ],
    ],
    ['a cell under an empty column', 'a,b,,\n1,2,,4\n', [['1', '2', '', '4']]],
    ['rows of other lengths', 'a,b\n1\n1,2,3\n', [['1'], ['1', '2', '3']]],
  ])('reads %s, however it is cut', async (_what, file, rows) => {
    for (const size of [1, 2, 3, 1_000]) expect((await readAll(file, size)).rows).toEqual(rows);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffa;b\n', 'utf16le'), /UTF-16/],
    ['a workbook', Buffer.from('PK\x03\x04 and more'), /\.xlsx/],
  ])('says in words that a file is %s, however it is cut', async (_what, file, words) => {
    for (const size of [1, 3, 1_000]) {
      const refusal = await readAll(file, size).catch((failure: unknown) => failure);
      expect(refusal).toBeInstanceOf(ImportFileUnreadableError);
      expect((refusal as Error).message).toMatch(words);
    }
  });

  it('names no column where the first line ends with empty ones', async () => {
    expect((await readAll('a,b,,\n1,2,,\n')).header).toEqual(['a', 'b']);
  });

  it('composes its texts (NFC), however it is cut', async () => {
    for (const size of [1, 2, 1_000])
      expect(await readAll('Gro\u0308\u00dfe\nZu\u0308rich\n', size)).toMatchObject({
        header: ['Gr\u00f6\u00dfe'],
        rows: [['Z\u00fcrich']],
      });
  });

  it('gives rows in batches of 500', async () => {
    const file = `a\n${Array.from({ length: 1_201 }, (_, n) => n).join('\n')}`;
    expect((await readAll(file, 64)).sizes).toEqual([500, 500, 201]);
  });

  it.each([
    ['a file of commas', 'a,b\n12.5,3.800\n', 'point'],
    ['a file of commas in which a number has a decimal comma', 'a,b\n3.800,x\n"12,5",y\n', 'unknown'],
    ['a file of commas in which a number has thousands', 'a,b\n"1,234",x\n', 'point'],
    ['a file of semicolons', 'a;b\n12.5;3.800\n', 'unknown'],
    ['a file of tabs', 'a\tb\n12.5\t3.800\n', 'unknown'],
  ])('the decimal sign of %s', async (_what, file, sign) => {
    const opened = await openImportFile(cut(file));
    for await (const _ of opened.batches());
    expect(opened.decimalSign()).toBe(sign);
  });

  it.each([
    ['nothing', ''],
    ['only empty lines', '\n\n'],
    ['a quotation mark that never closes', 'a\n"1\n2\n'],
    ['text behind a closing quotation mark', 'a\n"1"2\n'],
    ['U+0000', 'a\n1\0\n'],
    ['a row longer than 128 KiB', `a\n${'x'.repeat(140_000)}\n`],
    ['bytes that are no UTF-8', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a)],
    ['a character that is cut off at the end', Uint8Array.of(0x61, 0x0a, 0xc3)],
  ])('refuses %s', async (_what, file) => {
    await expect(readAll(file, 1_000)).rejects.toThrow(ImportFileUnreadableError);
  });

  it.each([
    ['rows', { rows: 1_000, bytes: 1_000_000 }],
    ['bytes', { rows: 1_000_000, bytes: 10_000 }],
  ])('refuses more %s than the limit, and reads no further', async (_what, limits) => {
    async function* endless() {
      yield Buffer.from('a\n');
      for (;;) yield Buffer.from('1\n'.repeat(500));
    }
    const read = async () => {
      const { batches } = await openImportFile(endless(), limits);
      for await (const _ of batches());
    };
    await expect(read()).rejects.toThrow(ImportTooLargeError);
  });

  it('passes on what breaks the source', async () => {
    async function* broken() {
      yield Buffer.from('a\n1\n');
      throw new Error('gone');
    }
    const read = async () => {
      const { batches } = await openImportFile(broken());
      for await (const _ of batches());
    };
    await expect(read()).rejects.toThrow('gone');
  });

  it('reads back what our own files have in them', async () => {
    const cell = fc
      .string({ unit: 'binary', maxLength: 20 })
      .map((text) => text.replaceAll('\0', '').trim().normalize('NFC'));
    const row = fc.array(cell, { minLength: 2, maxLength: 2 }).filter((cells) => cells.some((text) => text !== ''));
    const names = ['one', 'two'];
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const { header, rows: read } = await readAll([names, ...rows].map((cells) => csvLine(cells)).join(''), size);
        expect(header).toEqual(names);
        expect(read.map((cells) => cellsUnder(names, cells))).toEqual(
          rows.map(([one, two]) => ({ one: one || undefined, two: two || undefined })),
        );
      }),
    );
  });
});

describe('readHeader', () => {
  const columns: ImportColumns = {
    required: ['serialNumber'],
    optional: ['name'],
    oneOf: [['name', 'x']],
    prefix: 'attribute.',
  };

  it('takes names in any order and letter case, spaces around them, and what follows the prefix as it is', () => {
    expect(readHeader(columns, [' NAME ', 'Attribute.ratedPower', 'SERIALnumber'])).toEqual([
      'name',
      'attribute.ratedPower',
      'serialNumber',
    ]);
  });

  it.each([
    [['serialNumber', 'name', 'color'], 'it names "color"'],
    [['serialNumber', 'name', ''], 'it names ""'],
    [['serialNumber', 'name', 'attribute.'], 'it names "attribute."'],
    [['serialNumber', 'name', 'Name'], 'it names name twice'],
    [['name'], 'it does not name serialNumber'],
    [['serialNumber'], 'it names none of name and x'],
  ])('refuses %j and lists what it knows', (cells, reason) => {
    expect(() => readHeader(columns, cells)).toThrow(ImportHeaderError);
    expect(() => readHeader(columns, cells)).toThrow(reason);
    expect(() => readHeader(columns, cells)).toThrow('Known: serialNumber, name, attribute.…');
  });

  it('refuses more than 60 columns', () => {
    expect(() => readHeader(columns, Array(61).fill('name'))).toThrow(ImportTooLargeError);
  });
});
