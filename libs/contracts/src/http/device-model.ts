import { z } from 'zod';
import { pageCursor, pageLimit, pageOf } from './page.js';

/** `GET /device-models`, in the order of the names. */
export const deviceModelQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().max(500)])),
});
export type DeviceModelQuery = z.output<typeof deviceModelQuery>;

const deviceModel = z
  .object({ name: z.string().describe('As devices have it for their type, and lists are filtered by it.') })
  .meta({ id: 'DeviceModel' });

export const deviceModelPage = pageOf(deviceModel).meta({ id: 'DeviceModelPage' });
export type DeviceModelPageBody = z.infer<typeof deviceModelPage>;
