import type { Language } from '#libs/contracts/http';
import { type Clock, newUuid, type OrganizationId, organizationId } from '#libs/kernel';
import { Prisma, type RegistryDatabase } from '#prisma';
import { levelOf, type Organization, parentKinds, TREE_LEVELS } from './organization.js';
import { OrganizationTree } from './organization-tree.store.js';

/** What a file says of a customer, and lists of them show. */
export interface CustomerFields {
  readonly name: string;
  readonly address: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly brandingName: string | null;
  /** Null: unlimited. */
  readonly assetLimit: number | null;
}

export interface ListedCustomer extends CustomerFields {
  readonly id: OrganizationId;
}

/** Whether a customer can be made directly under it. */
export const canHaveCustomers = ({ kind, path }: Pick<Organization, 'kind' | 'path'>) =>
  parentKinds.customer.includes(kind) && levelOf(path) < TREE_LEVELS;

/**
 * Many customers of one organization at once, in a fixed number of statements.
 *
 * Nothing is checked, and no audit event recorded: who calls it knows that the actor may, and says so in the trail.
 *
 * Customers in the registry's table `organization`, a batch a statement.
 */
export class CustomerBatches {
  readonly #tree: OrganizationTree;

  constructor(
    private readonly database: RegistryDatabase,
    clock: Clock,
  ) {
    this.#tree = new OrganizationTree(database, clock);
  }

  /**
   * Those directly under the organization that have one of these names, in any case. One search in an index for each name: of
   * a database that is new, statistics know nothing, and a plan could compare each name with each customer.
   *
   * @param lock until the unit of work ends nobody else makes or changes customers of this organization in this way
   */
  async named(parentId: OrganizationId, names: readonly string[], lock: boolean) {
    const { client } = this.database;
    if (lock) {
      await this.#tree.hold('add');
      await client.$executeRaw`SELECT id FROM organization WHERE id = ${parentId}::uuid FOR NO KEY UPDATE`;
    }
    const rows = await client.$queryRaw<ListedCustomer[]>`
      SELECT id, name, address, contact_name AS "contactName", contact_email AS "contactEmail",
             contact_phone AS "contactPhone", language::text AS language, time_zone AS "timeZone",
             branding_name AS "brandingName", asset_limit AS "assetLimit"
      FROM organization
      WHERE id = ANY (ARRAY(
          SELECT found.id
          FROM unnest(${[...names]}::text[]) AS wanted (name)
          CROSS JOIN LATERAL (
            SELECT o.id, o.parent_id, o.kind FROM organization o WHERE lower(o.name) = lower(wanted.name) OFFSET 0
          ) found
          WHERE found.parent_id = ${parentId}::uuid AND found.kind = 'customer'
        ))
      ORDER BY id
      ${lock ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.empty}`;
    return rows.map((row): ListedCustomer => ({ ...row, id: organizationId(row.id) }));
  }

  /** Makes customers of status `new` directly under the organization, wherever it stands at this moment. */
  async add(parentId: OrganizationId, customers: readonly CustomerFields[], at: Date): Promise<void> {
    const made = customers.map((customer) => ({ ...recordOf(customer), id: newUuid(at) }));
    await this.database.client.$executeRaw`
      INSERT INTO organization (id, kind, name, parent_id, path, address, contact_name, contact_email, contact_phone,
                                language, time_zone, branding_name, asset_limit, created_at, updated_at)
      SELECT made.id, 'customer', made.name, parent.id, parent.path || made.id || '/', made.address, made.contact_name,
             made.contact_email, made.contact_phone, made.language::language, made.time_zone, made.branding_name,
             made.asset_limit, ${at}::timestamptz, ${at}::timestamptz
      FROM organization parent,
           jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
             AS made (id uuid, name text, address text, contact_name text, contact_email text, contact_phone text,
                      language text, time_zone text, branding_name text, asset_limit int)
      WHERE parent.id = ${parentId}::uuid`;
  }

  /** Gives customers these fields; the names stay. */
  async change(customers: readonly ListedCustomer[], at: Date): Promise<void> {
    const changed = customers.map((customer) => ({ ...recordOf(customer), id: customer.id }));
    await this.database.client.$executeRaw`
      UPDATE organization
      SET address = changed.address, contact_name = changed.contact_name, contact_email = changed.contact_email,
          contact_phone = changed.contact_phone, language = changed.language::language,
          time_zone = changed.time_zone, branding_name = changed.branding_name, asset_limit = changed.asset_limit,
          updated_at = ${at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
        AS changed (id uuid, address text, contact_name text, contact_email text, contact_phone text, language text,
                    time_zone text, branding_name text, asset_limit int)
      WHERE organization.id = changed.id`;
  }
}

const recordOf = (customer: CustomerFields) => ({
  name: customer.name,
  address: customer.address,
  contact_name: customer.contactName,
  contact_email: customer.contactEmail,
  contact_phone: customer.contactPhone,
  language: customer.language,
  time_zone: customer.timeZone,
  branding_name: customer.brandingName,
  asset_limit: customer.assetLimit,
});
