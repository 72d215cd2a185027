import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SignInPage } from '../../features/session/sign-in-page';
import { beginSession } from '../session';

const route = getRouteApi('/sign-in');

/** Signing in, then on to the page that was asked for. */
export function SignInRoute() {
  const { endedBy } = route.useRouteContext();
  const client = useQueryClient();
  const router = useRouter();
  const enter = async () => {
    await beginSession(client);
    await router.invalidate();
  };
  return <SignInPage endedBy={endedBy} onSignedIn={enter} />;
}
