import type { NewOfflineMeasurement } from '#libs/contracts/http';
import type { Actor, AuditedWork, Json } from '#libs/identity';
import { newUuid } from '#libs/kernel';
import type { Asset } from '../assets/asset.js';
import type { Assets } from '../assets/assets.js';
import { type DgaInterpretation, interpretDissolvedGases } from '../dissolved-gas/interpretation.js';
import { MeasurementUnknownError, SampleInFutureError, SampleTakenError } from './offline-measurement.errors.js';
import {
  changedFields,
  fieldsOf,
  type MeasurementInHistory,
  type OfflineMeasurement,
  plainFields,
} from './offline-measurement.js';
import type { MeasurementStore } from './offline-measurement.store.js';

/** A measurement with what its gases say. */
export interface InterpretedMeasurement extends OfflineMeasurement {
  readonly interpretation: DgaInterpretation;
}

/** Samples of an asset's oil that a laboratory measured (R0-28, R0-29). */
export class OfflineMeasurements {
  constructor(
    private readonly assets: Assets,
    private readonly store: MeasurementStore,
    private readonly work: AuditedWork,
  ) {}

  /**
   * The asset's history, newest sample first, with the rates of change from sample to sample.
   *
   * @param before time of the last one of the page before
   * @throws {AssetUnknownError | NotAllowedError}
   */
  async list(actor: Actor, assetId: string, limit: number, before?: Date): Promise<readonly InterpretedMeasurement[]> {
    await this.assets.get(actor, assetId, 'fleet.read');
    return (await this.store.page(assetId, limit, before)).map(interpreted);
  }

  /**
   * Adds a measurement; asked again with the same values it changes nothing and gives the one that is there.
   *
   * @throws {AssetUnknownError | NotAllowedError}
   * @throws {SampleInFutureError}
   * @throws {SampleTakenError} the asset has one of that time with other values
   */
  add(actor: Actor, assetId: string, draft: NewOfflineMeasurement): Promise<InterpretedMeasurement> {
    return this.#upload(actor, assetId, async (asset) => {
      const fields = fieldsOf(draft);
      const at = this.#requirePast(fields.sampledAt);
      const existing = await this.store.findSample(assetId, fields.sampledAt);
      if (existing) {
        if (changedFields(existing, fields).length > 0) throw new SampleTakenError(fields.sampledAt, existing.id);
        return this.#get(assetId, existing.id);
      }
      const { personId: createdById } = actor;
      const added = { ...fields, id: newUuid(at), assetId, createdById, createdAt: at, updatedAt: at };
      await this.store.add(added);
      await this.#record(actor, asset, added.id, { action: 'measurement.uploaded', after: plainFields(fields) });
      return this.#get(assetId, added.id);
    });
  }

  /**
   * Puts other values, or another time, in the place of a measurement; what is not given is not measured any more.
   *
   * @throws {AssetUnknownError | NotAllowedError | MeasurementUnknownError}
   * @throws {SampleInFutureError}
   * @throws {SampleTakenError} the asset has another one of that time
   */
  replace(actor: Actor, assetId: string, id: string, draft: NewOfflineMeasurement): Promise<InterpretedMeasurement> {
    return this.#upload(actor, assetId, async (asset) => {
      const { measurement } = await this.#get(assetId, id);
      const fields = fieldsOf(draft);
      const at = this.#requirePast(fields.sampledAt);
      const sameTime = await this.store.findSample(assetId, fields.sampledAt);
      if (sameTime && sameTime.id !== id) throw new SampleTakenError(fields.sampledAt, sameTime.id);
      const names = changedFields(measurement, fields);
      if (names.length > 0) {
        await this.store.change(id, fields, at);
        const [before, after] = [measurement, fields].map((each) => picked(plainFields(each), names));
        await this.#record(actor, asset, id, { action: 'measurement.changed', before, after });
      }
      return this.#get(assetId, id);
    });
  }

  /**
   * Deletes a measurement; what it said stays in the audit trail.
   *
   * @throws {AssetUnknownError | NotAllowedError | MeasurementUnknownError}
   */
  async delete(actor: Actor, assetId: string, id: string): Promise<void> {
    await this.work.run(async () => {
      const asset = await this.assets.hold(actor, assetId, 'measurement.upload');
      const { measurement } = await this.#get(assetId, id);
      await this.store.remove(id);
      await this.#record(actor, asset, id, { action: 'measurement.deleted', before: plainFields(measurement) });
    });
  }

  /** One upload at a time for each asset: samples are looked at before they are written. */
  async #upload(
    actor: Actor,
    assetId: string,
    work: (asset: Asset) => Promise<MeasurementInHistory>,
  ): Promise<InterpretedMeasurement> {
    const written = await this.work.run(async () => work(await this.assets.hold(actor, assetId, 'measurement.upload')));
    return interpreted(written);
  }

  #requirePast(sampledAt: Date): Date {
    const now = this.work.now();
    if (sampledAt > now) throw new SampleInFutureError(sampledAt, now);
    return now;
  }

  async #get(assetId: string, id: string): Promise<MeasurementInHistory> {
    const found = await this.store.find(assetId, id);
    if (!found) throw new MeasurementUnknownError(assetId, id);
    return found;
  }

  #record(
    { personId: actorId }: Actor,
    { id: assetId, owner, serialNumber }: Asset,
    id: string,
    change: {
      readonly action: `measurement.${string}`;
      readonly before?: Readonly<Record<string, Json>> | undefined;
      readonly after?: Readonly<Record<string, Json>> | undefined;
    },
  ): Promise<void> {
    const { action, before, after } = change;
    return this.work.record({
      action,
      actorId,
      organizationId: owner.id,
      subject: { kind: 'offline-measurement', id },
      details: { assetId, serialNumber },
      ...(before && { before }),
      ...(after && { after }),
    });
  }
}

const picked = (fields: Readonly<Record<string, Json>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));

const interpreted = ({ measurement, before }: MeasurementInHistory): InterpretedMeasurement => ({
  ...measurement,
  interpretation: interpretDissolvedGases({ sampledAt: measurement.sampledAt, gases: measurement }, before),
});
