import { certificateState, connectivityState, deviceFreshness, deviceLifecycle } from '#libs/contracts/http';
import { Prisma } from '#prisma';
import type { DeviceSelection } from './device-list.js';

/** A state by which lists are filtered; each device has one value of it. */
export type Facet = 'lifecycle' | 'connectivity' | 'freshness' | 'certificate';

interface FacetColumn {
  readonly values: readonly string[];
  readonly column: Prisma.Sql;
  /** Of its values, in the database. */
  readonly type: Prisma.Sql;
}

const text = Prisma.sql`text`;
const facets: Readonly<Record<Facet, FacetColumn>> = {
  lifecycle: {
    values: deviceLifecycle.options,
    column: Prisma.sql`l.lifecycle`,
    type: Prisma.sql`device_lifecycle`,
  },
  connectivity: { values: connectivityState.options, column: Prisma.sql`l.connectivity`, type: text },
  freshness: { values: deviceFreshness.options, column: Prisma.sql`l.freshness`, type: text },
  certificate: { values: certificateState.options, column: Prisma.sql`l.certificate_state`, type: text },
};

interface Wanted {
  readonly facet: Facet;
  readonly values: readonly string[];
}

/** What was asked for; all values of a facet are no filter. */
const wantedOf = (selection: DeviceSelection): readonly Wanted[] =>
  (Object.keys(facets) as readonly Facet[])
    .map((facet): Wanted => ({ facet, values: [...new Set<string>(selection[facet] ?? [])] }))
    .filter(({ facet, values }) => values.length > 0 && values.length < facets[facet].values.length);

function isOneOf({ facet, values }: Wanted): Prisma.Sql {
  const { column, type } = facets[facet];
  const [first, ...others] = values;
  return others.length === 0
    ? Prisma.sql`${column} = ${first}::${type}`
    : Prisma.sql`${column} = ANY (${[...values]}::text[]::${type}[])`;
}

const allOf = (wanted: readonly Wanted[]): Prisma.Sql =>
  Prisma.join([Prisma.sql`TRUE`, ...wanted.map(isOneOf)], ' AND ');

export const hasFilter = (selection: DeviceSelection): boolean =>
  wantedOf(selection).length > 0 || selection.installed !== undefined;

/** Condition on `l`: all filters at once, for rows that are fetched. */
export const filteredBy = (selection: DeviceSelection): Prisma.Sql =>
  Prisma.sql`${allOf(wantedOf(selection))} AND ${isInstalled(selection)}`;

function isInstalled({ installed }: DeviceSelection): Prisma.Sql {
  if (installed === undefined) return Prisma.sql`TRUE`;
  return installed ? Prisma.sql`l.is_installed` : Prisma.sql`NOT l.is_installed`;
}

/** One of the ranges of an index that together hold what is wanted. */
export interface FilteredRange {
  /** Of the facet the ranges are parted by; undefined: they are one. */
  readonly value: string | undefined;
  /** Condition on `l`. */
  readonly condition: Prisma.Sql;
}

/**
 * Several values of a filter are several ranges of its index, each in the order of the sort: one range with all of them would have
 * to be sorted. Where two filters have several, the second is looked at in each row.
 *
 * @param by the facet the index of the sort begins with
 */
export function filteredRanges(selection: DeviceSelection, by: Facet | undefined): readonly FilteredRange[] {
  const wanted = wantedOf(selection);
  const parted = by ?? (wanted.some(({ values }) => values.length === 1) ? undefined : wanted[0]?.facet);
  if (parted === undefined) return [{ value: undefined, condition: filteredBy(selection) }];
  const others = wanted.filter(({ facet }) => facet !== parted);
  const { values } = wanted.find(({ facet }) => facet === parted) ?? facets[parted];
  return values.map((value) => ({
    value,
    condition: Prisma.sql`${allOf([...others, { facet: parted, values: [value] }])} AND ${isInstalled(selection)}`,
  }));
}
