import { useMatch, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/**
 * Whether nobody is on the way from this page to another: what a page writes into its address by itself, or some time after it
 * was typed, would call them back while the other page is loading.
 */
export function useStillHere(): () => boolean {
  const router = useRouter();
  // A page stays when only what its path names becomes another, so this is its path now, and not that of its beginning.
  const own = useMatch({ strict: false, select: ({ pathname }) => pathname });
  return useCallback(() => router.latestLocation.pathname === own, [router, own]);
}
