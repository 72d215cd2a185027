import fc from 'fast-check';
import { type DecimalSign, hasDecimalComma, numberFromCell, wholeNumberFromCell } from './cell-number.js';

const signs = ['point', 'unknown'] as const;
const read = (cell: string, sign: DecimalSign) => {
  const number = numberFromCell(cell, sign);
  return 'value' in number ? number.value : number.problem;
};

describe('numbers in cells', () => {
  it.each([
    ['12', 12],
    ['-7', -7],
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['0,125', 0.125],
    ['0.800', 0.8],
    ['3.8000', 3.8],
    ['1234.567', 1234.567],
    ['1234,567', 1234.567],
    ['1.603E+11', 160_300_000_000],
    ['1e-2', 0.01],
  ])('%s is %d in any file', (cell, value) => {
    for (const sign of signs) expect(read(cell, sign)).toBe(value);
  });

  it.each([
    ['3.800', 3.8],
    ['12.345', 12.345],
    ['-100.000', -100],
  ])('%s is %d where the decimal sign is a point, and two numbers where that is not known', (cell, value) => {
    expect(read(cell, 'point')).toBe(value);
    expect(read(cell, 'unknown')).toContain('can be read in two ways');
  });

  it('a refusal says how to write both readings, and both are then taken', () => {
    expect(read('3.800', 'unknown')).toBe('is "3.800", which can be read in two ways: write 3800 or 3.8000');
    expect(read('-1,234', 'point')).toBe('is "-1,234", which can be read in two ways: write -1234 or -1.2340');
    for (const sign of signs) expect([read('3800', sign), read('3.8000', sign)]).toEqual([3800, 3.8]);
  });

  it.each(['1,234', '1.234,5', '1,234.5', '1.234.567', '1 234', '1\u00a0234,5', "1'234", '12’345.6', '1_000'])(
    '%s has separators of thousands, and is refused in any file with what to do',
    (cell) => {
      for (const sign of signs) expect(read(cell, sign)).toMatch(/two ways: write|without separators of thousands/);
    },
  );

  it.each(['', '.5', '5.', ',5', '1,2,3', '1..2', '12.5 ppm', '0x10', 'NaN', 'Infinity', '1e1000', '١٢', '−5'])(
    '"%s" is no number',
    (cell) => {
      for (const sign of signs) expect(read(cell, sign)).toContain('must be a number such as 12.5');
    },
  );

  it('what somebody writes with either sign is read as that number, or refused, never as another', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        fc.integer({ min: 0, max: 8 }),
        fc.boolean(),
        fc.constantFrom(...signs),
        (number, decimals, withComma, sign) => {
          const text = number.toFixed(decimals);
          const found = numberFromCell(withComma ? text.replace('.', ',') : text, withComma ? 'unknown' : sign);
          if ('value' in found) expect(found.value).toBe(Number(text));
          else expect([decimals, found.problem]).toEqual([3, expect.stringContaining('two ways')]);
        },
      ),
    );
  });

  it('thousands somebody parts by points or commas are read as decimals in no file that can have them', () => {
    const separator = fc.constantFrom(',', '.', ' ', "'", '\u202f');
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e12 }), separator, fc.boolean(), (number, mark, isWhole) => {
        const text = String(number).replaceAll(/\B(?=(\d{3})+$)/g, mark);
        expect(isWhole ? wholeNumberFromCell(text) : numberFromCell(text, 'unknown')).toHaveProperty('problem');
      }),
    );
  });

  it.each(['1e400', '-1,5E+999', '1e-400', '0,004e-322'])(
    '%s is beyond what a number can hold, and kept as no other',
    (cell) => {
      for (const sign of signs) expect(read(cell, sign)).toBe(`is "${cell}", which is beyond what a number can hold`);
    },
  );

  it.each([
    ['0e400', 0],
    ['0.000', 0],
    ['-0,0e-999', -0],
  ])('%s is 0 whatever its exponent', (cell, value) => {
    expect(read(cell, 'point')).toBe(value);
  });

  it('any text gets a finite number or a problem; nothing throws', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.,eE+-'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), digits), fc.constantFrom(...signs), (cell, sign) => {
        const found = numberFromCell(cell, sign);
        expect('value' in found ? Number.isFinite(found.value) : found.problem.length > 0).toBe(true);
      }),
    );
  });

  it('whole numbers have no signs in them at all, whatever the file', () => {
    expect(wholeNumberFromCell('12')).toEqual({ value: 12 });
    expect(wholeNumberFromCell('1.000')).toEqual({ problem: expect.stringContaining('two ways') });
    expect(wholeNumberFromCell('1 000')).toEqual({ problem: expect.stringContaining('without separators') });
    for (const cell of ['-1', '1.5', '1,0', 'many', ''])
      expect(wholeNumberFromCell(cell)).toEqual({ problem: expect.stringContaining('whole number') });
  });

  it('a decimal comma is told only where no thousands are meant', () => {
    expect(['12,5', '0,125', '-1234,567', ' 1,5 '].map(hasDecimalComma)).toEqual([true, true, true, true]);
    expect(['1,234', '12.5', '12', 'a,5', '1,2,3', ''].map(hasDecimalComma)).toEqual(Array(6).fill(false));
  });

  it('thousands before it, which are refused, and an exponent behind it tell a decimal comma as well', () => {
    const cells = ['1.234,5', '1.234,567', '1 234,5', "1'234,5", '12,5e3', '-1,25E-2'];
    expect(cells.map(hasDecimalComma)).toEqual(cells.map(() => true));
    expect(['1,234.5', '1,234,567', '1.5e3', '12e3'].map(hasDecimalComma)).toEqual(Array(4).fill(false));
  });
});
