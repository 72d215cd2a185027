import { z } from 'zod';
import { connectionAttempt, deviceIdField } from './device.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { queryInstant } from './query-instant.js';
import { uuid } from './text.js';

/** A refused client that proved to be no device. */
const unidentifiedAttempt = connectionAttempt
  .extend({
    namedDevice: z
      .object({
        id: uuid,
        serialNumber: z.string(),
        by: z
          .string()
          .describe(
            'What names it: certificate, device-id, serial-number, mac-address, or remote-address: the device last seen there.',
          ),
      })
      .nullable()
      .describe('The device the client names; nobody vouches for it. Null: none.'),
  })
  .meta({ id: 'UnidentifiedConnectionAttempt' });
export type UnidentifiedAttemptBody = z.infer<typeof unidentifiedAttempt>;

/** `GET /connection-attempts`, newest first. */
export const unidentifiedAttemptQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().regex(/^\d{1,18}$/)])),
  cause: z
    .string()
    .regex(/^connection\.[a-z-]{1,60}$/, 'must be the code of a cause, such as connection.not-tls')
    .optional()
    .describe('Only this cause.'),
  from: queryInstant.optional().describe('Only attempts from this instant on.'),
  to: queryInstant.optional().describe('Only attempts before this instant.'),
  deviceId: deviceIdField.optional().describe('Only attempts that name this device.'),
});
export type UnidentifiedAttemptQuery = z.output<typeof unidentifiedAttemptQuery>;
export const unidentifiedAttemptPage = pageOf(unidentifiedAttempt).meta({ id: 'UnidentifiedConnectionAttemptPage' });
