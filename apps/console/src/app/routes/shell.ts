import { createRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from '../session';
import { Shell } from '../shell/shell';
import { root } from './root';

/** Around every page of somebody signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    const next = location.href === '/' ? undefined : location.href;
    if (!session.signedIn) throw redirect({ to: '/sign-in', search: { next } });
    if (session.passwordChange === 'required') throw redirect({ to: '/password-change', search: { next } });
  },
  component: Shell,
});
