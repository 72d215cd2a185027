import { useRouter } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';

/**
 * Whether nobody is on the way from this page to another: what a page writes into its address by itself, or some time after it
 * was typed, would call them back while the other page is loading.
 */
export function useStillHere(): () => boolean {
  const router = useRouter();
  const own = useRef(router.latestLocation.pathname);
  return useCallback(() => router.latestLocation.pathname === own.current, [router]);
}
