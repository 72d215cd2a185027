import type { Notification } from '../wire/answer.js';
import type { ListenAction } from './rules.js';

/** Who may listen: a connection. */
export interface Listener {
  /** Sends a notification to the client, at any time. */
  notify(frame: Buffer): void;
}

/**
 * Knows which connection listens to which channel; the backend they share listens for all of them.
 *
 * Actions count when their transaction commits. LISTEN by way of dynamic SQL in a function is not seen.
 */
export class Listeners {
  readonly #byChannel = new Map<string, Set<Listener>>();

  /**
   * Follows what a connection committed.
   *
   * @returns channels the backend has just unlistened to although others still want them
   */
  commit(listener: Listener, actions: readonly ListenAction[]): string[] {
    const lost = new Set<string>();
    for (const action of actions) {
      if (action.kind === 'listen') {
        this.#add(listener, action.channel);
        lost.delete(action.channel);
        continue;
      }
      const channels = action.kind === 'unlisten' ? [action.channel] : [...this.#byChannel.keys()];
      for (const channel of channels) {
        this.#remove(listener, channel);
        lost.add(channel);
      }
    }
    return [...lost].filter((channel) => this.#byChannel.has(channel));
  }

  /**
   * Forgets a connection.
   *
   * @returns channels nobody listens to any more
   */
  leave(listener: Listener): string[] {
    const channels = [...this.#byChannel]
      .filter(([, listeners]) => listeners.has(listener))
      .map(([channel]) => channel);
    for (const channel of channels) this.#remove(listener, channel);
    return channels.filter((channel) => !this.#byChannel.has(channel));
  }

  /** Sends to every listener but `sender`, which gets its own within its answer; returns those. */
  deliver(notifications: readonly Notification[], sender: Listener): Buffer[] {
    const own: Buffer[] = [];
    for (const { channel, frame } of notifications) {
      for (const listener of this.#byChannel.get(channel) ?? []) {
        if (listener === sender) own.push(frame);
        else listener.notify(frame);
      }
    }
    return own;
  }

  #add(listener: Listener, channel: string): void {
    const listeners = this.#byChannel.get(channel);
    if (listeners) listeners.add(listener);
    else this.#byChannel.set(channel, new Set([listener]));
  }

  #remove(listener: Listener, channel: string): void {
    const listeners = this.#byChannel.get(channel);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#byChannel.delete(channel);
  }
}
