import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type CsvCell, csvLine, textOfCell } from './csv-text.js';

const dangerousStarts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/** Text with everything in it that CSV or a spreadsheet reads as more than text. */
const text = fc
  .array(fc.oneof(fc.constantFrom(...dangerousStarts, "'", '"', ',', ';', ' '), fc.string({ unit: 'grapheme' })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const cell: fc.Arbitrary<CsvCell> = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const rows = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
const delimiters = fc.constantFrom(',' as const, ';' as const);

const readBack = (file: string, delimiter: ',' | ';') =>
  parse(file, { delimiter, record_delimiter: '\r\n' }) as unknown as string[][];

describe('csvLine', () => {
  it.each<[CsvCell[], string, string]>([
    [['a', 'b'], 'a,b\r\n', 'RFC 4180 §2.1, §2.4'],
    [['say "hi"', 'a,b'], '"say ""hi""","a,b"\r\n', 'RFC 4180 §2.6, §2.7'],
    [['two\r\nlines', null], '"two\r\nlines",\r\n', 'RFC 4180 §2.6'],
    [['other;mark', ' space '], '"other;mark"," space "\r\n', 'quoted for the other delimiter, too'],
    [[-5, 0.25, true], '-5,0.25,true\r\n', 'numbers stay numbers'],
    [[null], '""\r\n', 'an empty line would be passed over by most readers'],
  ])('%j is written %j: %s', (cells, line, _why) => {
    expect(csvLine(cells)).toBe(line);
  });

  it.each(['=cmd|"/C calc"!A0', '+48 22 555 01 99', '-5', '@SUM(A1)', '\t=1+1', '\r=1', '＝1+1'])(
    'R3-15: %j gets an apostrophe: it is text and no formula',
    (formula) => {
      const [[first] = []] = readBack(csvLine([formula, 'b']), ',');
      expect(first).toBe(`'${formula}`);
      expect(textOfCell(first ?? '')).toBe(formula);
    },
  );

  it('an apostrophe that was there before is kept apart from one that was added', () => {
    expect([csvLine(["'=1"]), textOfCell("''=1"), textOfCell("'=1")]).toEqual(["''=1\r\n", "'=1", '=1']);
    expect([csvLine(["'s-Gravenhage"]), textOfCell("'s-Gravenhage")]).toEqual(["'s-Gravenhage\r\n", "'s-Gravenhage"]);
  });

  it('parsing the file back gives the cells, whatever is in them', () => {
    fc.assert(
      fc.property(rows, delimiters, (written, delimiter) => {
        const file = written.map((cells) => csvLine(cells, { delimiter })).join('');
        const read = readBack(file, delimiter).map((cells) => cells.map(textOfCell));
        expect(read).toEqual(written.map((cells) => cells.map((value) => (value === null ? '' : String(value)))));
      }),
    );
  });

  it('no cell of text begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), delimiters, (cells, delimiter) => {
        const read = readBack(csvLine(cells, { delimiter }), delimiter).flat();
        expect(read.filter((one) => dangerousStarts.includes(one.charAt(0)))).toEqual([]);
      }),
    );
  });
});
