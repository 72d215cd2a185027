import { AFTER_ANY, nameStart, Prisma } from '#prisma';
import type { DeviceSearch } from './device-list.js';

/**
 * As many devices may meet a search that all of them are read, from the index alone, and sorted: some 40 ms. Beyond, the
 * list is walked in its order, in which the next one that meets it is near.
 */
export const FETCHED_AT_MOST = 100_000;

/** A column of `device_listing` in which something is looked for. */
export interface SearchedColumn {
  readonly name: keyof DeviceSearch;
  /** Condition on `l` that an index of this column serves. */
  readonly range: Prisma.Sql;
  /** The same in a form no index serves: for a walk in another order. */
  readonly filter: Prisma.Sql;
}

/** By name; the planner must see which ones are looked for, to know how many devices are of them. */
export type ModelKeys = ReadonlyMap<string, number>;

/** The columns in which a search may be met; one is enough. */
export function searchedColumns(search: DeviceSearch, modelKeys: ModelKeys = new Map()): readonly SearchedColumn[] {
  const { serialNumber, macAddress, name, tag, models, certificateEnd } = search;
  const columns: SearchedColumn[] = [];
  if (serialNumber !== undefined)
    columns.push(column('serialNumber', Prisma.sql`l.serial_number`, Prisma.sql`${serialNumber}::text`));
  if (name !== undefined) columns.push({ name: 'name', ...nameStart(Prisma.sql`l.name_key`, name) });
  if (macAddress !== undefined)
    columns.push(column('macAddress', Prisma.sql`l.mac_address`, Prisma.sql`${macAddress}::text`));
  if (tag !== undefined) {
    const tagged = Prisma.sql`(SELECT t.device_id FROM device_tag t WHERE t.key = ${tag}::text)`;
    const filter = Prisma.sql`EXISTS (SELECT FROM device_tag t WHERE t.device_id = l.device_id AND t.key = ${tag}::text)`;
    columns.push({ name: 'tag', range: Prisma.sql`l.device_id IN ${tagged}`, filter });
  }
  if (models !== undefined) {
    const keys = Prisma.sql`${models.flatMap((model) => modelKeys.get(model) ?? [])}::int2[]`;
    const filter = Prisma.sql`(l.model_key + 0::int2) = ANY (${keys})`;
    columns.push({ name: 'models', range: Prisma.sql`l.model_key = ANY (${keys})`, filter });
  }
  if (certificateEnd !== undefined) {
    const { from, before } = certificateEnd;
    const filter = Prisma.sql`(l.certificate_not_after >= ${startOfDay(from) ?? '-infinity'}::timestamptz
      AND l.certificate_not_after < ${startOfDay(before) ?? 'infinity'}::timestamptz)`;
    // The indexes on ends begin with the state, so that all that have an end are named.
    const range = Prisma.sql`(l.certificate_state = ANY ('{valid,expiring,expired,revoked}') AND ${filter})`;
    columns.push({ name: 'certificateEnd', range, filter });
  }
  return columns;
}

/** When a day such as `2026-12-01` begins by UTC. */
const startOfDay = (day: string | undefined) => (day === undefined ? undefined : `${day}T00:00:00Z`);

function column(name: SearchedColumn['name'], expression: Prisma.Sql, start: Prisma.Sql): SearchedColumn {
  return {
    name,
    range: Prisma.sql`(${expression} >= ${start} AND ${expression} < ${start} || ${AFTER_ANY})`,
    filter: Prisma.sql`starts_with(${expression}, ${start})`,
  };
}

/** Whether one of the columns meets the search. */
export const metIn = (columns: readonly SearchedColumn[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    columns.map(({ filter }) => filter),
    ' OR ',
  )})`;
