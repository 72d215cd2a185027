import { z } from 'zod';
import { uuid } from '#libs/contracts/http';

const instant = z.iso.datetime({ offset: true }).optional().catch(undefined);

/** What the address of the list says, by the names of the API's own parameters. What is wrong in it is left out. */
export const connectionSearch = z.object({
  cause: z
    .string()
    .regex(/^connection\.[a-z-]{1,60}$/)
    .optional()
    .catch(undefined),
  deviceId: uuid.optional().catch(undefined),
  from: instant,
  to: instant,
  cursor: z.string().max(4096).optional().catch(undefined),
});
export type ConnectionSearch = z.output<typeof connectionSearch>;

/** Why a client that proved to be no device is refused; the words of each stand under `cause` in the locales. */
export const strangersCauses = [
  'connection.not-tls',
  'connection.tls-version',
  'connection.tls-no-common-cipher',
  'connection.tls-failed',
  'connection.server-not-trusted',
  'connection.certificate-proof',
  'connection.handshake-timeout',
  'connection.handshake-abandoned',
  'connection.too-many-handshakes',
  'connection.no-certificate',
  'connection.certificate-foreign',
  'connection.certificate-unknown',
] as const;
