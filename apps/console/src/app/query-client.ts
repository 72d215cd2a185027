import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refusal } from './refusal';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal;
  }
}

/** How often what may pass is asked again before it is shown as a failure. */
const RETRIES = 2;

/** @param onSessionEnded any request found that the session is over */
export function newQueryClient(onSessionEnded: (because: Refusal) => void): QueryClient {
  const onError = (failure: Error) => {
    if (failure instanceof Refusal && failure.isWithoutSession) onSessionEnded(failure);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (count, failure) => failure instanceof Refusal && failure.isTransient && count < RETRIES,
      },
    },
  });
}
