import type { PoolClient } from 'pg';
import {
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
} from '../database/binary-format.js';
import { observationSlot, receptionSlot } from './reception.js';
import { type ExpectedRow, type Probe, RECOGNIZED_AMONG, RECOGNIZED_FOR_MS } from './redelivery.js';

// Each statement gives, for each expected row, the newest row of the day before that equals it and whose microseconds are those
// of the packet identifier. The first delivery is where all expected rows of a message agree.

/** Columns all statements share: number of the probe, device, slots of the identifier, span of the first delivery. */
const EXPECTED = 'unnest($1::int4[], $2::int4[], $3::int2[], $4::int2[], $5::timestamptz[], $6::timestamptz[]';
const AS_EXPECTED = 'AS expected (probe, device_key, observation_slot, reception_slot, since, until';
const MILLISECONDS = `(extract(epoch FROM date_trunc('milliseconds', found.received_at)) * 1000)::int8 AS received_ms`;
const microsecondsOf = (column: string) => `(extract(microseconds FROM ${column})::int8 % 1000)`;

/** The newest rows whose time is that of a reception: those the first delivery is among, if it was stored. */
const newestRows = (table: string, columns: string, ofExpected = '') => `(
        SELECT observed_at, received_at, ${columns}
        FROM telemetry.${table}
        WHERE device_key = expected.device_key${ofExpected}
        AND observed_at >= expected.since
        AND observed_at < expected.until
        AND time_origin <> 0
        ORDER BY observed_at DESC
        LIMIT ${RECOGNIZED_AMONG}
      ) AS row`;
const OF_QUANTITY = `
        AND quantity_id = expected.quantity_id`;
const IS_FIRST_DELIVERY = `
      AND row.received_at < expected.until
      AND ${microsecondsOf('row.observed_at')} = expected.observation_slot
      AND ${microsecondsOf('row.received_at')} = expected.reception_slot
      ORDER BY row.observed_at DESC
      LIMIT 1`;

const STATEMENTS = {
  reading: {
    name: 'telemetry.find-readings',
    text: `
    SELECT expected.probe, ${MILLISECONDS}
    FROM ${EXPECTED}, $7::int4[], $8::float8[]) ${AS_EXPECTED}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('reading', 'value', OF_QUANTITY)}
      WHERE row.value = expected.value${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  text: {
    name: 'telemetry.find-texts',
    text: `
    SELECT expected.probe, ${MILLISECONDS}
    FROM ${EXPECTED}, $7::int4[], $8::text[]) ${AS_EXPECTED}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('text_reading', 'value', OF_QUANTITY)}
      WHERE row.value = expected.value::jsonb${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  position: {
    name: 'telemetry.find-positions',
    text: `
    SELECT expected.probe, ${MILLISECONDS}
    FROM ${EXPECTED}, $7::float8[], $8::float8[]) ${AS_EXPECTED}, latitude, longitude)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('position', 'latitude, longitude')}
      WHERE row.latitude = expected.latitude
      AND row.longitude = expected.longitude${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  // One time only, which is the key: of the identifier it holds the part that keeps messages apart.
  rejected: {
    name: 'telemetry.find-rejected',
    text: `
    SELECT expected.probe, ${MILLISECONDS}
    FROM ${EXPECTED}, $7::int8[]) ${AS_EXPECTED}, payload_digest)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.rejected_message AS row
      WHERE row.device_key = expected.device_key
      AND row.received_at >= expected.since
      AND row.received_at < expected.until
      AND row.payload_digest = expected.payload_digest
      AND ${microsecondsOf('row.received_at')} = expected.observation_slot
      ORDER BY row.received_at DESC
      LIMIT 1
    ) AS found`,
  },
} satisfies Record<ExpectedRow['kind'], { name: string; text: string }>;

type ExpectedRowOf<Kind extends ExpectedRow['kind']> = Extract<ExpectedRow, { kind: Kind }>;

/** One expected row and the number of its probe. */
interface Question<Kind extends ExpectedRow['kind']> {
  readonly probe: number;
  readonly expected: ExpectedRowOf<Kind>;
}

/** The columns of a kind's own. */
const ownColumns: { [Kind in ExpectedRow['kind']]: (questions: readonly Question<Kind>[]) => Buffer[] } = {
  reading: (questions) => [
    int4Array(questions.map(({ expected }) => expected.quantityId)),
    float8Array(questions.map(({ expected }) => expected.value)),
  ],
  text: (questions) => [
    int4Array(questions.map(({ expected }) => expected.quantityId)),
    textArray(questions.map(({ expected }) => expected.json)),
  ],
  position: (questions) => [
    float8Array(questions.map(({ expected }) => expected.latitude)),
    float8Array(questions.map(({ expected }) => expected.longitude)),
  ],
  rejected: (questions) => [int8Array(questions.map(({ expected }) => expected.payloadDigest))],
};

/** For each probe when its first delivery came, milliseconds since 1970 UTC, if there was one. */
export async function findReceptions(
  client: PoolClient,
  probes: readonly Probe[],
): Promise<readonly (number | undefined)[]> {
  const found: number[][] = probes.map(() => []);
  await ask(client, probes, 'reading', found);
  await ask(client, probes, 'text', found);
  await ask(client, probes, 'position', found);
  await ask(client, probes, 'rejected', found);
  return probes.map(({ expectedRows }, index) => {
    const [first, ...others] = found[index] ?? [];
    const isComplete = others.length + 1 === expectedRows.length;
    return isComplete && others.every((other) => other === first) ? first : undefined;
  });
}

async function ask<Kind extends ExpectedRow['kind']>(
  client: PoolClient,
  probes: readonly Probe[],
  kind: Kind,
  found: readonly number[][],
): Promise<void> {
  const questions = probes.flatMap(({ expectedRows }, probe) =>
    expectedRows
      .filter((expected): expected is ExpectedRowOf<Kind> => expected.kind === kind)
      .map((expected) => ({ probe, expected })),
  );
  if (questions.length === 0) return;
  const asked = questions.map(({ probe }) => probes[probe] as Probe);
  const { rows } = await client.query<{ probe: number; received_ms: string }>(STATEMENTS[kind], [
    int4Array(questions.map(({ probe }) => probe)),
    int4Array(asked.map(({ deviceKey }) => deviceKey)),
    int2Array(asked.map(({ packetIdentifier }) => observationSlot(packetIdentifier))),
    int2Array(asked.map(({ packetIdentifier }) => receptionSlot(packetIdentifier))),
    timestamptzArray(asked.map(({ receivedAt }) => (receivedAt - RECOGNIZED_FOR_MS) * 1000)),
    timestamptzArray(asked.map(({ receivedAt }) => (receivedAt + 1) * 1000)),
    ...ownColumns[kind](questions),
  ]);
  for (const { probe, received_ms } of rows) found[probe]?.push(Number(received_ms));
}
