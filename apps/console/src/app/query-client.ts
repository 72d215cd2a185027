import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refusal } from './refusal';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal;
  }
}

/** How often what may pass is asked again before it is shown as a failure. */
const RETRIES = 2;

interface Findings {
  /** The session is over. */
  readonly onSessionEnded: (because: Refusal) => void;
  /** Whoever looks in one of their organizations does not belong to it any more. */
  readonly onOutside: () => void;
}

/** @param findings what any request may find out about whoever asks */
export function newQueryClient({ onSessionEnded, onOutside }: Findings): QueryClient {
  const onError = (failure: Error) => {
    if (!(failure instanceof Refusal)) return;
    if (failure.isWithoutSession) onSessionEnded(failure);
    if (failure.isOutside) onOutside();
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({
      onError,
      // Whatever was read before may be otherwise now: it is asked for anew wherever it is shown next.
      onSuccess: () => void client.invalidateQueries({ refetchType: 'none' }),
    }),
    defaultOptions: {
      queries: {
        retry: (count, failure) => failure instanceof Refusal && failure.isTransient && count < RETRIES,
      },
    },
  });
  return client;
}
