import fc from 'fast-check';
import { systemNameMatches, systemNameTemplate } from './system-name.js';

const ups = { modelNumber: '1600XP', serialNumber: '160300007' };
const text = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aZ0ß-ſİ é') });
const equipment = fc.record({ modelNumber: text, serialNumber: text, rating: text });

describe('the system name of a device', () => {
  it.each([
    ['1600XP 18kVA 160300007', true],
    ['1600xp18KVA160 300 007', true],
    ['160300007 1600XP', true],
    ['1600XP 18kVA 160300008', false],
    ['1601XP 18kVA 160300007', false],
    ['160300007', false],
  ])('R1-06: %j tells of a 1600XP with serial number 160300007: %s', (name, matches) => {
    expect(systemNameMatches(name, ups)).toBe(matches);
  });

  it('R1-06: is compared with nothing where there is no name or no equipment', () => {
    expect(systemNameMatches(null, ups)).toBeNull();
    expect(systemNameMatches('1600XP 18kVA 160300007', null)).toBeNull();
  });

  it('R1-06: matches when it follows the template, in any case and with any spaces', () => {
    fc.assert(
      fc.property(equipment, fc.nat(40), (made, place) => {
        const name = systemNameTemplate(made);
        expect(systemNameMatches(name, made)).toBe(true);
        expect(systemNameMatches(name.toUpperCase(), made)).toBe(true);
        expect(systemNameMatches(`${name.slice(0, place)}\u2003 ${name.slice(place)}`, made)).toBe(true);
      }),
    );
  });

  it('R1-06: does not match without the serial number', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(systemNameMatches(name, { ...ups, serialNumber: `7${name}` })).toBe(false);
      }),
    );
  });

  it('R1-06: has a template that names what is not known', () => {
    expect(systemNameTemplate(null)).toBe('MODEL RATING SERIAL');
    expect(systemNameTemplate(ups)).toBe('1600XP RATING 160300007');
    expect(systemNameTemplate({ ...ups, rating: '18 kVA' })).toBe('1600XP 18kVA 160300007');
  });
});
