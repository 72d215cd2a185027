import { z } from 'zod';
import { dgaInterpretation } from './dga-interpretation.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

/** What a laboratory measures in a sample of oil: its symbol, its unit, and the largest value that can be meant. */
export const offlineQuantities = {
  hydrogen: { symbol: 'H2', unit: 'µL/L', maximum: 1_000_000 },
  methane: { symbol: 'CH4', unit: 'µL/L', maximum: 1_000_000 },
  ethane: { symbol: 'C2H6', unit: 'µL/L', maximum: 1_000_000 },
  ethylene: { symbol: 'C2H4', unit: 'µL/L', maximum: 1_000_000 },
  acetylene: { symbol: 'C2H2', unit: 'µL/L', maximum: 1_000_000 },
  carbonMonoxide: { symbol: 'CO', unit: 'µL/L', maximum: 1_000_000 },
  carbonDioxide: { symbol: 'CO2', unit: 'µL/L', maximum: 1_000_000 },
  oxygen: { symbol: 'O2', unit: 'µL/L', maximum: 1_000_000 },
  nitrogen: { symbol: 'N2', unit: 'µL/L', maximum: 1_000_000 },
  moisture: { symbol: 'H2O', unit: 'mg/kg', maximum: 10_000 },
  acidity: { symbol: 'TAN', unit: 'mg KOH/g', maximum: 100 },
  breakdownVoltage: { symbol: 'BDV', unit: 'kV', maximum: 200 },
} as const;
export type OfflineQuantity = keyof typeof offlineQuantities;

/** In the order of forms and tables. */
export const offlineQuantityNames = Object.keys(offlineQuantities) as readonly OfflineQuantity[];

/** Name of the laboratory and remarks, in characters. */
export const offlineTextLimits = { laboratory: 200, note: 2000 } as const;

/** Samples were taken since then; the databases of a century ago count as typing errors. */
const earliestSample = new Date('1950-01-01T00:00:00Z');

const valueIn = (name: OfflineQuantity) => {
  const { unit, maximum } = offlineQuantities[name];
  return z
    .number(`must be a number of ${unit}`)
    .min(0, `must be at least 0 ${unit}`)
    .max(maximum, `must be at most ${maximum} ${unit}`)
    .transform((value) => (value === 0 ? 0 : value)) // -0 is 0
    .optional()
    .describe(`${unit}, 0 to ${maximum}.`);
};

/** When the oil was drawn: RFC 3339 with Z or an offset; what is finer than a millisecond is cut off. */
export const sampledAt = z.iso
  .datetime({ offset: true, error: 'must be a time of RFC 3339 such as 2026-03-01T09:30:00Z', abort: true })
  .transform((text) => new Date(text))
  .refine((at) => at >= earliestSample, 'must be 1950 or later');

/** `POST /assets/{id}/offline-measurements`, and `PUT` of one: the whole of it, at least one value. */
export const newOfflineMeasurement = z
  .strictObject({
    sampledAt: sampledAt.describe('When the oil was drawn; not in the future. One sample a time of an asset.'),
    hydrogen: valueIn('hydrogen'),
    methane: valueIn('methane'),
    ethane: valueIn('ethane'),
    ethylene: valueIn('ethylene'),
    acetylene: valueIn('acetylene'),
    carbonMonoxide: valueIn('carbonMonoxide'),
    carbonDioxide: valueIn('carbonDioxide'),
    oxygen: valueIn('oxygen'),
    nitrogen: valueIn('nitrogen'),
    moisture: valueIn('moisture'),
    acidity: valueIn('acidity'),
    breakdownVoltage: valueIn('breakdownVoltage'),
    laboratory: singleLine(offlineTextLimits.laboratory).optional(),
    note: singleLine(offlineTextLimits.note).optional(),
  })
  .superRefine((draft, context) => {
    if (offlineQuantityNames.some((name) => draft[name] !== undefined)) return;
    context.addIssue({ code: 'custom', message: `must have at least one value of ${offlineQuantityNames.join(', ')}` });
  });
export type NewOfflineMeasurement = z.output<typeof newOfflineMeasurement>;

const value = z.number().nullable();

/** One sample of an asset's oil, with what its gases say. */
export const offlineMeasurement = z
  .object({
    id: uuid,
    assetId: uuid,
    sampledAt: timestamp,
    hydrogen: value.describe('µL/L, as all gases.'),
    methane: value,
    ethane: value,
    ethylene: value,
    acetylene: value,
    carbonMonoxide: value,
    carbonDioxide: value,
    oxygen: value,
    nitrogen: value,
    moisture: value.describe('mg/kg.'),
    acidity: value.describe('mg KOH/g.'),
    breakdownVoltage: value.describe('kV.'),
    laboratory: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: timestamp,
    updatedAt: timestamp,
    interpretation: dgaInterpretation,
  })
  .meta({ id: 'OfflineMeasurement' });
export type OfflineMeasurementBody = z.infer<typeof offlineMeasurement>;

/** `GET /assets/{id}/offline-measurements`, newest sample first. */
export const offlineMeasurementQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList.refine((text) => new Date(text) >= earliestSample)])),
});
export type OfflineMeasurementQuery = z.output<typeof offlineMeasurementQuery>;

export const offlineMeasurementPage = pageOf(offlineMeasurement).meta({ id: 'OfflineMeasurementPage' });
