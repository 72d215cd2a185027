import { createHash } from 'node:crypto';

/**
 * What tells a repetition from another request: SHA-256 of method, address and body, whatever order its fields have.
 *
 * @param url with its query
 * @param body as JSON was parsed
 */
export function requestFingerprint(method: string, url: string, body: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify([method, url, body ?? null], (_key, value: unknown) => sorted(value));
  return Uint8Array.from(createHash('sha256').update(text).digest());
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
