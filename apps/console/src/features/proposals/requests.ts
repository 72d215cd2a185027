import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { assetPage, type ProposalAcceptance, proposal, proposalPage, sitePage } from '#libs/contracts/http';
import { ask } from '../../app/http';
import { nextPageInPlace } from '../../ui/data-table/next-page';
import type { ProposalSearch } from './search';

/** Proposals a page. */
const PAGE = 50;
/** As many are offered in a choice. */
const OFFERED = 20;
const SITES = 100;

export const proposalKeys = {
  all: ['proposals'] as const,
  list: (search: ProposalSearch) => ['proposals', 'list', search] as const,
  machines: (q: string) => ['proposals', 'machines', q] as const,
  sites: (customerId: string) => ['proposals', 'sites', customerId] as const,
};

export const proposalListQuery = (search: ProposalSearch) =>
  queryOptions({
    queryKey: proposalKeys.list(search),
    queryFn: ({ signal }) =>
      ask({ path: '/proposals', query: { ...search, limit: PAGE }, answer: proposalPage, signal }),
    placeholderData: nextPageInPlace(search),
  });

/** Machines that service could be proposed for. */
export const machinesQuery = (q: string) =>
  queryOptions({
    queryKey: proposalKeys.machines(q),
    queryFn: ({ signal }) => ask({ path: '/assets', query: { q, limit: OFFERED }, answer: assetPage, signal }),
    placeholderData: keepPreviousData,
  });

/** Where a machine of the customer may stand. */
export const customerSitesQuery = (customerId: string) =>
  queryOptions({
    queryKey: proposalKeys.sites(customerId),
    queryFn: ({ signal }) =>
      ask({ path: '/sites', query: { organizationId: customerId, limit: SITES }, answer: sitePage, signal }),
  });

export const propose = (assetId: string, message: string | undefined) =>
  ask({ method: 'POST', path: `/assets/${assetId}/proposals`, body: { message }, answer: proposal });

export const acceptProposal = (id: string, body: ProposalAcceptance) =>
  ask({ method: 'POST', path: `/proposals/${id}/acceptance`, body, answer: proposal });

export const declineProposal = (id: string, reason: string | undefined) =>
  ask({ method: 'POST', path: `/proposals/${id}/decline`, body: { reason }, answer: proposal });

export const withdrawProposal = (id: string) =>
  ask({ method: 'DELETE', path: `/proposals/${id}`, answer: z.undefined() });
