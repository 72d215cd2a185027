import fc from 'fast-check';
import { eatenIdentifiers } from './eaten-identifiers.js';

const warned = (...cells: string[]) =>
  eatenIdentifiers(cells.map((serialNumber) => ({ serialNumber }))).map((warnings) => warnings.length > 0);

describe('identifiers that a spreadsheet may have eaten', () => {
  it.each([
    '1.603E+11',
    '1,603E+11',
    '1.603e+11',
    '2E-05',
    '03-Dec',
    '3-Dec-24',
    'Dec-03',
    'mar-01',
    '03.gru',
    '3. Dez',
    '3-déc',
    '03.12.2026',
    '12/3/2026',
    '2026-12-03',
    '2026-12-03 00:00:00',
    '1603.0',
    '1603,00',
    '1234567890123450000',
    '########',
    '#NAME?',
    '#N/A',
  ])('%s is warned of', (cell) => {
    expect(warned(cell)).toEqual([true]);
  });

  it.each([
    'FGE-1001',
    'UPS-03',
    '1603X',
    '1E5',
    '160312345678',
    '123456789012345',
    '12-3',
    'Decathlon-3',
    'MARS',
    '0',
    '1.5',
    'A03-Dec',
  ])('%s is not', (cell) => {
    expect(warned(cell)).toEqual([false]);
  });

  it('digits that are fewer than in most rows may have lost zeros', () => {
    expect(warned('160312', '160313', '1603')).toEqual([false, false, true]);
    expect(warned('0012', '0013', '14')).toEqual([false, false, true]);
    expect(warned('98', '99', '100', '101', '102')).toEqual([false, false, false, false, false]);
    expect(warned('160312', 'A-1', '1603')).toEqual([false, false, false]);
  });

  it('each identifying column is looked at, no other one, and the warning names it with what to do', () => {
    const cells = {
      assetSerialNumber: '1.6E+11',
      externalId: '03-Dec',
      modelNumber: '1.0',
      name: '03-Dec',
      note: '#REF!',
    };
    const [warnings = []] = eatenIdentifiers([cells]);
    expect(warnings.map(({ column }) => column)).toEqual(['assetSerialNumber', 'externalId', 'modelNumber']);
    for (const { message } of warnings) expect(message).toContain('format the column as text');
  });

  it('any rows get as many lists of warnings as they are; nothing throws', () => {
    const cells = fc.record({ serialNumber: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }) });
    fc.assert(fc.property(fc.array(cells), (rows) => expect(eatenIdentifiers(rows)).toHaveLength(rows.length)));
  });
});
