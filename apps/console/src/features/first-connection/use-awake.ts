import { useEffect } from 'react';

/** Keeps the screen on while somebody waits beside a cabinet, where the browser can; it lets go when the page is hidden. */
export function useAwake(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    const held = { isOver: false, lock: undefined as WakeLockSentinel | undefined };
    const hold = async () => {
      if (held.isOver || document.visibilityState !== 'visible') return;
      // A battery that is nearly empty refuses; the screen then goes dark as ever.
      held.lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (held.isOver) await held.lock?.release();
    };
    const again = () => void hold();
    void hold();
    document.addEventListener('visibilitychange', again);
    return () => {
      held.isOver = true;
      document.removeEventListener('visibilitychange', again);
      void held.lock?.release();
    };
  }, [isWanted]);
}
