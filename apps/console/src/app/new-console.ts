import { newQueryClient } from './query-client';
import { consoleRouter } from './router';
import { endSession } from './session';

/** The routes and what they ask. Any request that finds the session over leads to the sign-in, and back to the same page. */
export function newConsole() {
  const client = newQueryClient((because) => {
    endSession(client, because);
    void router.invalidate();
  });
  const router = consoleRouter(client);
  return { client, router };
}
