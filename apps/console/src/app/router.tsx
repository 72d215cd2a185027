import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { rememberedChoice, within } from './chosen-organization';
import { homeOf } from './home';
import { NotFoundPage } from './pages/not-found-page';
import { RoutePending, RouteProblem } from './pages/route-states';
import { accountRoutes } from './routes/account';
import { administrationRoutes } from './routes/administration';
import { agreementRoutes, openRoutes } from './routes/agreements';
import { assetRoutes } from './routes/assets';
import { dashboardRoutes } from './routes/dashboard';
import { deviceRoutes } from './routes/devices';
import { entranceRoutes } from './routes/entrance';
import { fleetRoutes } from './routes/fleet';
import { helpRoutes } from './routes/help';
import { mapRoutes } from './routes/map';
import { organizationRoutes } from './routes/organization';
import { registrationRoutes } from './routes/registration';
import { root } from './routes/root';
import { shell } from './routes/shell';
import { siteRoutes } from './routes/sites';
import { stringifySearch } from './search-codec';
import { profileQuery } from './session';

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof consoleRouter>;
  }
  interface HistoryState {
    /** The pages of a list before this one; null: its first. */
    readonly cursors?: readonly (string | null)[];
  }
}

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async ({ context, search }) => {
    const person = await context.client.ensureQueryData(profileQuery);
    const chosen = search.in ?? rememberedChoice(person);
    const page = homeOf(within(person, chosen));
    throw redirect({ href: chosen === undefined ? page : `${page}?in=${chosen}`, replace: true });
  },
});

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

/** Every route of the console. */
const routes = root.addChildren([
  ...entranceRoutes,
  ...openRoutes,
  ...helpRoutes,
  shell.addChildren([
    home,
    ...assetRoutes,
    ...deviceRoutes,
    ...mapRoutes,
    ...fleetRoutes,
    ...registrationRoutes,
    ...organizationRoutes,
    ...dashboardRoutes,
    ...siteRoutes,
    ...agreementRoutes,
    ...administrationRoutes,
    ...accountRoutes,
    nowhere,
  ]),
]);

/** @param client what routes ask before they show anything */
export function consoleRouter(client: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { client },
    stringifySearch,
    scrollRestoration: true,
    // A page's files come while the pointer is still on its way to the link; what it shows is asked for when it is pressed.
    defaultPreload: 'intent',
    defaultPreloadDelay: 0,
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: RoutePending,
    defaultErrorComponent: RouteProblem,
  });
}
