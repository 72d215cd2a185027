import { newQueryClient } from './query-client';
import { consoleRouter } from './router';
import { endSession, profileQuery } from './session';

/**
 * The routes and what they ask. Any request that finds the session over leads to the sign-in, and back to the same page; one that
 * finds a membership over leads out of that organization.
 */
export function newConsole() {
  const client = newQueryClient({
    onSessionEnded: (because) => {
      endSession(client, because);
      void router.invalidate();
    },
    onOutside: () => void lookAnew(),
  });
  const router = consoleRouter(client);
  // The routes decide by the memberships in which organization one can look.
  const lookAnew = async () => {
    await client.refetchQueries({ queryKey: profileQuery.queryKey });
    await router.invalidate();
  };
  return { client, router };
}
