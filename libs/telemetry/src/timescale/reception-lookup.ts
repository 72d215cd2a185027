import type { PoolClient } from 'pg';
import { type Probe, RECOGNIZED_FOR_MS, type Witness } from '../redelivery.js';
import { float8Array, int2Array, int4Array, int8Array, textArray, timestamptzArray } from './binary-format.js';

// Each statement gives, for each witness, the newest row of the day before that equals it and whose reception has the
// slot of the packet identifier. The first delivery is where all witnesses of a message agree.

/** Columns all statements share: number of the probe, device, slot, span of the first delivery. */
const WITNESS = 'unnest($1::int4[], $2::int4[], $3::int2[], $4::timestamptz[], $5::timestamptz[]';
const AS_WITNESS = 'AS witness (probe, device_key, slot, since, until';
const MICROSECONDS = '(extract(epoch FROM found.received_at) * 1000000)::int8';
const IS_RECEPTION = `
      AND row.device_key = witness.device_key
      AND row.received_at < witness.until
      AND (extract(microseconds FROM row.received_at)::int8 % 1000) = witness.slot`;

const STATEMENTS = {
  reading: {
    name: 'telemetry.find-readings',
    text: `
    SELECT witness.probe, ${MICROSECONDS} AS received_us
    FROM ${WITNESS}, $6::int4[], $7::float8[]) ${AS_WITNESS}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.reading AS row
      WHERE row.quantity_id = witness.quantity_id
      AND row.observed_at >= witness.since
      AND row.observed_at < witness.until
      AND row.time_origin <> 0
      AND row.value = witness.value${IS_RECEPTION}
      ORDER BY row.observed_at DESC
      LIMIT 1
    ) AS found`,
  },
  text: {
    name: 'telemetry.find-texts',
    text: `
    SELECT witness.probe, ${MICROSECONDS} AS received_us
    FROM ${WITNESS}, $6::int4[], $7::text[]) ${AS_WITNESS}, quantity_id, value)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.text_reading AS row
      WHERE row.quantity_id = witness.quantity_id
      AND row.observed_at >= witness.since
      AND row.observed_at < witness.until
      AND row.time_origin <> 0
      AND row.value = witness.value::jsonb${IS_RECEPTION}
      ORDER BY row.observed_at DESC
      LIMIT 1
    ) AS found`,
  },
  position: {
    name: 'telemetry.find-positions',
    text: `
    SELECT witness.probe, ${MICROSECONDS} AS received_us
    FROM ${WITNESS}, $6::float8[], $7::float8[]) ${AS_WITNESS}, latitude, longitude)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.position AS row
      WHERE row.observed_at >= witness.since
      AND row.observed_at < witness.until
      AND row.time_origin <> 0
      AND row.latitude = witness.latitude
      AND row.longitude = witness.longitude${IS_RECEPTION}
      ORDER BY row.observed_at DESC
      LIMIT 1
    ) AS found`,
  },
  rejected: {
    name: 'telemetry.find-rejected',
    text: `
    SELECT witness.probe, ${MICROSECONDS} AS received_us
    FROM ${WITNESS}, $6::int8[]) ${AS_WITNESS}, payload_digest)
    CROSS JOIN LATERAL (
      SELECT row.received_at
      FROM telemetry.rejected_message AS row
      WHERE row.received_at >= witness.since
      AND row.payload_digest = witness.payload_digest${IS_RECEPTION}
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

/** For each probe the reception of the first delivery, microseconds since 1970 UTC, if there was one. */
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
  const { rows } = await client.query<{ probe: number; received_us: string }>(STATEMENTS[kind], [
    int4Array(questions.map(({ probe }) => probe)),
    int4Array(asked.map(({ deviceKey }) => deviceKey)),
    int2Array(asked.map(({ slot }) => slot)),
    timestamptzArray(asked.map(({ receivedAt }) => (receivedAt - RECOGNIZED_FOR_MS) * 1000)),
    timestamptzArray(asked.map(({ receivedAt }) => (receivedAt + 1) * 1000)),
    ...ownColumns[kind](questions),
  ]);
  for (const row of rows) found[row.probe]?.push(Number(row.received_us));
}
