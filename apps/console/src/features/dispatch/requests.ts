import { queryOptions } from '@tanstack/react-query';
import { type DispatchRequest, dispatchAnswer, registrationForm } from '#libs/contracts/http';
import { ask } from '../../app/http';

/** Names of the device models there are. */
export const deviceTypesQuery = queryOptions({
  queryKey: ['dispatch', 'types'],
  queryFn: ({ signal }) => ask({ path: '/registrations/form', answer: registrationForm, signal }),
  staleTime: 60_000,
});

/** All of them or none. */
export const dispatch = (body: DispatchRequest, idempotencyKey: string) =>
  ask({ method: 'POST', path: '/devices/dispatches', body, answer: dispatchAnswer, idempotencyKey });
