import type { Pool } from 'pg';
import type { DeviceKey } from '#libs/kernel';

// Names are shared, and whoever sends can make units: what others made of a name is never read through. Those this device
// sent come first, the newest before the others; the rest is for the second until its newest values are written.
const QUANTITY_IDS = {
  name: 'telemetry.quantity-ids',
  text: `
    SELECT id
    FROM (
      (SELECT latest.quantity_id AS id, latest.observed_at
       FROM telemetry.latest
       JOIN telemetry.quantity ON quantity.id = latest.quantity_id
       WHERE latest.device_key = $1 AND quantity.name = $2
       ORDER BY latest.observed_at DESC, latest.quantity_id
       LIMIT 8)
      UNION ALL
      (SELECT id, NULL
       FROM telemetry.quantity
       WHERE name = $2
       ORDER BY id
       LIMIT 8)
    ) AS candidate
    GROUP BY id
    ORDER BY max(observed_at) DESC NULLS LAST, id
    LIMIT 8`,
};

/** The ids a quantity of a device can have, one a unit; the one it sent last comes first. */
export async function quantityIdsOf(pool: Pool, deviceKey: DeviceKey, quantity: string): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>(QUANTITY_IDS, [deviceKey, quantity]);
  return rows.map(({ id }) => id);
}
