import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { z } from 'zod';
import { type ProfileBody, uuid } from '#libs/contracts/http';
import type { Memberships } from './may-act';
import { profileQuery } from './session';

/**
 * What every address behind the sign-in may say: the one of one's organizations in which one looks; absent: in all of them.
 * A page hands it on with the rest of its search; `ask` sends it where the API knows it.
 */
export const chosenSearch = z.object({ in: uuid.optional().catch(undefined) });

/** Whether somebody can look in this organization alone: they belong to it, and to another. */
export const canLookIn = ({ memberships }: Memberships, organizationId: string): boolean =>
  memberships.length > 1 && memberships.some((own) => own.organizationId === organizationId);

/** Somebody as a member of the organization in which they look, and of no other. */
export function within<Person extends Memberships>(person: Person, chosen: string | undefined): Person {
  if (chosen === undefined || !canLookIn(person, chosen)) return person;
  return { ...person, memberships: person.memberships.filter(({ organizationId }) => organizationId === chosen) };
}

/** The organization in which one looks; undefined: in all. */
export const useChosen = (): string | undefined =>
  useSearch({ strict: false, select: (search: { readonly in?: string | undefined }) => search.in });

/** Who is signed in, as a member of the organization in which they look: what they may do there is offered. */
export function usePerson(): ProfileBody | undefined {
  const { data: person } = useQuery(profileQuery);
  const chosen = useChosen();
  return person && within(person, chosen);
}

const keyOf = (personId: string) => `fieldgate-in-${personId}`;

/** Where this person looked last in this browser. */
export function rememberedChoice(person: Pick<ProfileBody, 'id'> & Memberships): string | undefined {
  const kept = stored(() => localStorage.getItem(keyOf(person.id))) ?? undefined;
  return kept !== undefined && canLookIn(person, kept) ? kept : undefined;
}

/** Keeps where one looks for the next visit; undefined: in all. */
export function rememberChoice({ id }: Pick<ProfileBody, 'id'>, chosen: string | undefined): void {
  stored(() => (chosen === undefined ? localStorage.removeItem(keyOf(id)) : localStorage.setItem(keyOf(id), chosen)));
}

/** A browser may keep nothing for us; then the next visit begins with all. */
function stored<Value>(use: () => Value): Value | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
