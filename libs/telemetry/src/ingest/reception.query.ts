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
import { type Probe, RECOGNIZED_AMONG, RECOGNIZED_FOR_MS, type Witness } from './redelivery.js';

// Each statement gives, for each witness, the newest row of the day before that equals it and whose microseconds are those
// of the packet identifier. The first delivery is where all witnesses of a message agree.

/** Columns all statements share: number of the probe, device, slots of the identifier, span of the first delivery. */
const WITNESS = 'unnest($1::int4[], $2::int4[], $3::int2[], $4::int2[], $5::timestamptz[], $6::timestamptz[]';
const AS_WITNESS = 'AS witness (probe, device_key, observation_slot, reception_slot, since, until';
const MILLISECONDS = `(extract(epoch FROM date_trunc('milliseconds', found.received_at)) * 1000)::int8 AS received_ms`;
const microsecondsOf = (column: string) => `(extract(microseconds FROM ${column})::int8 % 1000)`;

/** The newest rows whose time is that of a reception: those the first delivery is among, if it was stored. */
const newestRows = (table: string, columns: string, ofWitness = '') => `(
        SELECT observed_at, received_at, ${columns}
        FROM telemetry.${table}
        WHERE device_key = witness.device_key${ofWitness}
        AND observed_at >= witness.since
        AND observed_at < witness.until
        AND time_origin <> 0
        ORDER BY observed_at DESC
        LIMIT ${RECOGNIZED_AMONG}
      ) AS row`;
const OF_QUANTITY = `
        AND quantity_id = witness.quantity_id`;
const IS_FIRST_DELIVERY = `
      AND row.received_at < witness.until
      AND ${microsecondsOf('row.observed_at')} = witness.observation_slot
      AND ${microsecondsOf('row.received_at')} = witness.reception_slot
      ORDER BY row.observed_at DESC
      LIMIT 1`;

const STATEMENTS = {
  reading: {
    name: 'telemetry.find-readings',
    text: `
    SELECT witness.probe, ${MILLISECONDS}
    FROM ${WITNESS}, $7::int4[], $8::float8[]) ${AS_WITNESS}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('reading', 'value', OF_QUANTITY)}
      WHERE row.value = witness.value${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  text: {
    name: 'telemetry.find-texts',
    text: `
    SELECT witness.probe, ${MILLISECONDS}
    FROM ${WITNESS}, $7::int4[], $8::text[]) ${AS_WITNESS}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('text_reading', 'value', OF_QUANTITY)}
      WHERE row.value = witness.value::jsonb${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  position: {
    name: 'telemetry.find-positions',
    text: `
    SELECT witness.probe, ${MILLISECONDS}
    FROM ${WITNESS}, $7::float8[], $8::float8[]) ${AS_WITNESS}, latitude, longitude)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM ${newestRows('position', 'latitude, longitude')}
      WHERE row.latitude = witness.latitude
      AND row.longitude = witness.longitude${IS_FIRST_DELIVERY}
    ) AS found`,
  },
  // One time only, which is the key: of the identifier it holds the part that keeps messages apart.
  rejected: {
    name: 'telemetry.find-rejected',
    text: `
    SELECT witness.probe, ${MILLISECONDS}
    FROM ${WITNESS}, $7::int8[]) ${AS_WITNESS}, payload_digest)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.rejected_message AS row
      WHERE row.device_key = witness.device_key
      AND row.received_at >= witness.since
      AND row.received_at < witness.until
      AND row.payload_digest = witness.payload_digest
      AND ${microsecondsOf('row.received_at')} = witness.observation_slot
      ORDER BY row.received_at DESC
      LIMIT 1
    ) AS found`,
  },
} satisfies Record<Witness['kind'], { name: string; text: string }>;

type WitnessOf<Kind extends Witness['kind']> = Extract<Witness, { kind: Kind }>;

/** One witness and the number of its probe. */
interface Question<Kind extends Witness['kind']> {
  readonly probe: number;
  readonly witness: WitnessOf<Kind>;
}

/** The columns of a kind's own. */
const ownColumns: { [Kind in Witness['kind']]: (questions: readonly Question<Kind>[]) => Buffer[] } = {
  reading: (questions) => [
    int4Array(questions.map(({ witness }) => witness.quantityId)),
    float8Array(questions.map(({ witness }) => witness.value)),
  ],
  text: (questions) => [
    int4Array(questions.map(({ witness }) => witness.quantityId)),
    textArray(questions.map(({ witness }) => witness.json)),
  ],
  position: (questions) => [
    float8Array(questions.map(({ witness }) => witness.latitude)),
    float8Array(questions.map(({ witness }) => witness.longitude)),
  ],
  rejected: (questions) => [int8Array(questions.map(({ witness }) => witness.payloadDigest))],
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
  return probes.map(({ witnesses }, index) => {
    const [first, ...others] = found[index] ?? [];
    const isComplete = others.length + 1 === witnesses.length;
    return isComplete && others.every((other) => other === first) ? first : undefined;
  });
}

async function ask<Kind extends Witness['kind']>(
  client: PoolClient,
  probes: readonly Probe[],
  kind: Kind,
  found: readonly number[][],
): Promise<void> {
  const questions = probes.flatMap(({ witnesses }, probe) =>
    witnesses
      .filter((witness): witness is WitnessOf<Kind> => witness.kind === kind)
      .map((witness) => ({ probe, witness })),
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
