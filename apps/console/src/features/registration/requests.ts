import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  memberPage,
  organizationPage,
  type RegistrationRequest,
  registrationAnswer,
  registrationAvailability,
  registrationDraft,
  registrationDraftList,
  registrationForm,
} from '#libs/contracts/http';
import { ask } from '../../app/http';

/** As many are offered in a list; whoever is not among them is found by the search. */
const OFFERED = 100;

const keys = {
  form: ['registration', 'form'],
  drafts: ['registration', 'drafts'],
  availability: (asked: object) => ['registration', 'availability', asked],
  organizations: (kind: string, q: string) => ['registration', 'organizations', kind, q],
  people: (organizationId: string) => ['registration', 'people', organizationId],
} as const;

/** What the lists of the form offer. */
export const formQuery = queryOptions({
  queryKey: keys.form,
  queryFn: ({ signal }) => ask({ path: '/registrations/form', answer: registrationForm, signal }),
  staleTime: 60_000,
});

/** Forms that were begun, wherever. */
export const draftsQuery = queryOptions({
  queryKey: keys.drafts,
  queryFn: ({ signal }) => ask({ path: '/registration-drafts', answer: registrationDraftList, signal }),
  // A form begins from what is kept now, not from what was kept when somebody left the page.
  staleTime: 0,
  gcTime: 0,
});

export const saveDraft = (id: string, version: number, fields: Readonly<Record<string, string>>) =>
  ask({ method: 'PUT', path: `/registration-drafts/${id}`, body: { version, fields }, answer: registrationDraft });

export const forgetDraft = (id: string) =>
  ask({ method: 'DELETE', path: `/registration-drafts/${id}`, answer: z.undefined() });

/** Whether another device has these labels; asked once both or one of them can be labels. */
export const availabilityQuery = (asked: { readonly serialNumber?: string; readonly macAddress?: string }) =>
  queryOptions({
    queryKey: keys.availability(asked),
    queryFn: ({ signal }) =>
      ask({ path: '/registrations/availability', query: { ...asked }, answer: registrationAvailability, signal }),
    enabled: Object.keys(asked).length > 0,
    staleTime: 15_000,
  });

/** Customers or providers whose names contain a text. */
export const organizationsQuery = (kind: 'customer' | 'provider', q: string) =>
  queryOptions({
    queryKey: keys.organizations(kind, q),
    queryFn: ({ signal }) =>
      ask({ path: '/organizations', query: { kind, q, limit: OFFERED }, answer: organizationPage, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Who belongs to a customer. */
export const peopleQuery = (organizationId: string) =>
  queryOptions({
    queryKey: keys.people(organizationId),
    queryFn: ({ signal }) =>
      ask({ path: `/organizations/${organizationId}/members`, query: { limit: OFFERED }, answer: memberPage, signal }),
    enabled: organizationId !== '',
    staleTime: 30_000,
  });

/** Makes everything the form says, or nothing. */
export const register = (body: RegistrationRequest, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/registrations', body, answer: registrationAnswer, idempotencyKey });
