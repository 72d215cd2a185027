import { type Actor, pathsWhere } from '#libs/identity';
import type { OrganizationId, PersonId, VisibleSpan } from '#libs/kernel';

/** Why a device changed hands. */
export type TransferCause = 'registered' | 'dispatched' | 'assigned' | 'returned' | 'organization-deleted';

/** Who had a device from when to when. */
export interface Ownership {
  readonly id: string;
  /** Null once the organization is deleted. */
  readonly organizationId: OrganizationId | null;
  readonly organizationName: string;
  /** Where the organization stands, or stood when it was deleted; null if nobody knows any more. */
  readonly path: string | null;
  readonly cause: TransferCause;
  readonly byId: PersonId | null;
  readonly note: string | null;
  readonly since: Date;
  /** Exclusive; null: still. */
  readonly until: Date | null;
}

/** Before every observation: what a device measured before anybody had it is its first owner's. */
export const BEGINNING = new Date('1900-01-01T00:00:00Z');
/** After every observation. */
export const END = new Date('9999-12-31T00:00:00Z');

/**
 * The spans of time in which somebody may see what a device measured: those in which an owner they see had it.
 *
 * @param history oldest first; each begins where the one before ended, or later
 * @returns oldest first; they neither overlap nor touch
 */
export function visibleSpans<Entry extends Pick<Ownership, 'since' | 'until'>>(
  history: readonly Entry[],
  isSeen: (entry: Entry) => boolean,
): readonly VisibleSpan[] {
  const spans: VisibleSpan[] = [];
  history.forEach((entry, index) => {
    const from = index === 0 ? BEGINNING : entry.since;
    const to = entry.until ?? END;
    if (!isSeen(entry) || from >= to) return;
    const last = spans.at(-1);
    if (last && last.to >= from) spans[spans.length - 1] = { from: last.from, to };
    else spans.push({ from, to });
  });
  return spans;
}

/** What is left of the spans before an instant. */
export function spansBefore(spans: readonly VisibleSpan[], instant: Date): readonly VisibleSpan[] {
  return spans.flatMap(({ from, to }) => (from < instant ? [{ from, to: to < instant ? to : instant }] : []));
}

/**
 * Whether the actor sees that somebody had a device: an organization they see, or, for those to whom a site is shared, the
 * present owner, who shared it.
 *
 * @param presentOwner of the device, which the actor sees
 */
export function seesOwnership(
  actor: Actor,
  presentOwner: OrganizationId,
): (ownership: Pick<Ownership, 'organizationId' | 'path'>) => boolean {
  const paths = pathsWhere(actor, 'fleet.read');
  return ({ organizationId, path }) =>
    organizationId === presentOwner || paths.some((seen) => path?.startsWith(seen) === true);
}
