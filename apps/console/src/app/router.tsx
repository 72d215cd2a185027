import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { SIGN_IN_CALLBACK, uuid } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { certificateSearch } from '../features/certificates/search';
import { isDeviceTab } from '../features/devices/page/tabs';
import { deviceSearch } from '../features/devices/search';
import { chartSearch } from '../features/telemetry/search';
import { NotFoundPage } from './pages/not-found-page';
import { RoutePending, RouteProblem } from './pages/route-states';
import { SignInRoute } from './pages/sign-in-route';
import { endedBy, sessionQuery } from './session';
import { Shell } from './shell/shell';

interface Context {
  readonly client: QueryClient;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof consoleRouter>;
  }
  interface HistoryState {
    /** The pages of a list before this one; null: its first. */
    readonly cursors?: readonly (string | null)[];
  }
}

/** A path of this console, and of no other site. */
const ownPath = z
  .string()
  .regex(/^\/(?![/\\])[^\t\r\n]*$/) // Browsers leave tabs and ends of lines out of an address.
  .optional()
  .catch(undefined);

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: ownPath }),
  beforeLoad: async ({ context, search }) => {
    const { signedIn } = await context.client.ensureQueryData(sessionQuery);
    if (signedIn) throw redirect({ href: search.next ?? '/' });
    return { endedBy: endedBy(context.client) };
  },
  component: SignInRoute,
});

// What links in mails lead to, and the other ways in.

/** Whether somebody is signed in already, which may be somebody else. */
const withSession = async ({ context }: { readonly context: Context }) => ({
  session: await context.client.ensureQueryData(sessionQuery),
});
const linkPages = () => import('./pages/link-routes');

const activation = createRoute({
  getParentRoute: () => root,
  path: '/activate/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(linkPages, 'ActivationRoute'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(linkPages, 'InvitationRoute'),
});

const resetRequest = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(linkPages, 'ResetRequestRoute'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(linkPages, 'ResetRoute'),
});

const address = createRoute({
  getParentRoute: () => root,
  path: '/address/$token',
  beforeLoad: withSession,
  component: lazyRouteComponent(linkPages, 'AddressRoute'),
});

const singleSignOn = createRoute({
  getParentRoute: () => root,
  path: SIGN_IN_CALLBACK,
  component: lazyRouteComponent(() => import('./pages/single-sign-on-route'), 'SingleSignOnRoute'),
});

const passwordChange = createRoute({
  getParentRoute: () => root,
  path: '/password-change',
  validateSearch: z.object({ next: ownPath }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.client.ensureQueryData(sessionQuery);
    if (!session.signedIn || session.passwordChange !== 'required') throw redirect({ href: search.next ?? '/' });
  },
  component: lazyRouteComponent(() => import('./pages/password-change-route'), 'PasswordChangeRoute'),
});

const shell = createRoute({
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

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/devices', replace: true });
  },
});

const devices = createRoute({
  getParentRoute: () => shell,
  path: '/devices',
  validateSearch: deviceSearch,
  component: lazyRouteComponent(() => import('./pages/device-list-route'), 'DeviceListRoute'),
});

const addSite = createRoute({
  getParentRoute: () => shell,
  path: '/add-site/$code',
  component: lazyRouteComponent(() => import('./pages/add-site-route'), 'AddSiteRoute'),
});

// A person's own affairs.

const accountPages = () => import('./pages/account-routes');

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: lazyRouteComponent(accountPages, 'ProfileRoute'),
});

const password = createRoute({
  getParentRoute: () => shell,
  path: '/me/password',
  component: lazyRouteComponent(accountPages, 'PasswordRoute'),
});

const secondFactor = createRoute({
  getParentRoute: () => shell,
  path: '/me/second-factor',
  component: lazyRouteComponent(() => import('./pages/second-factor-route'), 'SecondFactorRoute'),
});

const sessions = createRoute({
  getParentRoute: () => shell,
  path: '/me/sessions',
  component: lazyRouteComponent(accountPages, 'SessionsRoute'),
});

const device = createRoute({
  getParentRoute: () => shell,
  path: '/devices/$deviceId',
  validateSearch: chartSearch,
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: '/devices/$deviceId/$tab', params: { ...params, tab: 'now' }, search, replace: true });
  },
});

const deviceTab = createRoute({
  getParentRoute: () => shell,
  path: '/devices/$deviceId/$tab',
  validateSearch: chartSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.deviceId).success || !isDeviceTab(params.tab)) throw notFound();
  },
  component: lazyRouteComponent(() => import('./pages/device-route'), 'DeviceRoute'),
});

// Registration and certificates.
const register = createRoute({
  getParentRoute: () => shell,
  path: '/register',
  beforeLoad: () => {
    throw redirect({ to: '/register/$draftId', params: { draftId: newUuid(new Date()) }, replace: true });
  },
});

const registerDraft = createRoute({
  getParentRoute: () => shell,
  path: '/register/$draftId',
  validateSearch: z.object({ customer: uuid.optional().catch(undefined) }),
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.draftId).success) throw notFound();
  },
  component: lazyRouteComponent(() => import('./pages/register-route'), 'RegisterRoute'),
});

const certificates = createRoute({
  getParentRoute: () => shell,
  path: '/certificates',
  validateSearch: certificateSearch,
  component: lazyRouteComponent(() => import('./pages/certificate-list-route'), 'CertificateListRoute'),
});

const certificate = createRoute({
  getParentRoute: () => shell,
  path: '/certificates/$deviceId',
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.deviceId).success) throw notFound();
  },
  component: lazyRouteComponent(() => import('./pages/certificate-route'), 'CertificateRoute'),
});

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

/** Every route of the console. */
const routes = root.addChildren([
  signIn,
  activation,
  invitation,
  resetRequest,
  reset,
  address,
  singleSignOn,
  passwordChange,
  shell.addChildren([
    home,
    devices,
    device,
    deviceTab,
    register,
    registerDraft,
    certificates,
    certificate,
    addSite,
    profile,
    password,
    secondFactor,
    sessions,
    nowhere,
  ]),
]);

/** @param client what routes ask before they show anything */
export function consoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { client },
    scrollRestoration: true,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteProblem,
  });
}
