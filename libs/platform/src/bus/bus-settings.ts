import { join } from 'node:path';
import { z } from 'zod';
import { port } from '../configuration.js';

/** The variables of the processes that tell the brokers something; their certificates are in `services` of DATA_DIR. */
export const busSettings = {
  BUS_PORT: port(8884).describe('TCP port of the internal bus; 0 lets the system choose.'),
  BUS_URL: z
    .url({ protocol: /^mqtts$/, hostname: /./, error: 'must be an mqtts:// URL' })
    .optional()
    .describe(
      'Internal listener of a broker: over it the brokers hear of revocations at once. Default: mqtts://127.0.0.1 and BUS_PORT.',
    ),
};

/** Where the bus is, and the folder of the certificates for it. */
export const busLocation = (settings: {
  readonly BUS_PORT: number;
  readonly BUS_URL?: string | undefined;
  readonly DATA_DIR: string;
}) => ({
  url: settings.BUS_URL ?? `mqtts://127.0.0.1:${settings.BUS_PORT}`,
  certificatesDirectory: join(settings.DATA_DIR, 'services'),
});
