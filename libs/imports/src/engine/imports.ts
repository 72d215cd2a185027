import { type Actor, type AuditedWork, may, type Organizations, pathsWhere, sees, visiblePaths } from '#libs/identity';
import { JOB_HELD_MS } from '#libs/jobs';
import { newUuid, type OrganizationId } from '#libs/kernel';
import { ImportHasBadRowsError, ImportStatusError, ImportUnknownError } from './import.errors.js';
import type { ImportSelection, ImportStore, ReceivedFile, RowSelection } from './import.store.js';
import { readHeader } from './import-columns.js';
import { openImportFile } from './import-file.js';
import { finalStatuses, type ImportJob, type ImportKind, type ImportRow, type ImportStatus } from './import-job.js';
import type { ImportSubjects, KindColumns } from './import-subjects.js';

/** What is to be done with a file. */
export interface ImportOrder {
  readonly kind: ImportKind;
  readonly organizationId: OrganizationId;
  readonly isAllOrNothing: boolean;
  readonly fileName: string | null;
}

/** Imports as those who start them see them: one's own, and for administrators those in their organizations. */
export class Imports {
  constructor(
    private readonly subjects: ImportSubjects,
    private readonly store: ImportStore,
    private readonly organizations: Organizations,
    private readonly work: AuditedWork,
  ) {}

  /**
   * Takes a file in, a batch of rows at a time; the worker then checks them. Nothing else changes before `apply`.
   *
   * @param bytes of a CSV file as `openImportFile` reads it; read to its end unless something is refused
   * @throws {OrganizationUnknownError | NotAllowedError | ImportPlaceError | TooManyImportsError} before it is read
   * @throws {ImportHeaderError | ImportFileUnreadableError | ImportTooLargeError} then nothing of it is kept
   */
  async receive(actor: Actor, order: ImportOrder, bytes: AsyncIterable<Uint8Array>): Promise<ImportJob> {
    const organization = await this.organizations.get(actor, order.organizationId, 'organizationId');
    const subject = this.subjects.of(order.kind);
    subject.require(actor, organization);
    const file = await openImportFile(bytes);
    const createdAt = this.work.now();
    const id = newUuid(createdAt);
    const header = readHeader(subject.columns, file.header);
    const { personId: createdById, apiKeyId = null } = actor;
    await this.store.add({ ...order, id, createdById, apiKeyId, header, createdAt, heldUntil: this.#holdEnd() });
    try {
      let total = 0;
      for await (const rows of file.batches()) {
        await this.store.addRows(id, total + 1, rows, this.#holdEnd());
        total += rows.length;
      }
      await this.#begin(
        actor,
        { ...order, id },
        { totalRows: total, sha256: file.digest(), decimalSign: file.decimalSign() },
      );
    } catch (cause) {
      // Half a file is of no use to anybody; the worker removes what a killed process leaves.
      await this.store.remove(id);
      throw cause;
    }
    return this.get(actor, id);
  }

  /**
   * An import the actor may see.
   *
   * @throws {ImportUnknownError}
   */
  async get(actor: Actor, id: string): Promise<ImportJob> {
    const job = await this.store.find(id);
    if (!job || !seesImport(actor, job)) throw new ImportUnknownError(id);
    return job;
  }

  /**
   * The same, with what the actor may ask for now.
   *
   * @throws {ImportUnknownError}
   */
  async getWithRights(actor: Actor, id: string): Promise<ImportJob & { readonly may: readonly ImportRight[] }> {
    const job = await this.get(actor, id);
    const due = rightsAt(job);
    if (due.length === 0) return { ...job, may: [] };
    const organization = await this.organizations.get(actor, job.organizationId);
    return { ...job, may: this.subjects.of(job.kind).allows(actor, organization) ? due : [] };
  }

  /** What the first line of a file can name, for each kind of import. */
  columns(): readonly KindColumns[] {
    return this.subjects.columns();
  }

  /** The imports the actor may see, newest first. */
  list(
    actor: Actor,
    selection: Pick<ImportSelection, 'organizationId' | 'status' | 'before' | 'limit'>,
  ): Promise<readonly ImportJob[]> {
    const paths = visiblePaths(actor);
    const administered = pathsWhere(actor, 'audit.read');
    const own = { personId: actor.personId, apiKeyId: actor.apiKeyId ?? null };
    return this.store.list({ ...selection, paths, administered, own });
  }

  /**
   * Rows of an import in the order of its file.
   *
   * @throws {ImportUnknownError}
   */
  async rows(actor: Actor, selection: RowSelection): Promise<readonly ImportRow[]> {
    await this.get(actor, selection.jobId);
    return this.store.rows(selection);
  }

  /**
   * Asks for what the check showed to be done; asking again changes nothing.
   *
   * @throws {ImportUnknownError | NotAllowedError}
   * @throws {ImportStatusError} its rows are not all checked, or it is at its end in another way
   * @throws {ImportHasBadRowsError} it is all or nothing, and some row is bad
   */
  apply(actor: Actor, id: string): Promise<ImportJob> {
    return this.#change(actor, id, 'applying', 'import.application-requested', (job) => {
      if (job.status === 'applying' || job.status === 'done') return false;
      if (job.status !== 'checked') throw new ImportStatusError(id, job.status, 'applied', 'checked');
      if (job.isAllOrNothing && job.counts.bad > 0) throw new ImportHasBadRowsError(id, job.counts.bad);
      return true;
    });
  }

