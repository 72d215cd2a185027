import type { ActingFor, AuditedWork } from '#libs/identity';
import { ATTEMPTS_AT_A_STEP, JOB_HELD_MS, runTurns } from '#libs/jobs';
import { LONGEST_UNIT_OF_WORK_MS } from '#libs/kernel';
import type { HeldImport, Progress } from './import.store.js';
import { AbandonedError, type ImportAuthority } from './import-authority.js';
import { BATCH_ROWS, type ImportJob } from './import-job.js';
import type { ImportQueue } from './import-queue.store.js';
import { BatchOutdatedError, type Situation } from './import-subject.js';
import type { ImportSubjects } from './import-subjects.js';
import { confirmedRows, countsAfter, planRows, readRows } from './row-planning.js';

/** Batches of one import before others get their turn. */
const BATCHES_A_TURN = 20;
/** How often a batch is planned when somebody else was faster. */
const PLANS_A_BATCH = 3;

/** The process is about to end, in the middle of what must be whole. */
class StoppedError extends Error {}

/**
 * Checks and applies imports, a batch of rows in a transaction that also notes how far it came: killed anywhere, the
 * next worker goes on after the last batch that was committed. Rights are looked up anew for each batch.
 */
export class ImportWorker {
  constructor(
    private readonly queue: ImportQueue,
    private readonly subjects: ImportSubjects,
    private readonly authority: ImportAuthority,
    private readonly actingFor: ActingFor,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Works on what waits for a bounded time, providers and their organizations in turn.
   *
   * @param isStopping asked between batches: then the rest is left to the next run
   * @returns how many steps were done
   */
  run(isStopping: () => boolean): Promise<number> {
    const turns = {
      claim: () => this.queue.claim(this.work.now(), this.#holdEnd()),
      advance: (held: HeldImport) => this.#advance(held, isStopping),
      release: (held: HeldImport) => this.queue.release(held),
      giveUp: (held: HeldImport) =>
        this.#fail(held, `Its next rows failed ${ATTEMPTS_AT_A_STEP} times; the log of the worker says why.`),
    };
    return runTurns(turns, { stepsATurn: BATCHES_A_TURN }, isStopping);
  }

  /** One unit of work. @returns undefined: there is nothing more to do for now */
  async #advance(held: HeldImport, isStopping: () => boolean, plans = 1): Promise<HeldImport | undefined> {
    const limits = held.isWhole ? { timeoutMs: LONGEST_UNIT_OF_WORK_MS } : undefined;
    try {
      return await this.work.run(() => this.#steps(held, isStopping), limits);
    } catch (cause) {
      if (cause instanceof BatchOutdatedError && plans < PLANS_A_BATCH)
        return this.#advance(held, isStopping, plans + 1);
      if (cause instanceof StoppedError) await this.queue.release(held);
      else if (cause instanceof AbandonedError) await this.#fail(held, cause.message);
      else throw cause;
      return undefined;
    }
  }

  /** One batch; of an import that is whole, all of them. */
  async #steps(held: HeldImport, isStopping: () => boolean): Promise<HeldImport | undefined> {
    let job = await this.queue.lock(held);
    while (job) {
      const progress = await this.#step(job);
      await this.queue.advance(job.id, progress);
      if (progress.heldUntil === null) return undefined;
      if (!held.isWhole) return { ...held, heldUntil: progress.heldUntil };
      if (isStopping()) throw new StoppedError();
      job = { ...job, ...progress };
    }
    return undefined;
  }

  #step(job: ImportJob): Promise<Progress> {
    if (job.status === 'checking') return this.#check(job);
    if (job.status === 'applying') return this.#apply(job);
    throw new AbandonedError('The file broke off before its end, and nothing was looked at. Send it again.');
  }

