import { join } from 'node:path';
import { z } from 'zod';
import type { AuthorityLocation } from './authorities.js';

/** The variable of the processes that open an authority's key; its folder is `authority` in DATA_DIR. */
export const authoritySettings = {
  CA_PASSPHRASE_FILE: z
    .string()
    .optional()
    .describe(
      'File of the passphrase of the authority keys, made at the first start. Default: authority/passphrase in DATA_DIR.',
    ),
};

/** Where the authorities are. */
export function authorityLocation(settings: {
  readonly CA_PASSPHRASE_FILE?: string | undefined;
  readonly DATA_DIR: string;
}): AuthorityLocation {
  const directory = join(settings.DATA_DIR, 'authority');
  return { directory, passphraseFile: settings.CA_PASSPHRASE_FILE ?? join(directory, 'passphrase') };
}
