import type { CalendarDate } from '#libs/contracts/http';
import { type NamedOrganization, type Owner, organizationsIn } from '#libs/identity';
import { type DeviceId, deviceId, type OrganizationId, organizationId, type PersonId } from '#libs/kernel';
import { AFTER_ANY, Prisma, type RegistryDatabase } from '#prisma';
import { type ContractTerm, ENDING_DAYS, GRACE_DAYS } from './contract.js';
import { type ContractSelection, EARLIEST, endsOf } from './contract-selection.js';

/** A service contract as lists show it. */
export interface Contract extends ContractTerm {
  readonly id: string;
  readonly customer: NamedOrganization;
  /** The customer, as far as it decides who may do what. */
  readonly owner: Owner;
  /** Of the customer. */
  readonly timeZone: string;
  readonly provider: NamedOrganization;
  /** Who renews it: the provider that stands above the customer now. */
  readonly providerAbove: NamedOrganization | null;
  readonly device: { readonly id: DeviceId; readonly serialNumber: string };
  /** Whether the device still belongs to the customer, or to one below it. */
  readonly hasDevice: boolean;
  /** Null: it was deleted. */
  readonly asset: { readonly id: string; readonly name: string } | null;
  readonly leaseMonths: number;
  readonly salesOrderNumber: string | null;
  readonly serviceContractNumber: string | null;
  readonly renewsId: string | null;
  readonly renewedById: string | null;
  /** Days of the last notice about its end; null: none was sent. */
  readonly noticedDays: number | null;
  readonly createdAt: Date;
}

/** A contract that goes on from another. */
export interface Renewal {
  readonly id: string;
  readonly providerId: OrganizationId;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly leaseMonths: number;
  readonly salesOrderNumber: string | null;
  readonly serviceContractNumber: string | null;
  readonly createdById: PersonId;
  readonly createdAt: Date;
}

/** What the contracts of a device with its owner say. */
export interface DeviceTerms {
  /** Of the one that ends last. */
  readonly endDate: CalendarDate;
  /** Of its customer. */
  readonly timeZone: string;
  /** Who can renew: the provider above the customer; its name. */
  readonly providerName: string;
}

interface ContractRow {
  readonly id: string;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly path: string;
  readonly delegates_certificates: boolean;
  readonly time_zone: string;
  readonly provider_id: string;
  readonly provider_name: string;
  readonly provider_above_id: string | null;
  readonly provider_above_name: string | null;
  readonly device_id: string;
  readonly serial_number: string;
  readonly has_device: boolean;
  readonly asset_id: string | null;
  readonly asset_name: string;
  readonly start_date: CalendarDate;
  readonly end_date: CalendarDate;
  readonly lease_months: number;
  readonly sales_order_number: string | null;
  readonly service_contract_number: string | null;
  readonly renews_id: string | null;
  readonly renewed_by_id: string | null;
  readonly noticed_days: number | null;
  readonly created_at: Date;
}

const selectContracts = Prisma.sql`
  SELECT k.id, c.id AS customer_id, c.name AS customer_name, c.path, c.delegates_certificates, c.time_zone,
    v.id AS provider_id, v.name AS provider_name, above.id AS provider_above_id, above.name AS provider_above_name,
    d.id AS device_id, d.serial_number, h.path >= c.path AND h.path < c.path || ${AFTER_ANY} AS has_device,
    a.id AS asset_id, coalesce(a.name, a.model_number || ' ' || a.serial_number) AS asset_name,
    k.start_date::text AS start_date, k.end_date::text AS end_date, k.lease_months, k.sales_order_number,
    k.service_contract_number, k.renews_id, r.id AS renewed_by_id, k.noticed_days, k.created_at
  FROM service_contract k
  JOIN organization c ON c.id = k.customer_id
  JOIN organization v ON v.id = k.provider_id
  LEFT JOIN organization above
    ON above.kind = 'provider' AND above.id = ANY (string_to_array(trim(BOTH '/' FROM c.path), '/')::uuid[])
  JOIN device d ON d.id = k.device_id
  JOIN organization h ON h.id = d.organization_id
  LEFT JOIN asset a ON a.id = k.asset_id
  LEFT JOIN service_contract r ON r.renews_id = k.id`;

