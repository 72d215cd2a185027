import type { RegistryDatabase } from '#prisma';
import { TILE_LEVEL } from './map-tiles.js';

/** Changes of one transaction. */
const BATCH = 20_000;
/** Transaction-level advisory lock of whoever folds or moves an organization; the database's own functions know it too. */
const FOLDING_LOCK = 6_010_110_001;

interface FoldedRow {
  readonly changes: number;
  /** Tiles in which nothing is left, column by column. */
  readonly organization_ids: string[] | null;
  readonly levels: number[] | null;
  readonly xs: number[] | null;
  readonly ys: number[] | null;
  readonly states: number[] | null;
}

/** Upkeep of the tables a map is read from. */
export class MapUpkeep {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Adds what changed to the tiles of the organization and of those above it.
   *
   * @returns how many changes were folded, at most 20 000 at a time; 0 also while somebody else folds or moves an organization
   */
  fold(): Promise<number> {
    return this.database.run(async () => {
      const [lock] = await this.database.client.$queryRaw<{ readonly is_mine: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(${FOLDING_LOCK}::bigint) AS is_mine`;
      if (!lock?.is_mine) return 0;
      const folded = await this.#addUp();
      if (folded?.organization_ids) await this.#removeEmpty(folded);
      return folded?.changes ?? 0;
    });
  }

  /** A change of an organization that is gone adds nothing: no device was left of it. */
  async #addUp(): Promise<FoldedRow | undefined> {
    const [folded] = await this.database.client.$queryRaw<FoldedRow[]>`
      WITH taken AS (
        DELETE FROM map_tile_change
        WHERE id IN (SELECT id FROM map_tile_change ORDER BY id LIMIT ${BATCH})
        RETURNING organization_id, x, y, state, devices, keys, lat_quanta, lon_quanta
      ), touched AS MATERIALIZED (
        SELECT DISTINCT o.id AS organization_id, above.id
        FROM taken
        JOIN organization o ON o.id = taken.organization_id
        CROSS JOIN LATERAL organizations_above(o.path) AS above (id)
      ), versions AS (
        INSERT INTO map_version (organization_id, version)
        SELECT every.id, nextval('map_version_next')
        FROM (SELECT DISTINCT touched.id FROM touched) every
        ON CONFLICT (organization_id) DO UPDATE SET version = excluded.version
      ), tiles AS (
        INSERT INTO map_tile (organization_id, level, x, y, state, devices, keys, lat_quanta, lon_quanta)
        SELECT touched.id, size.level, c.x >> ${TILE_LEVEL}::int - size.level, c.y >> ${TILE_LEVEL}::int - size.level, c.state,
          sum(c.devices), sum(c.keys), sum(c.lat_quanta), sum(c.lon_quanta)
        FROM (
          SELECT organization_id, x, y, state, sum(devices) AS devices, sum(keys) AS keys, sum(lat_quanta) AS lat_quanta,
            sum(lon_quanta) AS lon_quanta
          FROM taken
          WHERE x IS NOT NULL
          GROUP BY 1, 2, 3, 4
        ) c
        JOIN touched ON touched.organization_id = c.organization_id
        CROSS JOIN map_levels() AS size (level)
        GROUP BY 1, 2, 3, 4, 5
        HAVING (sum(c.devices), sum(c.keys), sum(c.lat_quanta), sum(c.lon_quanta)) <> (0, 0, 0, 0)
        ON CONFLICT (organization_id, level, x, y, state) DO UPDATE
        SET devices = map_tile.devices + excluded.devices, keys = map_tile.keys + excluded.keys,
          lat_quanta = map_tile.lat_quanta + excluded.lat_quanta, lon_quanta = map_tile.lon_quanta + excluded.lon_quanta
        RETURNING organization_id, level, x, y, state, devices
      )
      SELECT
        (SELECT count(*)::int FROM taken) AS changes,
        array_agg(tiles.organization_id::text) AS organization_ids,
        array_agg(tiles.level::int) AS levels,
        array_agg(tiles.x::int) AS xs,
        array_agg(tiles.y::int) AS ys,
        array_agg(tiles.state) AS states
      FROM tiles
      WHERE tiles.devices = 0`;
    return folded;
  }

  /** Else whatever drives about would leave a trail of empty tiles. */
  async #removeEmpty({ organization_ids: organizationIds, levels, xs, ys, states }: FoldedRow): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM map_tile c
      USING unnest(${organizationIds}::uuid[], ${levels}::int[], ${xs}::int[], ${ys}::int[], ${states}::int[])
        AS empty (organization_id, level, x, y, state)
      WHERE c.organization_id = empty.organization_id AND c.level = empty.level AND c.x = empty.x AND c.y = empty.y
        AND c.state = empty.state AND c.devices = 0`;
  }
}