  async #check(job: ImportJob): Promise<Progress> {
    const situation = await this.authority.situationOf(job, this.work.now(), false);
    const subject = this.subjects.of(job.kind);
    const rows = readRows(subject, job, await this.queue.unchecked(job.id, job.checkedRows, BATCH_ROWS));
    const keys = rows.flatMap((row) => row.keys?.key ?? []);
    const secondKeys = subject.hasUniqueSecondKey ? rows.flatMap((row) => row.keys?.secondKey ?? []) : [];
    const earlier = await this.queue.earlier(job.id, job.checkedRows + 1, keys, secondKeys);
    const planned = await planRows(subject, situation, rows, earlier);
    await this.queue.save(job.id, planned);
    const checkedRows = job.checkedRows + rows.length;
    const isDone = rows.length < BATCH_ROWS || checkedRows === job.totalRows;
    return {
      status: isDone ? 'checked' : 'checking',
      checkedRows,
      appliedRows: 0,
      counts: countsAfter(job.counts, [], planned),
      warnedRows: job.warnedRows + planned.filter(({ warnings }) => warnings.length > 0).length,
      heldUntil: isDone ? null : this.#holdEnd(),
      at: situation.at,
    };
  }

  async #apply(job: ImportJob): Promise<Progress> {
    const situation = await this.authority.situationOf(job, this.work.now(), true);
    const subject = this.subjects.of(job.kind);
    const shown = await this.queue.effective(job.id, job.appliedRows, BATCH_ROWS);
    const rows = readRows(subject, job, shown);
    const found = await planRows(subject, situation, rows, { byKey: new Map(), bySecondKey: new Map() });
    const { effects, corrected } = confirmedRows(shown, found);
    const spoiled = corrected.find(({ verdict }) => verdict.outcome === 'bad');
    if (spoiled && job.isAllOrNothing) {
      const [problem] = spoiled.verdict.problems;
      throw new AbandonedError(`Row ${spoiled.number} cannot be applied any more: ${problem?.message ?? ''}`);
    }
    if (effects.length > 0) await subject.write(situation, effects);
    if (corrected.length > 0) await this.queue.correct(job.id, corrected);
    const isDone = rows.length < BATCH_ROWS;
    const appliedRows = isDone ? job.totalRows : (rows.at(-1)?.number ?? job.totalRows);
    await this.#record(job, situation, appliedRows, found.length - corrected.length);
    return {
      status: isDone ? 'done' : 'applying',
      checkedRows: job.checkedRows,
      appliedRows,
      counts: countsAfter(
        job.counts,
        shown.filter(({ number }) => corrected.some((row) => row.number === number)),
        corrected,
      ),
      warnedRows: job.warnedRows,
      heldUntil: isDone ? null : this.#holdEnd(),
      at: situation.at,
    };
  }

  async #record(job: ImportJob, { actor, organization }: Situation, toRow: number, rows: number): Promise<void> {
    if (rows === 0) return;
    await this.actingFor.run(actor, () =>
      this.work.record({
        action: 'import.applied',
        actorId: actor.personId,
        organizationId: organization.id,
        subject: { kind: 'import', id: job.id },
        details: { kind: job.kind, afterRow: job.appliedRows, toRow, rows },
      }),
    );
  }

  async #fail(held: HeldImport, reason: string): Promise<void> {
    await this.work.run(async () => {
      const job = await this.queue.lock(held);
      if (!job) return;
      const failure = `${reason} ${extentOf(job)}`;
      await this.queue.fail(job.id, failure, this.work.now());
      await this.work.record({
        action: 'import.failed',
        actorId: null,
        organizationId: job.organizationId,
        subject: { kind: 'import', id: job.id },
        details: { kind: job.kind, reason: failure },
      });
    });
  }

  #holdEnd(): Date {
    return new Date(this.work.now().getTime() + JOB_HELD_MS);
  }
}

function extentOf(job: ImportJob): string {
  if (job.appliedRows === 0) return 'Nothing was applied.';
  return `What was applied before, up to row ${job.appliedRows} of ${job.totalRows}, stays.`;
}
