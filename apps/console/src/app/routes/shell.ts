import { createRoute, redirect, retainSearchParams } from '@tanstack/react-router';
import { canLookIn, chosenSearch } from '../chosen-organization';
import { profileQuery, sessionQuery } from '../session';
import { Shell } from '../shell/shell';
import { root } from './root';

/** Around every page of somebody signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  validateSearch: chosenSearch,
  // Whoever looks in one organization goes on to the next page in it.
  search: { middlewares: [retainSearchParams(['in'])] },
  beforeLoad: async ({ context, location, search }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    const next = location.href === '/' ? undefined : location.href;
    if (!session.signedIn) throw redirect({ to: '/sign-in', search: { next } });
    if (session.passwordChange === 'required') throw redirect({ to: '/password-change', search: { next } });
    if (search.in === undefined) return;
    const person = await context.client.ensureQueryData(profileQuery);
    // Somebody else's link, or a membership that is over.
    if (!canLookIn(person, search.in))
      throw redirect({ to: location.pathname, search: { ...location.search, in: undefined }, replace: true });
  },
  component: Shell,
});
