// Contracts, proposals, and requests for registration.
import { createRoute, notFound } from '@tanstack/react-router';
import { z } from 'zod';
import { uuid } from '#libs/contracts/http';
import { contractSearch } from '../../features/contracts/search';
import { proposalListSearch } from '../../features/proposals/search';
import { requestSearch } from '../../features/registration-requests/search';
import { page } from '../page';
import { root } from './root';
import { shell } from './shell';

const agreementPages = () => import('../pages/agreement-routes');
const requestPages = () => import('../pages/request-routes');

const contracts = createRoute({
  getParentRoute: () => shell,
  path: '/contracts',
  validateSearch: contractSearch,
  component: page(agreementPages, 'ContractListRoute', 'contracts', 'proposals', 'table'),
});

const contract = createRoute({
  getParentRoute: () => shell,
  path: '/contracts/$contractId',
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.contractId).success) throw notFound();
  },
  component: page(agreementPages, 'ContractRoute', 'contracts', 'proposals', 'table'),
});

const proposals = createRoute({
  getParentRoute: () => shell,
  path: '/proposals',
  validateSearch: proposalListSearch,
  component: page(agreementPages, 'ProposalListRoute', 'contracts', 'proposals', 'table'),
});

const requests = createRoute({
  getParentRoute: () => shell,
  path: '/requests',
  validateSearch: requestSearch,
  component: page(requestPages, 'RequestListRoute', 'registration', 'requests', 'sharing', 'table'),
});

const request = createRoute({
  getParentRoute: () => shell,
  path: '/requests/$requestId',
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.requestId).success) throw notFound();
  },
  component: page(() => import('../pages/request-route'), 'RequestRoute', 'registration', 'requests'),
});

export const agreementRoutes = [contracts, contract, proposals, requests, request];

/** For whoever has a provider's key, signed in or not. */
const asking = createRoute({
  getParentRoute: () => root,
  path: '/request-registration',
  validateSearch: z.object({ key: z.coerce.string().max(100).optional().catch(undefined) }),
  component: page(requestPages, 'AskRoute', 'registration', 'requests', 'sharing', 'table'),
});

export const openRoutes = [asking];
