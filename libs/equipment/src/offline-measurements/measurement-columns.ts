import { type OfflineQuantity, offlineQuantities, offlineQuantityNames } from '#libs/contracts/http';

/** Columns of a file of oil tests; the first two name the asset. */
export const measurementColumns = [
  'assetSerialNumber',
  'externalId',
  'sampledAt',
  ...offlineQuantityNames,
  'laboratory',
  'note',
] as const;
export type MeasurementColumn = (typeof measurementColumns)[number];

/** What a column's heading means. */
export type MeasurementHeading =
  | { readonly column: MeasurementColumn }
  /** The quantity is known, but the values are in another unit than ours: they would be stored wrong. */
  | { readonly column: OfflineQuantity; readonly unit: string; readonly wanted: string };

/** A heading longer than this, in characters, is none of ours. */
const MAXIMUM_HEADING = 100;

/** Other names of the columns, without spaces and signs, in lower case. */
const synonyms: Readonly<Partial<Record<MeasurementColumn, readonly string[]>>> = {
  assetSerialNumber: ['serialnumber', 'serialno', 'assetserial'],
  externalId: ['assetexternalid'],
  sampledAt: ['samplingdate', 'sampledate', 'dateofsampling', 'samplingtime', 'sampletime'],
  ethylene: ['ethene'],
  acetylene: ['ethyne'],
  moisture: ['water', 'watercontent', 'moisturecontent'],
  acidity: ['acidnumber', 'neutralizationnumber', 'neutralisationnumber', 'totalacidnumber'],
  breakdownVoltage: ['dielectricstrength'],
  laboratory: ['lab'],
  note: ['notes', 'comment', 'remark', 'remarks'],
};

const isQuantity = (column: string): column is OfflineQuantity => column in offlineQuantities;

/** Letters and digits alone: spelling, spaces and signs of a heading do not matter. */
const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const columnsByName = new Map<string, MeasurementColumn>(
  measurementColumns.flatMap((column) => {
    const names = [bare(column), ...(synonyms[column] ?? [])];
    const symbols = isQuantity(column) ? [bare(offlineQuantities[column].symbol)] : [];
    const both = names.flatMap((name) => symbols.flatMap((symbol) => [name + symbol, symbol + name]));
    return [...names, ...symbols, ...both].map((name) => [name, column] as const);
  }),
);

/** Spellings of our units, after compatibility decomposition and without spaces. */
const unitSpellings: Readonly<Record<string, readonly string[]>> = {
  'µL/L': ['ppm', 'ppmv', 'ppmv/v', 'ppm(v/v)', 'μl/l', 'ul/l', 'ml/m3'],
  'mg/kg': ['mg/kg', 'ppm', 'ppmw', 'ppm(w/w)', 'mg/kgoil'],
  'mg KOH/g': ['mgkoh/g', 'mgkoh/goil'],
  kV: ['kv'],
};
const anyUnit = [...new Set(Object.values(unitSpellings).flat())];

/** Splits `H2 (ppm)`, `H2 [µL/L]`, `H2, ppm` and `H2 ppm`; the compatibility form makes one µ of two, and 2 of ₂. */
function nameAndUnit(heading: string): readonly [name: string, unit: string | undefined] {
  const text = heading.normalize('NFKC').trim().toLowerCase();
  const bracketed = /^([^([{]*)[([{](.*)[)\]}]$/.exec(text);
  if (bracketed) return [bracketed[1] ?? '', (bracketed[2] ?? '').replace(/\s/g, '')];
  const parted = /^(.*?)[\s,;_:]+(\S+(?:\s+koh\s*\/\s*\S+)?)$/.exec(text);
  const unit = parted?.[2]?.replace(/\s/g, '');
  return parted && unit !== undefined && anyUnit.includes(unit) ? [parted[1] ?? '', unit] : [text, undefined];
}

/**
 * Reads the heading of a column: our names, symbols such as `H2` and usual names, in any case, with or without the unit
 * in brackets or behind the name.
 *
 * @returns undefined for a heading that is none of ours
 */
export function measurementHeading(heading: string): MeasurementHeading | undefined {
  if (heading.length > MAXIMUM_HEADING) return undefined;
  const [name, unit] = nameAndUnit(heading);
  const column = columnsByName.get(bare(name));
  if (column === undefined) return undefined;
  if (unit === undefined || unit === '' || !isQuantity(column)) return { column };
  const wanted = offlineQuantities[column].unit;
  if (unitSpellings[wanted]?.includes(unit)) return { column };
  // A bracket can repeat the symbol, as in "Hydrogen (H2)".
  if (columnsByName.get(bare(unit)) === column) return { column };
  return { column, unit, wanted };
}