/** As `contractStateOf`, of a contract `k` with its renewal `r`, on the day `today` of the customer's calendar. */
const stateInSql = Prisma.sql`
  CASE
    WHEN r.id IS NOT NULL THEN 'renewed'
    WHEN t.today < k.start_date THEN 'upcoming'
    WHEN t.today < k.end_date - ${ENDING_DAYS}::int THEN 'active'
    WHEN t.today < k.end_date THEN 'ending'
    WHEN t.today < k.end_date + ${GRACE_DAYS}::int THEN 'grace'
    ELSE 'lapsed'
  END`;

/** Up to so many customers each give their first contracts, by their own index; beyond, all are walked together. */
const CUSTOMERS_APART = 20_000;

/** Each direction's order, and what comes after a place in it. */
const orders = {
  endDate: {
    by: Prisma.sql`k.end_date, k.id`,
    after: (date: string, id: string) => Prisma.sql`AND (k.end_date, k.id) > (${date}::date, ${id}::uuid)`,
  },
  '-endDate': {
    by: Prisma.sql`k.end_date DESC, k.id DESC`,
    after: (date: string, id: string) => Prisma.sql`AND (k.end_date, k.id) < (${date}::date, ${id}::uuid)`,
  },
} as const;

/**
 * Service contracts.
 *
 * Service contracts in the registry's table `service_contract`.
 */
export class ContractStore {
  constructor(private readonly database: RegistryDatabase) {}

  async find(id: string): Promise<Contract | undefined> {
    const [row] = await this.database.client.$queryRaw<ContractRow[]>`${selectContracts} WHERE k.id = ${id}::uuid`;
    return row && contractFrom(row);
  }

  /** As `find`; whoever else locks it waits, and its device stays whose it is. */
  async lock(id: string): Promise<Contract | undefined> {
    const { client } = this.database;
    // The device first, as every transfer does.
    await client.$queryRaw`
      SELECT d.id FROM device d WHERE d.id = (SELECT device_id FROM service_contract WHERE id = ${id}::uuid) FOR SHARE`;
    await client.$queryRaw`SELECT id FROM service_contract WHERE id = ${id}::uuid FOR UPDATE`;
    return this.find(id);
  }

  /** Of customers in these subtrees, by their ends, then by id. */
  async list(
    paths: readonly string[],
    { sort, state, customerId, endsWithin, endsFrom, endsBefore, renewed, after, limit }: ContractSelection,
    now: Date,
  ): Promise<readonly Contract[]> {
    const [from, to] = endsOf(state, endsWithin, now);
    const customers = organizationsIn(paths, customerId);
    const cut = Prisma.sql`ORDER BY ${orders[sort].by} LIMIT ${limit}`;
    const wanted = Prisma.sql`
      k.end_date BETWEEN ${from}::date AND ${to}::date
      AND (${state ?? null}::text IS NULL OR ${state ?? null}::text = ${stateInSql})
      AND (${endsWithin ?? null}::int IS NULL
        OR (r.id IS NULL AND t.today < k.end_date + ${GRACE_DAYS}::int AND k.end_date <= t.today + ${endsWithin ?? null}::int))
      AND k.end_date >= ${endsFrom ?? EARLIEST}::date AND k.end_date < ${endsBefore ?? 'infinity'}::date
      AND (${renewed ?? null}::bool IS NULL OR (r.id IS NOT NULL) = ${renewed ?? null}::bool)
      ${after ? orders[sort].after(...after) : Prisma.empty}`;
    const dayOf = (c: Prisma.Sql) => Prisma.sql`(${now}::timestamptz AT TIME ZONE ${c}.time_zone)::date AS today`;
    // A customer's day is known before its contracts are walked, so that its index gives them in the order of the page.
    const found = (await this.#areFew(customers))
      ? Prisma.sql`
          SELECT k.id, k.end_date
          FROM (SELECT c.id, ${dayOf(Prisma.sql`c`)} FROM organization c WHERE c.id IN (${customers}) OFFSET 0) t
          CROSS JOIN LATERAL (
            SELECT k.id, k.end_date
            FROM service_contract k
            LEFT JOIN service_contract r ON r.renews_id = k.id
            WHERE k.customer_id = t.id AND ${wanted}
            ${cut}
          ) k
          ${cut}`
      : Prisma.sql`
          SELECT k.id, k.end_date
          FROM service_contract k
          JOIN organization c ON c.id = k.customer_id
          LEFT JOIN service_contract r ON r.renews_id = k.id
          CROSS JOIN LATERAL (SELECT ${dayOf(Prisma.sql`c`)}) t
          WHERE k.customer_id IN (${customers}) AND ${wanted}
          ${cut}`;
    // The page is cut before anything else about its contracts is looked up.
    const rows = await this.database.client.$queryRaw<ContractRow[]>`
      ${selectContracts}
      WHERE k.id IN (SELECT found.id FROM (${found}) found)
      ORDER BY ${orders[sort].by}`;
    return rows.map(contractFrom);
  }

  async #areFew(organizations: Prisma.Sql): Promise<boolean> {
    const [row] = await this.database.client.$queryRaw<{ readonly count: number }[]>`
      SELECT count(*)::int AS count FROM (${organizations} LIMIT ${CUSTOMERS_APART + 1}) own`;
    return (row?.count ?? 0) <= CUSTOMERS_APART;
  }

