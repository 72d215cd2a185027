import type { DevicePlace, DeviceQuery } from '#libs/contracts/http';
import { AFTER_ANY, Prisma } from '#prisma';
import type { Facet } from './device-filter.query.js';

/** How devices are sorted that are fresh: by their last sign of life, or, being too many, all as one. */
export type FreshOrder = 'exact' | 'as-one';

/** What all fresh devices count as seen at where they are too many: after any that is stale. */
const AT_LAST = '9999-12-31T00:00:00.000000Z';

/** How one range of an index is walked: an order over `l` it has, and what of it lies behind the cursor. */
export interface Walk {
  readonly order: Prisma.Sql;
  readonly after: Prisma.Sql;
}

/**
 * How a sort is written. A page is put together of parts; each has `device_id` and the columns that sort it.
 */
export interface DeviceSort {
  /** The facet its indexes begin with, next to the organization. */
  readonly partedBy: Facet | undefined;
  /** Organizations are walked first, each with its devices. */
  readonly isByOwner: boolean;
  /** Of a part, over `l`: `place`, and what parts equal places. */
  readonly columns: (fresh: FreshOrder) => Prisma.Sql;
  /** Over the columns of a part. */
  readonly order: Prisma.Sql;
  /** Condition over the columns of a part: it stands behind the cursor. */
  readonly after: (cursor: DevicePlace) => Prisma.Sql;
  /** @returns undefined: nothing of this range lies behind the cursor */
  readonly walk: (range: string | undefined, cursor: DevicePlace | undefined, fresh: FreshOrder) => Walk | undefined;
  /** The place over the columns of a part, as a cursor holds it. */
  readonly text: Prisma.Sql;
  readonly cursorOf: (row: PlacedRow) => readonly [value: string, id: string, ...within: string[]];
}

/** The last row of a page. */
export interface PlacedRow {
  readonly id: string;
  readonly organization_id: string;
  readonly serial_number: string;
  readonly place_text: string | null;
}

