import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type CurrentSessionBody, currentSession, profile } from '#libs/contracts/http';
import { ask, forgetAnswers, rememberCsrfToken } from './http';
import type { Refusal } from './refusal';

const keys = { current: ['session'], endedBy: ['session', 'ended-by'], profile: ['profile'] } as const;

/** Whether somebody is signed in; asked once, then kept until they sign in or out. */
export const sessionQuery = queryOptions({
  queryKey: keys.current,
  queryFn: async ({ signal }): Promise<CurrentSessionBody> => {
    const session = await ask({ path: '/sessions/current', answer: currentSession, signal });
    rememberCsrfToken(session.signedIn ? session.csrfToken : undefined);
    return session;
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in. */
export const profileQuery = queryOptions({
  queryKey: keys.profile,
  queryFn: ({ signal }) => ask({ path: '/me', answer: profile, signal }),
  staleTime: 60_000,
});

/** Asks anew who is signed in, after the cookie was set. */
export async function beginSession(client: QueryClient): Promise<void> {
  client.removeQueries({ queryKey: keys.endedBy });
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** Forgets everything that was read: nothing of one person is shown to the next. */
export function endSession(client: QueryClient, because?: Refusal): void {
  client.clear();
  forgetAnswers();
  rememberCsrfToken(undefined);
  client.setQueryData(sessionQuery.queryKey, { signedIn: false });
  if (because) client.setQueryData(keys.endedBy, because.code);
}

/** The code of the refusal by which the session was found to be over, if it did not end by signing out. */
export const endedBy = (client: QueryClient) => client.getQueryData<string>(keys.endedBy);
