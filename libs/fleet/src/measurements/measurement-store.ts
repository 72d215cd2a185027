import type { NewOfflineMeasurement } from '#libs/contracts';
import type { OrganizationId, PersonId } from '#libs/kernel';
import type { MeasurementRow } from './measurement-rows.js';
import type { MeasurementInHistory, OfflineFields, OfflineMeasurement } from './offline-measurement.js';

/** Off-line measurements, one asset at a time. */
export abstract class MeasurementStore {
  /** Newest sample first; `before` is the time of the last one of the page before. */
  abstract page(assetId: string, limit: number, before: Date | undefined): Promise<readonly MeasurementInHistory[]>;
  abstract find(assetId: string, id: string): Promise<MeasurementInHistory | undefined>;
  /** That of the sample drawn at this time. */
  abstract findSample(assetId: string, sampledAt: Date): Promise<OfflineMeasurement | undefined>;
  abstract add(measurement: OfflineMeasurement): Promise<void>;
  abstract change(id: string, fields: OfflineFields, at: Date): Promise<void>;
  abstract remove(id: string): Promise<void>;
}

/** The asset a row of a file names, and its measurement of that sample. */
export interface MatchedSample {
  /** None: the organization has no such asset; two: the name fits several. */
  readonly assetIds: readonly string[];
  readonly existing: OfflineFields | null;
}

/** Off-line measurements of many assets of one organization. */
export abstract class MeasurementBatches {
  /**
   * Finds the assets and measurements of rows, each in its place, in one statement.
   *
   * @param lock the assets are held in the order of their ids, as those who upload one measurement hold them, until the
   *   unit of work ends
   */
  abstract match(
    organizationId: OrganizationId,
    rows: readonly MeasurementRow[],
    lock: boolean,
  ): Promise<readonly MatchedSample[]>;

  /**
   * Adds and changes measurements, in one statement; a value that a row does not have stays as it is. Of several rows of
   * one sample the last counts. The same rows again change nothing.
   *
   * Nothing is checked, and no audit event recorded: who calls it may upload for the organization the assets were
   * matched in, and says so in the trail.
   */
  abstract put(
    rows: readonly { readonly assetId: string; readonly measurement: NewOfflineMeasurement }[],
    by: PersonId,
    at: Date,
  ): Promise<{ readonly added: number; readonly changed: number }>;
}
