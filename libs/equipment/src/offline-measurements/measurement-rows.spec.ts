import fc from 'fast-check';
import { offlineQuantities, offlineQuantityNames } from '#libs/contracts/http';
import { measurementColumns, measurementHeading } from './measurement-columns.js';
import { checkedMeasurementRow, futureSample } from './measurement-rows.js';

const cells = (differences: Record<string, string> = {}) => ({
  assetSerialNumber: '1603X',
  sampledAt: '2026-03-01T09:30:00Z',
  hydrogen: '12.5',
  ...differences,
});
const problems = (differences: Record<string, string>) =>
  checkedMeasurementRow(cells(differences), 'point').errors ?? [];

describe('headings of a file of oil tests', () => {
  it.each([
    ['hydrogen', 'hydrogen'],
    ['H2', 'hydrogen'],
    ['H₂ [µL/L]', 'hydrogen'],
    ['H2 (ppm)', 'hydrogen'],
    ['h2, ppm', 'hydrogen'],
    ['Hydrogen (H2)', 'hydrogen'],
    ['Hydrogen H2 (ppm)', 'hydrogen'],
    ['C2H4 ppm', 'ethylene'],
    ['Ethene', 'ethylene'],
    ['carbon monoxide (μl/l)', 'carbonMonoxide'],
    ['CO2', 'carbonDioxide'],
    ['Water content (mg/kg)', 'moisture'],
    ['moisture ppm', 'moisture'],
    ['Acidity (mg KOH/g)', 'acidity'],
    ['acidity mg KOH/g', 'acidity'],
    ['Breakdown voltage kV', 'breakdownVoltage'],
    ['Sampling date', 'sampledAt'],
    ['sampled_at', 'sampledAt'],
    ['Serial number', 'assetSerialNumber'],
    ['External ID', 'externalId'],
  ])('R0-28: %s is the column %s', (heading, column) => {
    expect(measurementHeading(heading)).toEqual({ column });
  });

  it.each([
    ['H2 (%)', 'hydrogen', '%', 'µL/L'],
    ['Acidity (ppm)', 'acidity', 'ppm', 'mg KOH/g'],
    ['Breakdown voltage (V)', 'breakdownVoltage', 'v', 'kV'],
    ['Oxygen [mg/kg]', 'oxygen', 'mg/kg', 'µL/L'],
  ])('R0-28: %s has another unit than ours, and that is said', (heading, column, unit, wanted) => {
    expect(measurementHeading(heading)).toEqual({ column, unit, wanted });
  });

  it.each(['', 'furan', 'H3', 'total combustible gas', 'ppm', '()', '__proto__', 'constructor'])(
    'R0-28: "%s" is no column of ours',
    (heading) => {
      expect(measurementHeading(heading)).toBeUndefined();
    },
  );

  it('R0-28: every name of ours is understood, whatever else is never thrown at', () => {
    for (const column of measurementColumns) expect(measurementHeading(column)).toEqual({ column });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (heading) => void measurementHeading(heading)));
  });
});

describe('rows of a file of oil tests', () => {
  it('R0-28: reads a row with a point, a comma, a day and an empty cell', () => {
    const { row } = checkedMeasurementRow(
      cells({ sampledAt: '2026-03-01', methane: '0,125', ethane: ' ', acidity: '1e-2' }),
      'unknown',
    );
    expect(row).toEqual({
      assetSerialNumber: '1603X',
      externalId: null,
      measurement: { sampledAt: new Date('2026-03-01T00:00:00Z'), hydrogen: 12.5, methane: 0.125, acidity: 0.01 },
    });
  });

  it('R0-28: any value in range is read as written, with a point and with a comma', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...offlineQuantityNames),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (name, share, comma) => {
          const value = share * offlineQuantities[name].maximum;
          const text = comma ? String(value).replace('.', ',') : String(value);
          fc.pre(!/^[1-9]\d{0,2},\d{3}$/.test(text));
          expect(checkedMeasurementRow(cells({ [name]: text }), 'point').row?.measurement[name]).toBe(value);
        },
      ),
    );
  });

  it('R0-28: whatever stands in the cells, the answer is a row or errors of known columns', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map(String),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...measurementColumns), cell), (row) => {
        const checked = checkedMeasurementRow(row, 'unknown');
        if (checked.row) expect(checked.row.measurement.sampledAt.getTime()).not.toBeNaN();
        else for (const { column } of checked.errors) expect([null, ...measurementColumns]).toContain(column);
      }),
    );
  });

  const refused: readonly (readonly [column: string, cell: string, message: RegExp])[] = [
    ['hydrogen', '1,234', /two ways/],
    ['hydrogen', '<5', /write 0/],
    ['hydrogen', '1.234,5', /without separators of thousands/],
    ['hydrogen', 'n/a', /must be a number/],
    ['hydrogen', '-1', /at least 0 µL\/L/],
    ['hydrogen', '1000001', /at most 1000000 µL\/L/],
    ['breakdownVoltage', '70000', /at most 200 kV/],
    ['hydrogen', '1e999', /number/],
    ['sampledAt', '31.12.2025', /RFC 3339/],
    ['sampledAt', '12/31/2025', /RFC 3339/],
    ['sampledAt', '2026-02-30', /RFC 3339/],
    ['sampledAt', '', /when the oil was drawn/],
    ['sampledAt', '1900-01-01', /1950 or later/],
    ['laboratory', 'L'.repeat(201), /at most 200/],
    ['note', 'a\u0000b', /control characters/],
    ['assetSerialNumber', 'x'.repeat(65), /at most 64/],
  ];
  it.each(refused.map(([column, cell, message]) => [column, cell.slice(0, 12), cell, message] as const))(
    'R0-28: %s "%s" is refused with its column',
    (column, _, cell, message) => {
      expect(problems({ [column]: cell })).toEqual([{ column, message: expect.stringMatching(message) }]);
    },
  );

  it('R0-28: a row without an asset or without a value is refused', () => {
    expect(problems({ assetSerialNumber: '' })).toEqual([
      { column: null, message: 'must name the asset by assetSerialNumber or externalId' },
    ]);
    expect(problems({ hydrogen: '' })).toEqual([
      { column: null, message: expect.stringMatching(/at least one value/) },
    ]);
  });

  it('R0-28: oil that is not drawn yet is told, what is drawn just now is not', () => {
    const measurement = checkedMeasurementRow(cells(), 'point').row?.measurement;
    if (!measurement) throw new Error('The row was not read.');
    expect(futureSample(measurement, new Date('2026-03-01T09:30:00Z'))).toBeUndefined();
    expect(futureSample(measurement, new Date('2026-03-01T09:29:59Z'))).toEqual({
      column: 'sampledAt',
      message: 'is in the future: it is 2026-03-01T09:29:59.000Z now',
    });
  });

  it('R0-28: all that is wrong with a row is said at once', () => {
    expect(problems({ hydrogen: 'x', methane: 'y', sampledAt: '' }).map(({ column }) => column)).toEqual([
      'hydrogen',
      'methane',
      'sampledAt',
    ]);
  });
});
