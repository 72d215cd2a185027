import { z } from 'zod';
import { yesOrNo } from './fields.js';
import { timestamp } from './text.js';

/** What a new device passes on its way to the map, in this order. */
export const firstConnectionStep = z.enum([
  'certificate-issued',
  'tcp',
  'tls',
  'certificate-accepted',
  'session',
  'first-reading',
  'on-map',
]);
export type FirstConnectionStep = z.output<typeof firstConnectionStep>;

/** The TCP port of the broker for devices, which a device's network must let out (IANA: secure-mqtt). */
export const DEVICE_PORT = 8883;

/** So recently must a client without a certificate have come from somebody's own address to be shown to them, milliseconds. */
export const SEEN_FROM_HERE_MS = 15 * 60 * 1000;

/** `GET /devices/{id}/first-connection`. */
export const firstConnectionQuery = z.strictObject({
  fromHere: yesOrNo
    .optional()
    .describe(
      'Whether clients count that showed no certificate and came, in the last 15 minutes, from the network address this request comes from; only as long as nothing else is known of the device.',
    ),
});
export type FirstConnectionQuery = z.output<typeof firstConnectionQuery>;

const step = z.object({
  step: firstConnectionStep,
  state: z.enum(['waiting', 'done', 'failed']),
  at: timestamp.nullable().describe('When it was done or failed; null while it waits.'),
  cause: z
    .string()
    .nullable()
    .describe('Why it failed: the code of a refused connection, of a rejected message, or map.no-place.'),
  detail: z.string().nullable().describe('The cause in words, and what to do.'),
  isAssumed: z
    .boolean()
    .describe(
      'It is known of a client that showed no certificate and came from your own address: perhaps another device.',
    ),
});

/** How far a device has come since its newest valid certificate was issued. */
export const firstConnection = z
  .object({
    since: timestamp.nullable().describe('When the newest valid certificate was issued; null: there is none.'),
    connectedBefore: timestamp
      .nullable()
      .describe('It is connected since then, so with an earlier certificate; null where that is not so.'),
    steps: z.array(step).describe('All seven, in the order they are passed.'),
  })
  .meta({ id: 'FirstConnection' });
export type FirstConnectionBody = z.infer<typeof firstConnection>;
