import { Prisma, type RegistryDatabase } from '#prisma';

/**
 * A table of jobs. It has `id`, `organization_id`, `status`, `held_until`, `attempts`, `claimed_at` and `updated_at`, and an index of
 * `status` and `held_until`.
 */
export interface JobTable {
  readonly name: Prisma.Sql;
  /** Condition on `j`: there is something to be done. */
  readonly isOpen: Prisma.Sql;
  /** Columns of the job that are asked for. */
  readonly columns: Prisma.Sql;
}

/**
 * Takes a job that is held by nobody, or was held by somebody who is gone: of the provider whose turn was longest ago, there of the
 * organization whose turn was, and there the one that waits longest. None waits for all the jobs of another.
 *
 * @param heldUntil nobody else takes it before
 */
export async function claimByTurn<Row>(
  { client }: RegistryDatabase,
  { name, isOpen, columns }: JobTable,
  now: Date,
  heldUntil: Date,
): Promise<Row | undefined> {
  // The paths of organizations begin with the operator, the provider follows.
  const [row] = await client.$queryRaw<Row[]>`
    UPDATE ${name} AS j
    SET held_until = ${heldUntil}::timestamptz, attempts = attempts + 1, claimed_at = clock_timestamp()
    WHERE id = (SELECT j.id
                FROM ${name} j
                JOIN organization o ON o.id = j.organization_id
                LEFT JOIN (SELECT split_part(o.path, '/', 3) AS provider, max(j.claimed_at) AS at
                           FROM ${name} j
                           JOIN organization o ON o.id = j.organization_id
                           GROUP BY 1) AS provider_turn ON provider_turn.provider = split_part(o.path, '/', 3)
                LEFT JOIN (SELECT organization_id, max(claimed_at) AS at
                           FROM ${name}
                           GROUP BY 1) AS own_turn ON own_turn.organization_id = j.organization_id
                WHERE ${isOpen} AND (j.held_until IS NULL OR j.held_until < ${now}::timestamptz)
                ORDER BY provider_turn.at NULLS FIRST, own_turn.at NULLS FIRST, j.updated_at, j.id
                LIMIT 1
                FOR UPDATE OF j SKIP LOCKED)
    RETURNING ${columns}`;
  return row;
}
