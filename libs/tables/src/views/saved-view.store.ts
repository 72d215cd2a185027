import type { SavedViewQuery, TableName } from '#libs/contracts/http';
import { type OrganizationId, organizationId, type PersonId, personId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { knownOf } from '../lists/catalog.js';
import type { ListedView, SavedView, ViewPage, ViewSearch } from './saved-view.js';

interface ViewRow {
  readonly id: string;
  readonly person_id: string;
  readonly table_name: string;
  readonly name: string;
  readonly name_key: string;
  readonly search: unknown;
  readonly columns: readonly string[];
  readonly shared_with_id: string | null;
  readonly shared_with_name: string | null;
  readonly updated_at: Date;
}

/** Whose views are looked at: a person's own, and those shared with organizations the person is a member of. */
export interface ViewReader {
  readonly personId: PersonId;
  readonly organizationIds: readonly OrganizationId[];
}

/** Views in the registry's table `saved_view`. */
export class SavedViewStore {
  constructor(private readonly database: RegistryDatabase) {}

  async page(reader: ViewReader, table: TableName, { limit, cursor }: SavedViewQuery): Promise<ViewPage> {
    const after = cursor ? Prisma.sql`(v.name_key, v.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : Prisma.sql`TRUE`;
    const rows = await this.#rows(
      Prisma.sql`v.table_name = ${table} AND ${isSeenBy(reader)} AND ${after} ORDER BY v.name_key, v.id LIMIT ${limit + 1}`,
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { views: rows.slice(0, limit).map(viewFrom), next: last && [last.name_key, last.id] };
  }

  async find(reader: ViewReader, table: TableName, id: string): Promise<ListedView | undefined> {
    const [row] = await this.#rows(Prisma.sql`v.id = ${id}::uuid AND v.table_name = ${table} AND ${isSeenBy(reader)}`);
    return row && viewFrom(row);
  }

  /** A person's views of a list. Two changes of one person follow each other: there may be no view yet to be locked. */
  async lockOwn(person: PersonId, table: TableName): Promise<readonly SavedView[]> {
    await this.database.client.$queryRaw`SELECT id FROM person WHERE id = ${person}::uuid FOR NO KEY UPDATE`;
    return (await this.#rows(Prisma.sql`v.person_id = ${person}::uuid AND v.table_name = ${table}`)).map(viewFrom);
  }

  /** How many are shared with an organization; whoever shares one more with it waits until this unit of work ends. */
  async lockShared(organization: OrganizationId, table: TableName): Promise<number> {
    await this.database.client
      .$queryRaw`SELECT id FROM organization WHERE id = ${organization}::uuid FOR NO KEY UPDATE`;
    return this.database.client.savedView.count({ where: { sharedWithId: organization, tableName: table } });
  }

  async keep({ id, table, search, columns, ...view }: SavedView): Promise<void> {
    const kept = { ...view, tableName: table, search: { ...search } as Prisma.InputJsonObject, columns: [...columns] };
    await this.database.client.savedView.upsert({ where: { id }, create: { id, ...kept }, update: kept });
  }

  async remove(id: string): Promise<void> {
    await this.database.client.savedView.deleteMany({ where: { id } });
  }

  #rows(where: Prisma.Sql): Promise<ViewRow[]> {
    return this.database.client.$queryRaw<ViewRow[]>`
      SELECT v.id, v.person_id, v.table_name, v.name, v.name_key, v.search, v.columns, v.shared_with_id, v.updated_at,
        o.name AS shared_with_name
      FROM saved_view v
      LEFT JOIN organization o ON o.id = v.shared_with_id
      WHERE ${where}`;
  }
}

const isSeenBy = (reader: ViewReader): Prisma.Sql => Prisma.sql`
  (v.person_id = ${reader.personId}::uuid OR v.shared_with_id = ANY (${[...reader.organizationIds]}::uuid[]))`;

/** Columns the list lost since are passed over. */
function viewFrom(row: ViewRow): ListedView {
  const table = row.table_name as TableName; // written by `keep` alone
  return {
    id: row.id,
    table,
    personId: personId(row.person_id),
    name: row.name,
    search: row.search as ViewSearch,
    columns: knownOf(table, row.columns),
    sharedWithId: row.shared_with_id === null ? null : organizationId(row.shared_with_id),
    sharedWithName: row.shared_with_name,
    updatedAt: row.updated_at,
  };
}
