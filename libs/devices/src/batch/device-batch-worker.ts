import type { Actor, AuditedWork } from '#libs/identity';
import { ATTEMPTS_AT_A_STEP, type HeldJob, JOB_HELD_MS, runTurns } from '#libs/jobs';
import { type DeviceId, DomainError } from '#libs/kernel';
import { DeviceBatchStepFailedError } from './device-batch.errors.js';
import { type DeviceBatch, type DeviceBatchRow, dealtWith } from './device-batch.js';
import type { DeviceBatchActions } from './device-batch-actions.js';
import { BatchAbandonedError, type DeviceBatchAuthority } from './device-batch-authority.js';
import type { DeviceBatchNews } from './device-batch-news.js';
import type { DealtWithRow, DeviceBatchQueue } from './device-batch-queue.store.js';

/** Devices of one batch before others get their turn. */
const DEVICES_A_TURN = 50;

/** The operation on a device was refused; what it wrote is rolled back. */
class DeviceRefusedError extends Error {
  constructor(
    readonly refusal: DomainError,
    readonly serialNumber: string | null,
  ) {
    super(refusal.message, { cause: refusal });
  }
}

/**
 * Works through batches, a device in a transaction of its own that also notes what became of it: killed anywhere, the next worker
 * goes on with the first device of which nothing was committed. Who may do what is looked up anew for each device.
 */
export class DeviceBatchWorker {
  constructor(
    private readonly queue: DeviceBatchQueue,
    private readonly actions: DeviceBatchActions,
    private readonly authority: DeviceBatchAuthority,
    private readonly work: AuditedWork,
    private readonly news: DeviceBatchNews,
  ) {}

  /**
   * Works on what waits for a bounded time, providers and their organizations in turn.
   *
   * @param isStopping asked between devices: then the rest is left to the next run
   * @returns how many devices were dealt with
   */
  run(isStopping: () => boolean): Promise<number> {
    const turns = {
      claim: () => this.queue.claim(this.work.now(), this.#holdEnd()),
      advance: (held: HeldJob) => this.#advance(held),
      release: (held: HeldJob) => this.queue.release(held),
      giveUp: (held: HeldJob) => this.#passOver(held),
    };
    return runTurns(turns, { stepsATurn: DEVICES_A_TURN }, isStopping);
  }

  /** One device. @returns undefined: the batch is at its end, or somebody else's */
  async #advance(held: HeldJob): Promise<HeldJob | undefined> {
    try {
      return await this.work.run(() => this.#step(held));
    } catch (cause) {
      if (cause instanceof BatchAbandonedError) return this.#fail(held, cause.message);
      if (!(cause instanceof DeviceRefusedError)) throw cause;
      const { refusal, serialNumber } = cause;
      return this.work.run(() => this.#refuse(held, () => refusal, serialNumber));
    }
  }

  async #step(held: HeldJob): Promise<HeldJob | undefined> {
    const next = await this.#next(held);
    if (!next) return undefined;
    const { batch, row } = next;
    const { outcome, serialNumber } = await this.authority.run(batch, this.work.now(), (actor) =>
      this.#apply(actor, batch, row),
    );
    return this.#save(held, batch, { number: row.number, serialNumber, outcome, problem: null });
  }

  async #apply(actor: Actor, { action }: DeviceBatch, { deviceId }: DeviceBatchRow) {
    let serialNumber: string | null = null;
    try {
      serialNumber = await this.actions.serialNumberOf(actor, deviceId);
      return { serialNumber, outcome: await this.actions.apply(actor, deviceId, action) };
    } catch (cause) {
      // What will be right in a moment is tried again in a moment.
      if (!(cause instanceof DomainError) || cause.kind === 'unavailable') throw cause;
      throw new DeviceRefusedError(cause, serialNumber);
    }
  }

  async #refuse(
    held: HeldJob,
    refusalOf: (id: DeviceId) => DomainError,
    serialNumber: string | null,
  ): Promise<HeldJob | undefined> {
    const next = await this.#next(held);
    if (!next) return undefined;
    const { code, details, message } = refusalOf(next.row.deviceId);
    const problem = { code, params: { ...details }, message };
    return this.#save(held, next.batch, { number: next.row.number, serialNumber, outcome: 'refused', problem });
  }

  /** A device that nobody can deal with does not hold up those behind it. */
  #passOver(held: HeldJob): Promise<void> {
    return this.work.run(async () => {
      const went = await this.#refuse(held, (id) => new DeviceBatchStepFailedError(id, ATTEMPTS_AT_A_STEP), null);
      if (went) await this.queue.release(went);
    });
  }

  /** The batch, locked, and the device it is at. */
  async #next(held: HeldJob): Promise<{ readonly batch: DeviceBatch; readonly row: DeviceBatchRow } | undefined> {
    const batch = await this.queue.lock(held);
    if (!batch) return undefined;
    const row = await this.queue.next(batch.id, dealtWith(batch));
    if (!row)
      throw new Error(`Batch ${batch.id} of ${batch.total} devices has none behind number ${dealtWith(batch)}.`);
    return { batch, row };
  }

  async #save(held: HeldJob, batch: DeviceBatch, row: DealtWithRow): Promise<HeldJob | undefined> {
    const isLast = row.number === batch.total;
    const heldUntil = this.#holdEnd();
    await this.queue.save(batch, row, isLast, isLast ? null : heldUntil, this.work.now());
    if (!isLast) return { ...held, heldUntil, attempts: 0 };
    const counts = { ...batch.counts, [row.outcome]: batch.counts[row.outcome] + 1 };
    await this.news.ended({ ...batch, counts });
    return undefined;
  }

  #fail(held: HeldJob, failure: string): Promise<undefined> {
    return this.work.run(async () => {
      const batch = await this.queue.lock(held);
      if (!batch) return undefined;
      await this.queue.fail(batch.id, failure, this.work.now());
      await this.news.ended(batch);
      await this.work.record({
        action: 'device-batch.failed',
        actorId: null,
        organizationId: batch.organizationId,
        subject: { kind: 'device-batch', id: batch.id },
        details: { action: batch.action.kind, devices: batch.total, dealtWith: dealtWith(batch), reason: failure },
      });
      return undefined;
    });
  }

  #holdEnd(): Date {
    return new Date(this.work.now().getTime() + JOB_HELD_MS);
  }
}
