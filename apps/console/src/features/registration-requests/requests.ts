import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type NewRegistrationRequest,
  receivedRegistrationRequest,
  registrationRequestPage,
} from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { RequestSearch } from './search';

/** Requests a page. */
const PAGE = 50;

export const requestKeys = {
  all: ['registration-requests'] as const,
  list: (search: RequestSearch) => ['registration-requests', 'list', search] as const,
  one: (id: string) => ['registration-requests', 'one', id] as const,
};

export const requestListQuery = (search: RequestSearch) =>
  queryOptions({
    queryKey: requestKeys.list(search),
    queryFn: ({ signal }) =>
      ask({
        path: '/registration-requests',
        query: { ...search, limit: PAGE },
        answer: registrationRequestPage,
        signal,
      }),
    placeholderData: nextPageInPlace(search),
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: requestKeys.one(id),
    queryFn: ({ signal }) => ask({ path: `/registration-requests/${id}`, answer: receivedRegistrationRequest, signal }),
  });

export const decline = (id: string, reason: string) =>
  ask({
    method: 'POST',
    path: `/registration-requests/${id}/decline`,
    body: { reason },
    answer: receivedRegistrationRequest,
  });

/** Sends what a customer filled in; whether anybody has the key is not told. */
export const sendRequest = (body: NewRegistrationRequest) =>
  ask({ method: 'POST', path: '/registration-requests', body, answer: z.undefined() });
