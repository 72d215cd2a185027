import type { DecimalSign } from '#libs/contracts/http';
import {
  checkedMeasurementRow,
  futureSample,
  type MatchedSample,
  type MeasurementBatches,
  type MeasurementColumn,
  type MeasurementRow,
  measurementColumns,
  measurementHeading,
  plainFields,
} from '#libs/equipment';
import { type Actor, type Organization, requireMay } from '#libs/identity';
import { ImportPlaceError } from '../engine/import.errors.js';
import { type ImportColumns, type RowCells, UnfitColumnError } from '../engine/import-columns.js';
import type { RowProblem } from '../engine/import-job.js';
import {
  bad,
  type Fields,
  ImportSubject,
  type Plan,
  type Read,
  type RowKeys,
  type Situation,
  verdictOn,
} from '../engine/import-subject.js';

/** A measurement of the asset its row names. */
export interface OilTestEffect {
  readonly assetId: string;
  readonly measurement: MeasurementRow['measurement'];
}

const columns: ImportColumns = {
  required: ['sampledAt'],
  optional: measurementColumns.filter((column) => column !== 'sampledAt'),
  oneOf: [['assetSerialNumber', 'externalId']],
  synonym(name) {
    const heading = measurementHeading(name);
    if (heading && 'unit' in heading)
      throw new UnfitColumnError(`it gives ${heading.column} in ${heading.unit}, but ${heading.wanted} is stored`);
    return heading?.column;
  },
};

/** Samples of oil of a customer's machines, and what laboratories found in them (R0-28, R0-29). */
export class OilTestsImport extends ImportSubject<MeasurementRow, OilTestEffect> {
  override readonly kind = 'oil-tests';
  override readonly columns = columns;
  override readonly hasUniqueSecondKey = false;

  constructor(private readonly measurements: MeasurementBatches) {
    super();
  }

  override require(actor: Actor, organization: Organization): void {
    requireMay(actor, 'measurement.upload', organization);
    if (organization.kind !== 'customer') throw new ImportPlaceError(this.kind, organization.kind, 'customer');
  }

  override read(cells: RowCells, sign: DecimalSign): Read<MeasurementRow> {
    const given = Object.entries(cells).filter((entry): entry is [MeasurementColumn, string] => entry[1] !== undefined);
    const { row, errors } = checkedMeasurementRow(Object.fromEntries(given), sign);
    return row ? { wanted: row } : { problems: errors };
  }

  override keysOf({ assetSerialNumber, externalId, measurement }: MeasurementRow): RowKeys {
    return { key: JSON.stringify([assetSerialNumber, externalId, measurement.sampledAt]), secondKey: null };
  }

  override async plan(
    { organization, isApplying, at }: Situation,
    wanted: readonly MeasurementRow[],
  ): Promise<readonly Plan<OilTestEffect>[]> {
    const matched = await this.measurements.match(organization.id, wanted, isApplying);
    const seen = new Set<string>();
    return wanted.map((row, index) => planOne(row, matched[index], seen, at));
  }

  override async write({ actor, at }: Situation, effects: readonly OilTestEffect[]): Promise<void> {
    await this.measurements.put(effects, actor.personId, at);
  }
}

function planOne(
  row: MeasurementRow,
  matched: MatchedSample | undefined,
  seen: Set<string>,
  at: Date,
): Plan<OilTestEffect> {
  const future = futureSample(row.measurement, at);
  if (future) return { verdict: bad(future) };
  const [assetId, another] = matched?.assetIds ?? [];
  const column = row.assetSerialNumber === null ? 'externalId' : 'assetSerialNumber';
  const name = row.assetSerialNumber ?? row.externalId;
  if (assetId === undefined) return { verdict: bad({ column, message: `There is no asset "${name}" here.` }) };
  if (another !== undefined)
    return {
      verdict: bad({ column, message: `Several assets are called "${name}"; name one by the other column too.` }),
    };
  const { measurement } = row;
  // The same machine may be called by its serial number in one row and by its external id in another.
  const sample = `${assetId} ${measurement.sampledAt.toISOString()}`;
  if (seen.has(sample)) return { verdict: bad(repeated) };
  seen.add(sample);
  const before = matched?.existing ? plainFields(matched.existing) : null;
  const after: Fields = { ...measurement, sampledAt: measurement.sampledAt.toISOString() };
  return { verdict: verdictOn(before, after), effect: { assetId, measurement } };
}

const repeated: RowProblem = {
  column: null,
  message: 'An earlier row of the file is about the same sample; leave one of the two.',
};
