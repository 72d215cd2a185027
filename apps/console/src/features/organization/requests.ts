import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  contractPage,
  deletedOrganizations,
  member,
  type NewOrganization,
  type OrganizationChange,
  onboardingPage,
  organization,
  organizationDetails,
} from '#libs/contracts/http';
import { ask, type Query } from '../../app/http';

/** Items of a list a time. */
const PAGE = 25;
/** Days of ten years: every end there is. */
const ANY_END = 3_660;

export const organizationKeys = {
  /** Everything of one organization. */
  all: (id: string) => ['organization', id] as const,
  details: (id: string) => ['organization', id, 'details'] as const,
  part: (id: string, part: string, ...more: readonly unknown[]) => ['organization', id, part, ...more] as const,
};

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: organizationKeys.details(id),
    queryFn: ({ signal }) => ask({ path: `/organizations/${id}`, answer: organizationDetails, signal }),
  });

/** A list of an organization, of which more comes when it is asked for. */
export function listOf<Item>(
  id: string,
  part: string,
  answer: z.ZodType<{ items: Item[]; nextCursor: string | null }>,
  { path = `/organizations/${id}/${part}`, query = {} }: { readonly path?: string; readonly query?: Query } = {},
) {
  return infiniteQueryOptions({
    queryKey: organizationKeys.part(id, part, query),
    queryFn: ({ signal, pageParam }) =>
      ask({ path, query: { ...query, limit: PAGE, cursor: pageParam }, answer, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** How far a customer has come (R0-33). */
export const onboardingQuery = (id: string) =>
  queryOptions({
    queryKey: organizationKeys.part(id, 'onboarding'),
    queryFn: async ({ signal }) => {
      const page = await ask({ path: '/onboarding', query: { organizationId: id }, answer: onboardingPage, signal });
      return page.items[0] ?? null;
    },
  });

/** The contract whose end comes first and waits for a renewal; null: none does. */
export const nextEndQuery = (id: string) =>
  queryOptions({
    queryKey: organizationKeys.part(id, 'contracts', 'next-end'),
    queryFn: async ({ signal }) => {
      const query = { customerId: id, endsWithin: ANY_END, limit: 1 };
      const page = await ask({ path: '/contracts', query, answer: contractPage, signal });
      return page.items[0] ?? null;
    },
  });

/** @param idempotencyKey sent again with what is sent again, so that it makes one */
export const createOrganization = (body: NewOrganization, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/organizations', body, answer: organization, idempotencyKey });

export const changeOrganization = (id: string, body: OrganizationChange) =>
  ask({ method: 'PATCH', path: `/organizations/${id}`, body, answer: organization });

/** @param confirm its name, typed */
export const deleteOrganization = (id: string, confirm: string) =>
  ask({ method: 'DELETE', path: `/organizations/${id}`, query: { confirm }, answer: deletedOrganizations });

/** Joins a customer of one's own provider (R0-27). */
export const joinOrganization = (id: string) =>
  ask({ method: 'POST', path: `/organizations/${id}/members/me`, answer: member });
