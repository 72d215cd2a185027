import { createHash } from 'node:crypto';

/** A strong entity tag of a representation (RFC 9110 §8.8.3): the first 128 bits of its SHA-256. */
export function entityTagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/**
 * The entity tag by which a caller has this representation already, by If-None-Match (RFC 9110 §13.1.2: compared weakly):
 * weak, if it was compressed on its way; `undefined` if they have it not.
 */
export function knownTag(ifNoneMatch: string | undefined, entityTag: string): string | undefined {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim()) ?? [];
  if (tags.includes(`W/${entityTag}`)) return `W/${entityTag}`;
  return tags.includes(entityTag) || tags.includes('*') ? entityTag : undefined;
}
