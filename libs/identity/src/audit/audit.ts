import type { OrganizationId, PersonId } from '#libs/kernel';
import type { Actor } from '../access/actor.js';

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
  /** Of an organization that is already gone; else it is looked up. */
  readonly organizationPath?: string;
}

/** An entry with when, from where, and in whose name. */
export interface AuditEvent extends Required<Omit<AuditEntry, 'before' | 'after' | 'organizationPath'>> {
  /** The program that acted, if it was one. */
  readonly apiKeyId: string | null;
  /** The actor's own organization, when the event happened in one the actor does not belong to. */
  readonly onBehalfOfId: OrganizationId | null;
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
  abstract current(): {
    /** Who is signed in: names the program and the organization acted for. */
    readonly actor?: Actor | undefined;
    readonly remoteAddress?: string;
    readonly correlationId?: string;
    /** As the browser or program sent it. */
    readonly userAgent?: string;
    /** By which the browser is known, if it sent one. */
    readonly deviceToken?: string | undefined;
  };
}

/** The memory of what was done; entries are added and read, never changed. */
export abstract class AuditTrail {
  /** Adds an entry, in the running unit of work if there is one: then it stands or falls with the change. */
  abstract record(entry: AuditEntry): Promise<void>;

  /** Newest first. */
  abstract list(selection: AuditSelection): Promise<readonly AuditEvent[]>;

  /** Where an organization stood when something last happened in it, whether it is there still or not. */
  abstract lastPathOf(id: OrganizationId): Promise<string | undefined>;
}

export interface AuditSelection {
  /** Paths of the organizations whose events are wanted, those below included. */
  readonly paths: readonly string[];
  /** Everything there is, also what belongs to no organization; the paths do not count then. */
  readonly everything: boolean;
  /** Paths of organizations of which one must have been above the event's, or its own, when it happened. */
  readonly seenFrom?: readonly string[] | undefined;
  readonly actorId?: PersonId | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  /** How the action begins, such as `member.`. */
  readonly actionPrefix?: string | undefined;
  /** Half-open: from this instant, before that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Only events before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}
