import fc from 'fast-check';
import { columnsNamed, foreignStart, namedDelimiter, withinColumns } from './csv-start.js';

describe('the start of a file', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.from('\ufeffa;b', 'utf16le'), /UTF-16.*CSV UTF-8/],
    ['UTF-16 of the other end', Buffer.from([0xfe, 0xff, 0, 0x61]), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from('ab', 'utf16le'), /UTF-16/],
    ['a workbook', Buffer.from('PK\x03\x04'), /\.xlsx/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), /\.xls/],
  ])('says in words that it is %s', (_what, bytes, words) => {
    expect(foreignStart(bytes)).toMatch(words);
  });

  it('says nothing of text in UTF-8, with or without a byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.boolean(), (text, isMarked) => {
        if (text.includes('\0')) return;
        expect(foreignStart(Buffer.from(`${isMarked ? '\ufeff' : ''}${text}`))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['sep=;\na;b', ';'],
    ['sep=,\r\na,b', ','],
    ['SEP=\t\n', '\t'],
    ['"sep=;"\n', ';'],
    ['sep=;;;\n', ';'],
    ['sep=;', ';'],
    ['sep;\n', undefined],
    ['separator=;\n', undefined],
    ['sep=x\n', undefined],
    ['sep=;a\n', undefined],
    ['', undefined],
  ])('%j names %j', (text, delimiter) => {
    expect(namedDelimiter(text)).toBe(delimiter);
  });

  it('counts columns without the empty ones at the end, and cuts rows to them where nothing is lost', () => {
    expect(columnsNamed(['a', '', 'b', ' ', ''])).toBe(3);
    expect(withinColumns(['1', '2', '', ' '], 2)).toEqual(['1', '2']);
    expect(withinColumns(['1', '2', '', '4'], 2)).toEqual(['1', '2', '', '4']);
    expect(withinColumns(['1'], 2)).toEqual(['1']);
  });
});