  async renew(contractId: string, { startDate, endDate, ...renewal }: Renewal): Promise<void> {
    await this.database.client.$executeRaw`
      INSERT INTO service_contract (id, customer_id, provider_id, device_id, asset_id, start_date, end_date, lease_months,
        sales_order_number, service_contract_number, renews_id, created_by_id, created_at)
      SELECT ${renewal.id}::uuid, k.customer_id, ${renewal.providerId}::uuid, k.device_id, k.asset_id, ${startDate}::date,
        ${endDate}::date, ${renewal.leaseMonths}, ${renewal.salesOrderNumber}, ${renewal.serviceContractNumber}, k.id,
        ${renewal.createdById}::uuid, ${renewal.createdAt}::timestamptz
      FROM service_contract k
      WHERE k.id = ${contractId}::uuid`;
  }

  /** Undefined: the device has no contract with its owner, or one above it. */
  async termsOf(device: DeviceId, ownerPath: string): Promise<DeviceTerms | undefined> {
    const [last] = await this.database.rows<{
      readonly end_date: CalendarDate;
      readonly time_zone: string;
      readonly provider_name: string;
    }>(Prisma.sql`/* prepared */
      SELECT k.end_date::text AS end_date, c.time_zone, coalesce(above.name, v.name) AS provider_name
      FROM service_contract k
      JOIN organization c ON c.id = k.customer_id
      JOIN organization v ON v.id = k.provider_id
      LEFT JOIN organization above
        ON above.kind = 'provider' AND above.id = ANY (string_to_array(trim(BOTH '/' FROM c.path), '/')::uuid[])
      WHERE k.device_id = ${device}::uuid AND starts_with(${ownerPath}, c.path)
      ORDER BY k.end_date DESC
      LIMIT 1`);
    return last && { endDate: last.end_date, timeZone: last.time_zone, providerName: last.provider_name };
  }
}

function contractFrom(row: ContractRow): Contract {
  const id = organizationId(row.customer_id);
  const { provider_above_id: aboveId, provider_above_name: aboveName } = row;
  return {
    id: row.id,
    customer: { id, name: row.customer_name },
    owner: { id, path: row.path, delegatesCertificates: row.delegates_certificates },
    timeZone: row.time_zone,
    provider: { id: organizationId(row.provider_id), name: row.provider_name },
    providerAbove: aboveId === null || aboveName === null ? null : { id: organizationId(aboveId), name: aboveName },
    device: { id: deviceId(row.device_id), serialNumber: row.serial_number },
    hasDevice: row.has_device,
    asset: row.asset_id === null ? null : { id: row.asset_id, name: row.asset_name },
    startDate: row.start_date,
    endDate: row.end_date,
    isRenewed: row.renewed_by_id !== null,
    leaseMonths: row.lease_months,
    salesOrderNumber: row.sales_order_number,
    serviceContractNumber: row.service_contract_number,
    renewsId: row.renews_id,
    renewedById: row.renewed_by_id,
    noticedDays: row.noticed_days,
    createdAt: row.created_at,
  };
}
