import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError, port, readSecretFile } from './configuration.js';

/** The variables of every process that writes or reads the links in mails. */
export const linkSettings = {
  HTTP_PORT: port(8080).describe('TCP port of the api; 0 lets the system choose.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .refine((url) => !/[?#]/.test(url), 'must not have ? or # in it: the paths of links are put behind it')
    .optional()
    .describe(
      'Where people reach the platform; links in mails begin with it. Default: http://localhost and HTTP_PORT.',
    ),
  LINK_KEY_FILE: z
    .string()
    .optional()
    .describe('File of the key that links in mails are derived with. Default: secrets/link.key in DATA_DIR.'),
};

interface LinkSettings {
  readonly HTTP_PORT: number;
  readonly PUBLIC_URL?: string | undefined;
  readonly LINK_KEY_FILE?: string | undefined;
  readonly DATA_DIR: string;
}

/** 32 bytes in base64url. */
const LINK_KEY = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/**
 * The key, if it is one.
 *
 * @throws {ConfigurationError} the file holds something else
 */
export function requireLinkKey(process: string, path: string, key: string): string {
  if (LINK_KEY.test(key)) return key;
  throw new ConfigurationError(process, [
    `LINK_KEY_FILE: ${path} holds no key (32 bytes in base64url, 43 characters). Restore it from a backup; with another one open links in mails and second factors stop working`,
  ]);
}

/**
 * Where links lead, and the key their tokens are derived with.
 *
 * @param process named in the error, such as `api`
 * @throws {ConfigurationError} the key's file cannot be read
 */
export function linkOptions(process: string, settings: LinkSettings): { publicUrl: string; linkKey: string } {
  const keyFile = settings.LINK_KEY_FILE ?? join(settings.DATA_DIR, 'secrets', 'link.key');
  return {
    publicUrl: settings.PUBLIC_URL ?? `http://localhost:${settings.HTTP_PORT}`,
    linkKey: requireLinkKey(process, keyFile, readSecretFile(process, 'LINK_KEY_FILE', keyFile)),
  };
}
