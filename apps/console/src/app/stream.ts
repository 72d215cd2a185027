import { onlineManager, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Refusal } from './refusal';

/** Something a page shows that changes by itself. */
export interface Watched {
  readonly queryKey: QueryKey;
  /** How old it may get while somebody looks, milliseconds. */
  readonly everyMs: number;
}

/** How often the loop looks what is due, milliseconds. */
const TURN_MS = 1_000;
/** Without an answer for so long the page says that it is old, milliseconds: below the ten seconds that are promised. */
const LOST_AFTER_MS = 9_000;

/**
 * Keeps what a page shows up to date, in one loop for the whole page. The one place that knows how: by asking again; a stream of
 * events would take its place here.
 *
 * @returns since when nothing came, milliseconds since 1970; undefined: all is well
 */
export function useLive(watched: readonly Watched[]): number | undefined {
  const client = useQueryClient();
  const [lostSince, setLostSince] = useState<number>();
  const asked = JSON.stringify(watched);
  useEffect(() => {
    const loop = new LiveLoop(client, JSON.parse(asked) as readonly Watched[], setLostSince);
    const timer = setInterval(() => loop.turn(), TURN_MS);
    const turn = () => loop.turn();
    const look = () => loop.look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('offline', turn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('offline', turn);
    };
  }, [client, asked]);
  return lostSince;
}

/** The loop itself, a turn a second. */
export class LiveLoop {
  #lookingSince = Date.now();
  #lostSince: number | undefined;

  constructor(
    private readonly client: QueryClient,
    private readonly watched: readonly Watched[],
    private readonly onLost: (since: number | undefined) => void,
  ) {}

  /** Somebody looks again: what is due is asked at once, and has its time to come. */
  look(): void {
    this.#lookingSince = Date.now();
    this.turn();
  }

  turn(): void {
    if (document.hidden) return;
    this.#tell();
    for (const { queryKey, everyMs } of this.watched) {
      const state = this.client.getQueryState(queryKey);
      const answeredAt = Math.max(state?.dataUpdatedAt ?? 0, state?.errorUpdatedAt ?? 0);
      const isDue = Date.now() - answeredAt >= everyMs;
      // One that is on its way is not asked twice; what never came is asked by whoever shows it.
      if (state?.fetchStatus !== 'idle' || !isDue) continue;
      void this.client.refetchQueries({ queryKey, exact: true, type: 'active' }, { cancelRefetch: false });
    }
  }

  #tell(): void {
    const states = this.watched.flatMap(({ queryKey }) => this.client.getQueryState(queryKey) ?? []);
    const newest = Math.max(0, ...states.map(({ dataUpdatedAt }) => dataUpdatedAt));
    if (newest === 0) return;
    // A refusal is an answer too: it has its place in the page.
    const isRefused = states.some(({ error }) => error instanceof Refusal && !error.isTransient);
    // What is asked for less often than that says nothing of a lost network by being old.
    const isQuick = this.watched.some(({ everyMs }) => everyMs < LOST_AFTER_MS);
    const isOld = isQuick && Date.now() - Math.max(newest, this.#lookingSince) >= LOST_AFTER_MS;
    const lostSince = !isRefused && (isOld || !onlineManager.isOnline()) ? newest : undefined;
    if (lostSince === this.#lostSince) return;
    const isBack = lostSince === undefined;
    this.#lostSince = lostSince;
    this.onLost(lostSince);
    // Whatever else the page shows may have changed meanwhile.
    if (isBack) void this.client.invalidateQueries();
  }
}
