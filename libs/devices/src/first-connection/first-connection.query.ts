import type { DeviceId, VisibleSpan } from '#libs/kernel';
import type { RegistryDatabase } from '#prisma';
import type { Failure, FirstConnectionFacts } from './first-connection.js';

/** Quantities whose first values are looked at, those that were told first; the first of them all is hardly another's. */
const QUANTITIES_LOOKED_AT = 16;

interface Row {
  readonly issued_at: Date | null;
  readonly connected_before: Date | null;
  readonly connected_at: Date | null;
  readonly read_at: Date | null;
  readonly position_at: Date | null;
  readonly is_placed: boolean | null;
  readonly refusal_at: Date | null;
  readonly refusal_cause: string;
  readonly refusal_detail: string;
  readonly here_at: Date | null;
  readonly here_cause: string;
  readonly here_detail: string;
  readonly rejected_at: Date | null;
  readonly rejected_cause: string;
  readonly rejected_detail: string | null;
}

/** Clients without a certificate that are looked at because they came from the address of whoever asks. */
export interface Neighborhood {
  /** IP address without port, as the broker writes it. */
  readonly address: string;
  readonly since: Date;
}

/**
 * Reads what is known of a device since its newest valid certificate, in one statement of some look-ups by an index.
 *
 * @param span the time of which whoever asks sees what happened to the device
 */
export async function readFirstConnection(
  database: RegistryDatabase,
  id: DeviceId,
  span: VisibleSpan,
  now: Date,
  here: Neighborhood | undefined,
): Promise<FirstConnectionFacts> {
  const [row] = await database.client.$queryRaw<Row[]>`
    WITH subject AS (
      SELECT d.id, d.key, i.issued_at, greatest(i.issued_at, ${span.from}::timestamptz) AS since
      FROM device d
      CROSS JOIN LATERAL (
        SELECT max(c.issued_at) AS issued_at
        FROM certificate c
        WHERE c.device_id = d.id AND c.revoked_at IS NULL AND c.not_after > ${now}::timestamptz
      ) i
      WHERE d.id = ${id}::uuid AND i.issued_at IS NOT NULL
    )
    SELECT s.issued_at,
      CASE WHEN p.state = 'connected' AND p.session_started_at < s.issued_at THEN p.session_started_at END
        AS connected_before,
      connected.at AS connected_at, first_value.at AS read_at, first_position.at AS position_at,
      place.lat IS NOT NULL AS is_placed,
      refusal.at AS refusal_at, refusal.cause AS refusal_cause, refusal.detail AS refusal_detail,
      here.at AS here_at, here.cause AS here_cause, here.detail AS here_detail,
      rejected.at AS rejected_at, rejected.cause AS rejected_cause, rejected.detail AS rejected_detail
    FROM subject s
    LEFT JOIN telemetry.presence p ON p.device_key = s.key
    LEFT JOIN device_place place ON place.device_key = s.key
    LEFT JOIN LATERAL (
      SELECT e.occurred_at AS at
      FROM telemetry.connectivity e
      WHERE e.device_key = s.key AND e.event = 'connected'
        AND e.occurred_at >= s.since AND e.occurred_at < ${span.to}::timestamptz
      ORDER BY e.occurred_at
      LIMIT 1
    ) connected ON TRUE
    LEFT JOIN LATERAL (
      -- A device with a wrong clock said when it measured, which may be before it was told who it is.
      SELECT coalesce(min(f.received_at), min(q.received_at)) AS at
      FROM (
        SELECT l.quantity_id, l.received_at
        FROM telemetry.latest l
        WHERE l.device_key = s.key AND l.received_at >= s.since AND l.received_at < ${span.to}::timestamptz
        ORDER BY l.quantity_id
        LIMIT ${QUANTITIES_LOOKED_AT}
      ) q
      LEFT JOIN LATERAL (
        SELECT r.received_at
        FROM telemetry.reading r
        WHERE r.device_key = s.key AND r.quantity_id = q.quantity_id
          AND r.observed_at >= s.since AND r.received_at >= s.since
        ORDER BY r.observed_at
        LIMIT 1
      ) f ON TRUE
    ) first_value ON TRUE
    LEFT JOIN LATERAL (
      SELECT t.received_at AS at
      FROM telemetry.position t
      WHERE t.device_key = s.key AND t.observed_at >= s.since AND t.observed_at < ${span.to}::timestamptz
      ORDER BY t.observed_at
      LIMIT 1
    ) first_position ON TRUE
    LEFT JOIN LATERAL (
      SELECT a.at, a.cause, a.detail
      FROM (
        (SELECT a.id, a.at, a.cause, a.detail FROM connection_attempt a
         WHERE a.device_id = s.id ORDER BY a.id DESC LIMIT 1)
        UNION ALL
        (SELECT a.id, a.at, a.cause, a.detail FROM connection_attempt a
         WHERE a.named_device_id = s.id ORDER BY a.id DESC LIMIT 1)
      ) a
      WHERE a.at >= s.since AND a.at < ${span.to}::timestamptz
      ORDER BY a.id DESC
      LIMIT 1
    ) refusal ON TRUE
    LEFT JOIN LATERAL (
      SELECT a.at, a.cause, a.detail
      FROM connection_attempt a
      WHERE a.remote_address = ${here?.address ?? null}::text
        AND a.at >= greatest(s.since, ${here?.since ?? now}::timestamptz) AND a.at < ${span.to}::timestamptz
        AND a.fingerprint_sha256 IS NULL AND a.device_id IS NULL AND a.named_device_id IS NULL
      ORDER BY a.at DESC
      LIMIT 1
    ) here ON TRUE
    LEFT JOIN LATERAL (
      SELECT m.received_at AS at, m.code AS cause, m.reasons -> 0 ->> 'reason' AS detail
      FROM telemetry.rejected_message m
      WHERE m.device_key = s.key AND m.received_at >= s.since AND m.received_at < ${span.to}::timestamptz
      ORDER BY m.received_at DESC
      LIMIT 1
    ) rejected ON TRUE`;
  return factsFrom(row);
}

function factsFrom(row: Row | undefined): FirstConnectionFacts {
  return {
    issuedAt: row?.issued_at ?? null,
    connectedBefore: row?.connected_before ?? null,
    connectedAt: row?.connected_at ?? null,
    readAt: row?.read_at ?? null,
    positionAt: row?.position_at ?? null,
    isPlaced: row?.is_placed ?? false,
    refusal: row ? failure(row.refusal_at, row.refusal_cause, row.refusal_detail) : null,
    refusalFromHere: row ? failure(row.here_at, row.here_cause, row.here_detail) : null,
    rejection: row ? failure(row.rejected_at, row.rejected_cause, row.rejected_detail) : null,
  };
}

const failure = (at: Date | null, cause: string, detail: string | null): Failure | null =>
  at && { at, cause, detail: detail ?? cause };
