import type { Pool } from 'pg';
import type { DeviceKey } from '#libs/kernel';

// Names are shared, and whoever sends can make units: those this device sent last come first, and few are enough.
const QUANTITY_IDS = {
  name: 'telemetry.quantity-ids',
  text: `
    SELECT quantity.id
    FROM telemetry.quantity
    LEFT JOIN telemetry.latest
      ON latest.quantity_id = quantity.id
      AND latest.device_key = $1
    WHERE quantity.name = $2
    ORDER BY latest.observed_at DESC NULLS LAST, quantity.id
    LIMIT 8`,
};

/** The ids a quantity of a device can have, one a unit; the one it sent last comes first. */
export async function quantityIdsOf(pool: Pool, deviceKey: DeviceKey, quantity: string): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>(QUANTITY_IDS, [deviceKey, quantity]);
  return rows.map(({ id }) => id);
}
