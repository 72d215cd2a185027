import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { deviceSearch } from '../features/devices/search';
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

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const { signedIn } = await context.client.ensureQueryData(sessionQuery);
    if (!signedIn)
      throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
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

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

/** Every route of the console. */
const routes = root.addChildren([signIn, shell.addChildren([home, devices, nowhere])]);

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
