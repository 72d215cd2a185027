import type { RegistryDatabase } from '#prisma';

/** Changes of one transaction. */
const BATCH = 20_000;
/** Transaction-level advisory lock of whoever folds or moves an organization; the database's own functions know it too. */
const FOLDING_LOCK = 6_010_110_001;

interface FoldedRow {
  readonly changes: number;
  /** Cells in which nothing is left, column by column. */
  readonly organization_ids: string[] | null;
  readonly levels: number[] | null;
  readonly rows: number[] | null;
  readonly columns: number[] | null;
}

/** Upkeep of the tables a map is read from. */
export class MapUpkeep {
  constructor(private readonly database: RegistryDatabase) {}

  /**
   * Adds what changed to the cells of the organization and of those above it.
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
        DELETE FROM map_change
        WHERE id IN (SELECT id FROM map_change ORDER BY id LIMIT ${BATCH})
        RETURNING organization_id, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta
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
      ), cells AS (
        INSERT INTO map_cell
          (organization_id, level, cell_row, cell_column, devices, connected, keys, lat_quanta, lon_quanta)
        SELECT touched.id, size.level, c.cell_row >> 2 * size.level, c.cell_column >> 2 * size.level,
          sum(c.devices), sum(c.connected), sum(c.keys), sum(c.lat_quanta), sum(c.lon_quanta)
        FROM (
          SELECT organization_id, cell_row, cell_column, sum(devices) AS devices, sum(connected) AS connected,
            sum(keys) AS keys, sum(lat_quanta) AS lat_quanta, sum(lon_quanta) AS lon_quanta
          FROM taken
          WHERE cell_row IS NOT NULL
          GROUP BY 1, 2, 3
        ) c
        JOIN touched ON touched.organization_id = c.organization_id
        CROSS JOIN generate_series(0, 3) AS size (level)
        GROUP BY 1, 2, 3, 4
        HAVING (sum(c.devices), sum(c.connected), sum(c.keys), sum(c.lat_quanta), sum(c.lon_quanta)) <> (0, 0, 0, 0, 0)
        ON CONFLICT (organization_id, level, cell_row, cell_column) DO UPDATE
        SET devices = map_cell.devices + excluded.devices, connected = map_cell.connected + excluded.connected,
          keys = map_cell.keys + excluded.keys, lat_quanta = map_cell.lat_quanta + excluded.lat_quanta,
          lon_quanta = map_cell.lon_quanta + excluded.lon_quanta
        RETURNING organization_id, level, cell_row, cell_column, devices
      )
      SELECT
        (SELECT count(*)::int FROM taken) AS changes,
        array_agg(cells.organization_id::text) AS organization_ids,
        array_agg(cells.level::int) AS levels,
        array_agg(cells.cell_row::int) AS rows,
        array_agg(cells.cell_column::int) AS columns
      FROM cells
      WHERE cells.devices = 0`;
    return folded;
  }

  /** Else whatever drives about would leave a trail of empty cells. */
  async #removeEmpty({ organization_ids: organizationIds, levels, rows, columns }: FoldedRow): Promise<void> {
    await this.database.client.$executeRaw`
      DELETE FROM map_cell c
      USING unnest(${organizationIds}::uuid[], ${levels}::int[], ${rows}::int[], ${columns}::int[])
        AS empty (organization_id, level, cell_row, cell_column)
      WHERE c.organization_id = empty.organization_id AND c.level = empty.level AND c.cell_row = empty.cell_row
        AND c.cell_column = empty.cell_column AND c.devices = 0`;
  }
}
