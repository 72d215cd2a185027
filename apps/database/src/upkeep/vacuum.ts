import type { InternalQuery } from '../session/settings.js';

/**
 * The table most in need of VACUUM, if one is; there is no autovacuum in WebAssembly, and no statistics of row changes.
 *
 * In need is one that was never analyzed, that grew by a fifth and half a megabyte since the last time (relpages is
 * what VACUUM saw), or whose oldest row is halfway to where PostgreSQL would force it (autovacuum_freeze_max_age).
 */
const MOST_IN_NEED = `
  SELECT format('%I.%I', namespace.nspname, class.relname), age(class.relfrozenxid) > 100000000
  FROM pg_class AS class
  JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
  CROSS JOIN LATERAL (SELECT pg_relation_size(class.oid) / 8192 AS pages) AS present
  WHERE class.relkind IN ('r', 'm')
    AND class.relpersistence = 'p'
    AND (
      (class.reltuples < 0 AND present.pages > 0)
      OR present.pages > class.relpages * 1.2 + 64
      OR age(class.relfrozenxid) > 100000000)
  ORDER BY age(class.relfrozenxid) > 100000000 DESC, present.pages - class.relpages DESC
  LIMIT 1`;

/** @returns the table that was vacuumed, if any */
export function vacuumOneTable(query: InternalQuery): string | undefined {
  const [need] = query(MOST_IN_NEED);
  if (!need?.[0]) return undefined;
  query(`VACUUM ${need[1] === 't' ? '(FREEZE) ' : ''}${need[0]}`);
  // In a transaction of ours: the engine plans by the new statistics only if it sees them before they are committed.
  query(`BEGIN; ANALYZE ${need[0]}; COMMIT`);
  return need[0];
}
