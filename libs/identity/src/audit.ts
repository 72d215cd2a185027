import type { OrganizationId, PersonId } from '#libs/kernel';

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What was done or refused, to be remembered. */
export interface AuditEntry {
  /** `subject.verb` in the past tense, such as `invitation.accepted`. */
  readonly action: `${string}.${string}`;
  /** Null when nobody was signed in. */
  readonly actorId: PersonId | null;
  /** Whose administrators see it; null: the operator's alone. */
  readonly organizationId: OrganizationId | null;
  readonly subject: { readonly kind: string; readonly id: string | null };
  /** The values behind it: names and limits, never passwords or tokens. */
  readonly details?: Readonly<Record<string, Json>>;
  /** What changed, as it was; the same names as `after`. */
  readonly before?: Readonly<Record<string, Json>>;
  /** What changed, as it is now. */
  readonly after?: Readonly<Record<string, Json>>;
}

/** An entry with when and from where. */
export interface AuditEvent extends Required<Omit<AuditEntry, 'before' | 'after'>> {
  readonly before: Readonly<Record<string, Json>> | null;
  readonly after: Readonly<Record<string, Json>> | null;
  /** Decimal integer; later events have larger ones. */
  readonly id: string;
  readonly at: Date;
  readonly remoteAddress: string | null;
  readonly correlationId: string | null;
}

/** From where the running request came; empty outside any request. */
export abstract class RequestOrigin {
  abstract current(): { readonly remoteAddress?: string; readonly correlationId?: string };
}

/** The memory of what was done; entries are added and read, never changed. */
export abstract class AuditTrail {
  /** Adds an entry, in the running unit of work if there is one: then it stands or falls with the change. */
  abstract record(entry: AuditEntry): Promise<void>;

  /** Newest first. */
  abstract list(selection: AuditSelection): Promise<readonly AuditEvent[]>;
}

export interface AuditSelection {
  /** Path prefixes of the organizations whose events are wanted. */
  readonly paths: readonly string[];
  /** Also events of no organization. */
  readonly withUnowned: boolean;
  /** Only events before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}
