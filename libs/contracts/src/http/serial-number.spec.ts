import fc from 'fast-check';
import { serialNumber } from './serial-number.js';

describe('serialNumber', () => {
  it('R1-16: trims what was typed and keeps it in upper case', () => {
    expect(serialNumber.parse('  zf-1700/42a ')).toBe('ZF-1700/42A');
  });

  it.each(['', '   ', 'A B', 'A\tB', 'A\nB', 'straße', 'A\u0000', 'x'.repeat(65)])('R1-26: refuses %j', (typed) => {
    expect(serialNumber.safeParse(typed).success).toBe(false);
  });

  it('reads what it gave into the same again, and case does not make two of one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x21-\x7e]{1,64}$/), (typed) => {
        const kept = serialNumber.parse(typed);
        expect(serialNumber.parse(kept)).toBe(kept);
        expect(serialNumber.parse(typed.toLowerCase())).toBe(kept);
      }),
    );
  });
});
