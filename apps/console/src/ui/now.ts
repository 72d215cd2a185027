import { useSyncExternalStore } from 'react';

/** How often ages are written anew, milliseconds. */
const AGES_MS = 5_000;

/** Who shows an age: a list has one in each of its rows, and one timer is enough for all. */
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tell = () => {
  for (const write of watchers) write();
};

function watch(write: () => void): () => void {
  if (watchers.size === 0) timer = setInterval(tell, AGES_MS);
  watchers.add(write);
  return () => {
    watchers.delete(write);
    if (watchers.size === 0) clearInterval(timer);
  };
}

/** The same for everything that is drawn at once. */
const lately = () => Math.floor(Date.now() / AGES_MS) * AGES_MS;

/** The present, up to five seconds late; whoever asks is drawn anew when it has moved on. */
export const useNow = (): Date => new Date(useSyncExternalStore(watch, lately));
