import { queryOptions } from '@tanstack/react-query';
import { operationStatus } from '#libs/contracts/http';
import { ask } from '../../app/http';

/** How old the overview may get while somebody looks, milliseconds. */
export const STATUS_MS = 5_000;

export const operationStatusQuery = queryOptions({
  queryKey: ['operation', 'status'],
  queryFn: ({ signal }) => ask({ path: '/operation/status', answer: operationStatus, signal }),
  staleTime: STATUS_MS,
});
