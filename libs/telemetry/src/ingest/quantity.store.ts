import type { PoolClient } from 'pg';
import { textArray } from '../database/binary-format.js';
import type { TelemetryPool } from '../database/telemetry-pool.store.js';
import type { Quantity } from './batch.js';
import { QuantityStore } from './ingest-stores.js';

// An empty text stands for no unit: arrays here hold no nulls, and a real unit is never empty. IS NOT DISTINCT FROM is no
// condition of an index, so the two kinds are looked for apart: otherwise every look-up reads all units of a name.
const FIND = {
  name: 'telemetry.find-quantities',
  text: `
    SELECT wanted.place, found.id
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS wanted (name, unit, place)
    CROSS JOIN LATERAL (
      (SELECT id FROM telemetry.quantity
       WHERE quantity.name = wanted.name AND quantity.unit = wanted.unit AND wanted.unit <> ''
       LIMIT 1)
      UNION ALL
      (SELECT id FROM telemetry.quantity
       WHERE quantity.name = wanted.name AND quantity.unit IS NULL AND wanted.unit = ''
       LIMIT 1)
    ) AS found`,
};

const MAKE = {
  name: 'telemetry.make-quantities',
  text: `
    INSERT INTO telemetry.quantity (name, unit)
    SELECT name, nullif(unit, '')
    FROM unnest($1::text[], $2::text[]) AS wanted (name, unit)
    ORDER BY name, unit
    ON CONFLICT (name, unit) DO NOTHING`,
};

/** Quantities in TimescaleDB. */
export class TimescaleQuantityStore extends QuantityStore {
  constructor(private readonly pool: TelemetryPool) {
    super();
  }

  find(quantities: readonly Quantity[]): Promise<readonly (number | undefined)[]> {
    return this.pool.run('look for quantities', (client) => find(client, quantities));
  }

  ensure(quantities: readonly Quantity[]): Promise<readonly number[]> {
    // Each statement is its own transaction: an id that is seen here is committed.
    return this.pool.run('find quantities', async (client) => {
      const ids = await find(client, quantities);
      const missing = quantities.filter((_, index) => ids[index] === undefined);
      if (missing.length > 0) {
        await client.query(MAKE, columnsOf(missing));
        const made = await find(client, missing);
        let next = 0;
        for (let index = 0; index < ids.length; index++) ids[index] ??= made[next++];
      }
      return ids.map((id, index) => {
        if (id === undefined) throw new Error(`The quantity "${quantities[index]?.name}" was made and is not there.`);
        return id;
      });
    });
  }
}

async function find(client: PoolClient, quantities: readonly Quantity[]): Promise<(number | undefined)[]> {
  const { rows } = await client.query<{ place: string; id: number }>(FIND, columnsOf(quantities));
  const ids: (number | undefined)[] = quantities.map(() => undefined);
  for (const { place, id } of rows) ids[Number(place) - 1] = id;
  return ids;
}

function columnsOf(quantities: readonly Quantity[]): Buffer[] {
  return [textArray(quantities.map(({ name }) => name)), textArray(quantities.map(({ unit }) => unit ?? ''))];
}