const anywhere = Prisma.sql`TRUE`;
const inText = Prisma.sql`x.place`;
/** With the microseconds, which JavaScript's own dates lose. */
const instantText = Prisma.sql`to_char(x.place AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const placeAndId = (row: PlacedRow) => [row.place_text ?? '', row.id] as const;

type Direction = { readonly beyond: Prisma.Sql; readonly way: Prisma.Sql };
const up: Direction = { beyond: Prisma.sql`>`, way: Prisma.sql`ASC` };
const down: Direction = { beyond: Prisma.sql`<`, way: Prisma.sql`DESC` };

/** By a column that every device has, and then by id. */
function byColumn(column: Prisma.Sql, type: Prisma.Sql, text: Prisma.Sql, { beyond, way }: Direction): DeviceSort {
  const after = ([, value, id]: DevicePlace, place: Prisma.Sql, device: Prisma.Sql) =>
    Prisma.sql`(${place}, ${device}) ${beyond} (${value}::${type}, ${id}::uuid)`;
  return {
    partedBy: undefined,
    isByOwner: false,
    columns: () => Prisma.sql`${column} AS place`,
    order: Prisma.sql`x.place ${way}, x.device_id ${way}`,
    after: (cursor) => after(cursor, Prisma.sql`x.place`, Prisma.sql`x.device_id`),
    walk: (_range, cursor) => ({
      order: Prisma.sql`${column} ${way}, l.device_id ${way}`,
      after: cursor ? after(cursor, column, Prisma.sql`l.device_id`) : anywhere,
    }),
    text,
    cursorOf: placeAndId,
  };
}

/** Serial numbers part devices by themselves; their indexes have no id. */
function bySerialNumber({ beyond, way }: Direction): DeviceSort {
  return {
    ...byColumn(Prisma.sql`l.serial_number`, Prisma.sql`text`, inText, { beyond, way }),
    walk: (_range, cursor) => ({
      order: Prisma.sql`l.serial_number ${way}`,
      after: cursor ? Prisma.sql`l.serial_number ${beyond} ${cursor[1]}` : anywhere,
    }),
  };
}

interface InstantSort {
  readonly partedBy: Facet;
  readonly column: Prisma.Sql;
  /** The range whose devices have none. */
  readonly without: string;
  /** Over `l`: a range that is sorted by something else than the column. */
  readonly placeOf: (range: string | undefined, fresh: FreshOrder) => Prisma.Sql;
}

/** By an instant that not every device has; those without come last, whichever way. */
function byInstant(sort: InstantSort, { beyond, way }: Direction): DeviceSort {
  const { partedBy, column, without, placeOf } = sort;
  const after = ([, value, id]: DevicePlace) => {
    if (value === '') return Prisma.sql`(x.place IS NULL AND x.device_id ${beyond} ${id}::uuid)`;
    return Prisma.sql`((x.place, x.device_id) ${beyond} (${value}::timestamptz, ${id}::uuid) OR x.place IS NULL)`;
  };
  const byId = { order: Prisma.sql`${column} ${way}, l.device_id ${way}`, after: anywhere };
  const idBeyond = (id: string) => ({
    ...byId,
    after: Prisma.sql`${column} IS NULL AND l.device_id ${beyond} ${id}::uuid`,
  });
  const isUp = beyond === up.beyond;
  return {
    partedBy,
    isByOwner: false,
    columns: (fresh) => Prisma.sql`${placeOf(undefined, fresh)} AS place`,
    order: Prisma.sql`x.place ${way} NULLS LAST, x.device_id ${way}`,
    after,
    walk: (range, cursor, fresh) => {
      const [, value, id] = cursor ?? [];
      if (value === undefined || id === undefined) return orderIn(range, fresh);
      if (range === without) return value === '' ? idBeyond(id) : byId;
      if (value === '') return undefined;
      if (range === 'fresh' && fresh === 'as-one') {
        if (value === AT_LAST) return idBeyond(id);
        return isUp ? byId : undefined;
      }
      const place = placeOf(range, fresh);
      const behind = Prisma.sql`(${place}, l.device_id) ${beyond} (${value}::timestamptz, ${id}::uuid)`;
      return { ...orderIn(range, fresh), after: behind };
    },
    text: instantText,
    cursorOf: placeAndId,
  };

  function orderIn(range: string | undefined, fresh: FreshOrder): Walk {
    if (range !== 'fresh' || fresh === 'as-one') return byId;
    return { order: Prisma.sql`${placeOf(range, fresh)} ${way}, l.device_id ${way}`, after: anywhere };
  }
}

const lastSign = Prisma.sql`(SELECT p.last_seen_at FROM telemetry.presence p WHERE p.device_key = l.device_key)`;
const seen: InstantSort = {
  partedBy: 'freshness',
  column: Prisma.sql`l.last_seen_at`,
  without: 'silent',
  placeOf: (range, fresh) => {
    const ofFresh = fresh === 'exact' ? lastSign : Prisma.sql`${AT_LAST}::timestamptz`;
    if (range === 'fresh') return ofFresh;
    if (range !== undefined) return Prisma.sql`l.last_seen_at`;
    return Prisma.sql`CASE l.freshness WHEN 'fresh' THEN ${ofFresh} ELSE l.last_seen_at END`;
  },
};
const certificateEnd: InstantSort = {
  partedBy: 'certificate',
  column: Prisma.sql`l.certificate_not_after`,
  without: 'none',
  placeOf: () => Prisma.sql`l.certificate_not_after`,
};

/** By the name of the organization, then by serial number. */
function byOrganization({ beyond, way }: Direction): DeviceSort {
  const isUp = beyond === up.beyond;
  return {
    partedBy: undefined,
    isByOwner: true,
    columns: () => Prisma.sql`
      (SELECT o.name_key FROM organization o WHERE o.id = l.organization_id) AS place, l.organization_id AS owner,
      l.serial_number AS serial`,
    order: Prisma.sql`x.place ${way}, x.owner ${way}, x.serial ${way}`,
    after: ([, name, owner, serial]) =>
      Prisma.sql`(x.place, x.owner, x.serial) ${beyond} (${name}, ${owner}::uuid, ${serial})`,
    walk: (_range, cursor) => ({
      order: Prisma.sql`l.serial_number ${way}`,
      after: cursor
        ? Prisma.sql`l.serial_number ${beyond} CASE WHEN own.id = ${cursor[2]}::uuid THEN ${cursor[3]} ELSE ${isUp ? '' : AFTER_ANY} END`
        : anywhere,
    }),
    text: inText,
    cursorOf: (row) => [row.place_text ?? '', row.organization_id, row.serial_number],
  };
}

/** Organizations in the order of their names, from the cursor's on. */
export function ownersInOrder(organizations: Prisma.Sql, sort: DeviceQuery['sort'], cursor: DevicePlace | undefined) {
  const isUp = !sort.startsWith('-');
  const way = isUp ? up.way : down.way;
  const from = cursor
    ? Prisma.sql`(o.name_key, o.id) ${isUp ? Prisma.sql`>=` : Prisma.sql`<=`} (${cursor[1]}, ${cursor[2]}::uuid)`
    : anywhere;
  return Prisma.sql`
    SELECT o.id, o.name_key
    FROM organization o
    WHERE o.id IN (${organizations}) AND ${from}
    ORDER BY o.name_key ${way}, o.id ${way}`;
}
/** Over `own` of `ownersInOrder` and `l`, in an order that the walk through them has already. */
export const ownerOrder = (sort: DeviceQuery['sort']) => {
  const way = sort.startsWith('-') ? down.way : up.way;
  return Prisma.sql`own.name_key ${way}, own.id ${way}, l.serial_number ${way}`;
};

const both = (sort: (direction: Direction) => DeviceSort) => [sort(up), sort(down)] as const;
const [serialNumber, serialNumberDown] = both(bySerialNumber);
const [name, nameDown] = both((way) => byColumn(Prisma.sql`l.name_key`, Prisma.sql`text`, inText, way));
const [createdAt, createdAtDown] = both((way) =>
  byColumn(Prisma.sql`l.created_at`, Prisma.sql`timestamptz`, instantText, way),
);
const [organizationName, organizationNameDown] = both(byOrganization);
const [lastSeenAt, lastSeenAtDown] = both((way) => byInstant(seen, way));
const [certificateNotAfter, certificateNotAfterDown] = both((way) => byInstant(certificateEnd, way));

export const deviceSorts: Readonly<Record<DeviceQuery['sort'], DeviceSort>> = {
  serialNumber,
  '-serialNumber': serialNumberDown,
  name,
  '-name': nameDown,
  createdAt,
  '-createdAt': createdAtDown,
  organizationName,
  '-organizationName': organizationNameDown,
  lastSeenAt,
  '-lastSeenAt': lastSeenAtDown,
  certificateNotAfter,
  '-certificateNotAfter': certificateNotAfterDown,
};
