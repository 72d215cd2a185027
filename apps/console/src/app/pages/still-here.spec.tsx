/** @jest-environment jsdom */
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import { useStillHere } from './still-here';

describe('a page that writes into its own address', () => {
  it('knows from the press on that somebody is on the way to another, however long that takes to load', async () => {
    let isStillHere = () => false;
    const root = createRootRoute({ component: Outlet });
    const page = createRoute({
      getParentRoute: () => root,
      path: '/map',
      component: () => {
        isStillHere = useStillHere();
        return 'map';
      },
    });
    const slow = createRoute({
      getParentRoute: () => root,
      path: '/slow',
      loader: () => new Promise<never>(() => undefined),
    });
    const router = createRouter({
      routeTree: root.addChildren([page, slow]),
      history: createMemoryHistory({ initialEntries: ['/map'] }),
      defaultPendingMs: 60_000,
    });
    render(<RouterProvider router={router as never} />);
    expect(await screen.findByText('map')).toBeDefined();
    expect(isStillHere()).toBe(true);
    await act(async () => router.history.push('/map?at=1,2,3'));
    expect(isStillHere()).toBe(true);
    act(() => router.history.push('/slow'));
    expect(screen.getByText('map')).toBeDefined();
    expect(isStillHere()).toBe(false);
  });
});
