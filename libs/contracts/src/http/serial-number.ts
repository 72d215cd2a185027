import { z } from 'zod';

/** Serial number of a device as it is kept: upper case, 1 to 64 printable ASCII characters without spaces. */
export type SerialNumber = z.output<typeof serialNumber>;

/**
 * A device's serial number as typed from its label, trimmed and in upper case.
 *
 * Spaces are refused inside: on labels they only group digits, and with them one device could be registered twice.
 */
export const serialNumber = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,64}$/, {
    error: 'must have 1 to 64 letters, digits or signs (ASCII) and no spaces',
    abort: true,
  })
  .toUpperCase()
  .brand<'SerialNumber'>();
