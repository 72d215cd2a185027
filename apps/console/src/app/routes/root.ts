import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { NotFoundPage } from '../pages/not-found-page';

/** What routes are given by whoever makes the router. */
export interface RouteContext {
  readonly client: QueryClient;
}

export const root = createRootRouteWithContext<RouteContext>()({ component: Outlet, notFoundComponent: NotFoundPage });