  /**
   * Ends an import that is under way; what was applied stays. Ending it again changes nothing.
   *
   * @throws {ImportUnknownError | NotAllowedError}
   * @throws {ImportStatusError} it is at its end, or is being applied as a whole, which goes through or fails
   */
  cancel(actor: Actor, id: string): Promise<ImportJob> {
    const requireOngoing = (job: ImportJob) => {
      if (job.status === 'canceled') return false;
      if (!isCancelable(job))
        throw new ImportStatusError(id, job.status, 'canceled', 'under way, and not being applied as a whole');
      return true;
    };
    return this.#change(actor, id, 'canceled', 'import.canceled', requireOngoing);
  }

  async #change(
    actor: Actor,
    id: string,
    status: ImportStatus,
    action: `import.${string}`,
    isDue: (job: ImportJob) => boolean,
  ): Promise<ImportJob> {
    // Answered before anything waits: hidden, not allowed, and what no waiting would change.
    const seen = await this.get(actor, id);
    this.subjects.of(seen.kind).require(actor, await this.organizations.get(actor, seen.organizationId));
    if (!isDue(seen)) return seen;
    await this.work.run(async () => {
      const job = await this.store.lock(id);
      if (!job) throw new ImportUnknownError(id);
      if (!isDue(job)) return;
      await this.store.change(id, status, this.work.now());
      await this.work.record({
        action,
        actorId: actor.personId,
        organizationId: job.organizationId,
        subject: { kind: 'import', id },
        before: { status: job.status },
        after: { status },
        details: { kind: job.kind, appliedRows: job.appliedRows, totalRows: job.totalRows },
      });
    });
    return this.get(actor, id);
  }

  async #begin(actor: Actor, order: ImportOrder & { readonly id: string }, file: ReceivedFile) {
    await this.work.run(async () => {
      if (!(await this.store.received(order.id, file, this.work.now()))) throw new ImportUnknownError(order.id);
      await this.work.record({
        action: 'import.received',
        actorId: actor.personId,
        organizationId: order.organizationId,
        subject: { kind: 'import', id: order.id },
        details: {
          kind: order.kind,
          rows: file.totalRows,
          isAllOrNothing: order.isAllOrNothing,
          sha256: file.sha256.toString('hex'),
        },
      });
    });
  }

  #holdEnd(): Date {
    return new Date(this.work.now().getTime() + JOB_HELD_MS);
  }
}

/** What can be asked for of an import. */
type ImportRight = 'apply' | 'cancel';

const isCancelable = ({ status, isAllOrNothing }: ImportJob) =>
  !finalStatuses.includes(status) && !(status === 'applying' && isAllOrNothing);

function rightsAt(job: ImportJob): readonly ImportRight[] {
  const isApplicable = job.status === 'checked' && !(job.isAllOrNothing && job.counts.bad > 0);
  return [...(isApplicable ? (['apply'] as const) : []), ...(isCancelable(job) ? (['cancel'] as const) : [])];
}

function seesImport(actor: Actor, job: ImportJob): boolean {
  const place = { path: job.organizationPath };
  if (!sees(actor, place)) return false;
  const isOwn = job.createdById === actor.personId && (actor.apiKeyId === undefined || job.apiKeyId === actor.apiKeyId);
  return isOwn || may(actor, 'audit.read', { ...place, delegatesCertificates: false });
}
