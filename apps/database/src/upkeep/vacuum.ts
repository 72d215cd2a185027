import type { InternalQuery } from '../session/settings.js';

/** Tables that are looked at in one step: asking the file system for the sizes of all takes a tenth of a second and more. */
const LOOKED_AT = 64;
/** Rows that ANALYZE reads of a chunk are 300 times this; its queries go by the primary key, whatever it guesses. */
const CHUNK_STATISTICS_TARGET = 10;

/**
 * Of the next tables by oid the one most in need of upkeep; there is no autovacuum in WebAssembly, and no statistics of row
 * changes.
 *
 * In need is one that was never analyzed, that grew by a fifth and half a megabyte since the last time (relpages is what
 * VACUUM or ANALYZE saw), or whose oldest row is halfway to where PostgreSQL would force it (autovacuum_freeze_max_age). A chunk
 * that is being written, one whose span is not over, waits until it is, but for the last of these. Those of continuous aggregates
 * are tables like any other: a refresh deletes from them.
 */
const mostInNeed = (after: number) => `
  WITH seen AS MATERIALIZED (
    SELECT class.oid, class.relname, class.relnamespace, class.relpages, class.reltuples,
      age(class.relfrozenxid) > 100000000 AS is_old, pg_relation_size(class.oid) / 8192 AS pages
    FROM (
      SELECT oid, relname, relnamespace, relpages, reltuples, relfrozenxid
      FROM pg_class
      WHERE relkind IN ('r', 'm')
      AND relpersistence = 'p'
      AND oid > ${after}
      ORDER BY oid
      LIMIT ${LOOKED_AT}
    ) AS class
  ), needy AS (
    SELECT seen.*, format('%I.%I', namespace.nspname, seen.relname) AS name, chunk.id IS NOT NULL AS is_chunk,
      EXISTS (
        SELECT
        FROM _timescaledb_catalog.chunk_constraint AS part
        JOIN _timescaledb_catalog.dimension_slice AS slice ON slice.id = part.dimension_slice_id
        WHERE part.chunk_id = chunk.id
        AND slice.range_end > extract(epoch FROM now()) * 1000000
      ) AS is_written
    FROM seen
    JOIN pg_namespace AS namespace ON namespace.oid = seen.relnamespace
    LEFT JOIN _timescaledb_catalog.chunk AS chunk
      ON chunk.schema_name = namespace.nspname AND chunk.table_name = seen.relname
      AND NOT EXISTS (
        SELECT
        FROM _timescaledb_catalog.continuous_agg AS aggregate
        WHERE aggregate.mat_hypertable_id = chunk.hypertable_id
      )
    WHERE (seen.reltuples < 0 AND seen.pages > 0)
    OR seen.pages > seen.relpages * 1.2 + 64
    OR seen.is_old
  )
  SELECT (SELECT max(oid) FROM seen), most.name, most.is_old, most.is_chunk
  FROM (SELECT 1) AS always
  LEFT JOIN LATERAL (
    SELECT name, is_old, is_chunk
    FROM needy
    WHERE is_old
    OR NOT is_written
    ORDER BY is_old DESC, pages - relpages DESC
    LIMIT 1
  ) AS most ON true`;

/** Keeps the tables in order, a small step at a time: looks at some, then cleans one, then counts it. */
export class Vacuum {
  #after = 0;
  #steps: { readonly name: string; readonly run: () => string }[] = [];

  constructor(private readonly query: InternalQuery) {}

  /** @returns what was done to which table, if anything was */
  step(): string | undefined {
    const next = this.#steps.shift();
    if (next) return this.#isThere(next.name) ? next.run() : undefined;
    const [[last, name, isOld, isChunk] = []] = this.query(mostInNeed(this.#after));
    this.#after = last ? Number(last) : 0; // behind the last one the first comes again
    if (!name) return undefined;
    // A chunk is only ever added to, and compressed or dropped when it is old: there is nothing to clean.
    if (isOld === 't') this.#plan(name, () => this.#vacuum(name, '(FREEZE) '));
    else if (isChunk !== 't') this.#plan(name, () => this.#vacuum(name, ''));
    this.#plan(name, () => this.#analyze(name, isChunk === 't'));
    return undefined;
  }

  #plan(name: string, run: () => string): void {
    this.#steps.push({ name, run });
  }

  /** Between a look and its steps clients come, and drop tables. @param name quoted where it must be */
  #isThere(name: string): boolean {
    const [[isThere] = []] = this.query(`SELECT to_regclass('${name.replaceAll("'", "''")}') IS NOT NULL`);
    return isThere === 't';
  }

  #vacuum(name: string, options: string): string {
    this.query(`VACUUM ${options}${name}`);
    return `VACUUM ${name}`;
  }

  /** In a transaction of ours: the engine plans by the new statistics only if it sees them before they are committed. */
  #analyze(name: string, isChunk: boolean): string {
    const target = isChunk ? `SET LOCAL default_statistics_target = ${CHUNK_STATISTICS_TARGET}; ` : '';
    this.query(`BEGIN; ${target}ANALYZE ${name}; COMMIT`);
    return `ANALYZE ${name}`;
  }
}
