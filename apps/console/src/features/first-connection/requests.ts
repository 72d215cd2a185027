import { queryOptions } from '@tanstack/react-query';
import { type FirstConnectionBody, firstConnection } from '#libs/contracts/http';
import { ask } from '../../app/http';

/** How often somebody who waits sees what is new, milliseconds. */
const WATCHED_MS = 2_000;
/** And once it is all done. */
const DONE_MS = 30_000;

export const isThrough = ({ steps }: FirstConnectionBody) => steps.every(({ state }) => state === 'done');

/** How far a device has come, those from this very network without a certificate included. */
export const firstConnectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['first-connection', id],
    queryFn: ({ signal }) =>
      ask({ path: `/devices/${id}/first-connection`, query: { fromHere: true }, answer: firstConnection, signal }),
    refetchInterval: ({ state }) => (state.data && isThrough(state.data) ? DONE_MS : WATCHED_MS),
  });
