import { queryOptions } from '@tanstack/react-query';
import { type ContractRenewal, contractPage, serviceContract } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { ContractSearch } from './search';

/** Contracts a page. */
const PAGE = 50;

export const contractKeys = {
  all: ['contracts'] as const,
  list: (search: ContractSearch) => ['contracts', 'list', search] as const,
  one: (id: string) => ['contracts', 'one', id] as const,
};

export const contractListQuery = (search: ContractSearch) =>
  queryOptions({
    queryKey: contractKeys.list(search),
    queryFn: ({ signal }) =>
      ask({ path: '/contracts', query: { ...search, limit: PAGE }, answer: contractPage, signal }),
    placeholderData: nextPageInPlace(search),
  });

export const contractQuery = (id: string) =>
  queryOptions({
    queryKey: contractKeys.one(id),
    queryFn: ({ signal }) => ask({ path: `/contracts/${id}`, answer: serviceContract, signal }),
  });

/** Makes the contract that goes on from this one. */
export const renew = (id: string, body: ContractRenewal, idempotencyKey: string) =>
  ask({ method: 'POST', path: `/contracts/${id}/renewal`, body, answer: serviceContract, idempotencyKey });
