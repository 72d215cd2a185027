import { Prisma, type RegistryDatabase } from '#prisma';
import { TooManyImportsError } from '../../import/import-errors.js';
import { finalStatuses, type ImportJob, type ImportStatus, importLimits } from '../../import/import-job.js';
import {
  type ImportSelection,
  ImportStore,
  type NewImport,
  type ReceivedFile,
  type RowSelection,
} from '../../import/import-store.js';
import { organizationsIn } from '../scope.js';
import { importsWhere, rowsOf } from './import-jobs.js';

/** Imports in the registry's tables `import_job` and `import_row`. */
export class PrismaImportStore extends ImportStore {
  constructor(private readonly database: RegistryDatabase) {
    super();
  }

  override async add({ heldUntil, ...job }: NewImport): Promise<void> {
    await this.database.run(async () => {
      const { client } = this.database;
      // Two that begin at once would not see each other's row.
      await client.$executeRaw`SELECT id FROM organization WHERE id = ${job.organizationId}::uuid FOR NO KEY UPDATE`;
      const unfinished = await client.importJob.count({
        where: { organizationId: job.organizationId, status: { notIn: [...finalStatuses] } },
      });
      if (unfinished >= importLimits.unfinished) throw new TooManyImportsError(importLimits.unfinished);
      await client.$executeRaw`
        INSERT INTO import_job (id, kind, organization_id, created_by_id, api_key_id, file_name, status,
                                is_all_or_nothing, header, held_until, created_at, updated_at)
        VALUES (${job.id}::uuid, ${job.kind}::import_kind, ${job.organizationId}::uuid, ${job.createdById}::uuid,
                ${job.apiKeyId}::uuid, ${job.fileName}, 'receiving', ${job.isAllOrNothing}, ${[...job.header]}::text[],
                ${heldUntil}::timestamptz, ${job.createdAt}::timestamptz, ${job.createdAt}::timestamptz)`;
    });
  }

  override async addRows(id: string, first: number, rows: readonly (readonly string[])[], heldUntil: Date) {
    const { client } = this.database;
    await client.$executeRaw`
      WITH held AS (UPDATE import_job SET held_until = ${heldUntil}::timestamptz WHERE id = ${id}::uuid RETURNING id)
      INSERT INTO import_row (job_id, number, cells)
      SELECT held.id, ${first}::int + row.place::int - 1,
             ARRAY(SELECT cell.text FROM jsonb_array_elements_text(row.cells) WITH ORDINALITY AS cell (text, place)
                   ORDER BY cell.place)
      FROM held, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS row (cells, place)`;
  }

  override async received(id: string, { sha256, ...file }: ReceivedFile, at: Date): Promise<boolean> {
    const { count } = await this.database.client.importJob.updateMany({
      where: { id, status: 'receiving' },
      data: { ...file, status: 'checking', sha256: Uint8Array.from(sha256), heldUntil: null, updatedAt: at },
    });
    return count === 1;
  }

  override async remove(id: string): Promise<void> {
    await this.database.client.importJob.deleteMany({ where: { id } });
  }

  override async find(id: string): Promise<ImportJob | undefined> {
    const [job] = await importsWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.empty);
    return job;
  }

  override async lock(id: string): Promise<ImportJob | undefined> {
    const [job] = await importsWhere(this.database, Prisma.sql`j.id = ${id}::uuid`, Prisma.sql`FOR UPDATE OF j`);
    return job;
  }

  override async change(id: string, status: ImportStatus, at: Date): Promise<void> {
    await this.database.client.importJob.update({ where: { id }, data: { status, heldUntil: null, updatedAt: at } });
  }

  override list(selection: ImportSelection): Promise<readonly ImportJob[]> {
    const { paths, administered, own, organizationId, status, before, limit } = selection;
    return importsWhere(
      this.database,
      Prisma.sql`j.organization_id IN (${organizationsIn(paths, organizationId)})
        AND (j.organization_id IN (${organizationsIn(administered)})
             OR j.created_by_id = ${own.personId}::uuid
                AND (${own.apiKeyId}::uuid IS NULL OR j.api_key_id = ${own.apiKeyId}::uuid))
        AND (${status ?? null}::text IS NULL OR j.status = ${status ?? null}::import_status)
        AND (${before ?? null}::uuid IS NULL OR j.id < ${before ?? null}::uuid)`,
      Prisma.sql`ORDER BY j.id DESC LIMIT ${limit}`,
    );
  }

  override rows({ jobId, outcome, warned, after, limit }: RowSelection) {
    return rowsOf(this.database, jobId, after, limit, outcome && [outcome], warned);
  }
}
