import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from './audit.js';

/** Every field of an event that the chain protects, as it is kept. */
export interface ChainedEvent {
  /** Decimal integer. */
  readonly id: string;
  readonly at: Date;
  readonly actorId: string | null;
  readonly apiKeyId: string | null;
  readonly onBehalfOfId: string | null;
  readonly organizationId: string | null;
  readonly organizationPath: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly details: Json;
  readonly before: Json;
  readonly after: Json;
  readonly remoteAddress: string | null;
  readonly correlationId: string | null;
}

/** An event with its place in the chain. */
export interface SealedEvent {
  readonly event: ChainedEvent;
  /** From 1, without gaps. */
  readonly number: bigint;
  /** 32 bytes; null when somebody removed it. */
  readonly hash: Buffer | null;
}

/** What stands before the first event of the chain: 32 zero bytes. */
export const CHAIN_BEGINNING = Buffer.alloc(32);

/** SHA-256 over the hash before it, and the event with its number as canonical JSON (RFC 8785) in UTF-8. */
export function hashOf(previous: Buffer, number: bigint, event: ChainedEvent): Buffer {
  const text = canonicalize({ ...event, at: event.at.toISOString(), sealedAs: number.toString() });
  return createHash('sha256')
    .update(previous)
    .update(text as string, 'utf8')
    .digest();
}

/** Where the chain ends. */
export interface ChainHead {
  /** 0 when nothing is sealed yet. */
  readonly number: bigint;
  readonly hash: Buffer;
}
