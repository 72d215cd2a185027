// The ways in: sign-in, and what links in mails lead to.
import { createRoute, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { SIGN_IN_CALLBACK } from '#libs/contracts/http';
import { page } from '../page';
import { endedBy, sessionQuery } from '../session';
import { type RouteContext, root } from './root';

/** A path of this console, and of no other site. */
const ownPath = z
  .string()
  .regex(/^\/(?![/\\])[^\t\r\n]*$/) // Browsers leave tabs and ends of lines out of an address.
  .optional()
  .catch(undefined);

/** Whether somebody is signed in already, which may be somebody else. */
const withSession = async ({ context }: { readonly context: RouteContext }) => ({
  session: await context.client.ensureQueryData(sessionQuery),
});
const linkPages = () => import('../pages/link-routes');

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: ownPath }),
  beforeLoad: async ({ context, search }) => {
    const { signedIn } = await context.client.ensureQueryData(sessionQuery);
    if (signedIn) throw redirect({ href: search.next ?? '/' });
    return { endedBy: endedBy(context.client) };
  },
  component: page(() => import('../pages/sign-in-route'), 'SignInRoute'),
});

const activation = createRoute({
  getParentRoute: () => root,
  path: '/activate/$token',
  beforeLoad: withSession,
  component: page(linkPages, 'ActivationRoute', 'account'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  beforeLoad: withSession,
  component: page(linkPages, 'InvitationRoute', 'account'),
});

const resetRequest = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: page(linkPages, 'ResetRequestRoute', 'account'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  beforeLoad: withSession,
  component: page(linkPages, 'ResetRoute', 'account'),
});

const address = createRoute({
  getParentRoute: () => root,
  path: '/address/$token',
  beforeLoad: withSession,
  component: page(linkPages, 'AddressRoute', 'account'),
});

const singleSignOn = createRoute({
  getParentRoute: () => root,
  path: SIGN_IN_CALLBACK,
  component: page(() => import('../pages/single-sign-on-route'), 'SingleSignOnRoute', 'account'),
});

const passwordChange = createRoute({
  getParentRoute: () => root,
  path: '/password-change',
  validateSearch: z.object({ next: ownPath }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session.signedIn || session.passwordChange !== 'required') throw redirect({ href: search.next ?? '/' });
  },
  component: page(() => import('../pages/password-change-route'), 'PasswordChangeRoute', 'account', 'me'),
});

export const entranceRoutes = [
  signIn,
  activation,
  invitation,
  resetRequest,
  reset,
  address,
  singleSignOn,
  passwordChange,
];
