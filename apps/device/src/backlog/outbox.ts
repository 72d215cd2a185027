import { encodeBacklog } from '#libs/contracts/payload';
import { deviceTopics } from '#libs/mqtt';
import type { Backlog } from './backlog.js';
import type { BacklogEntry } from './backlog-journal.js';

/** What an outbox needs of a connection. */
export interface Publisher {
  /** Done when the message is acknowledged. */
  publish(topic: string, payload: string): Promise<void>;
  /** Settles when the connection has ended. */
  readonly closed: Promise<unknown>;
}

/** Messages sent and not yet acknowledged, at most. */
const MAXIMUM_IN_FLIGHT = 16;
/** Waiting samples put into one message as an array, at most, and its length in UTF-16 code units. */
const SAMPLES_A_MESSAGE = 100;
const JOINED_LENGTH = 16 * 1024;
/** The topics that take arrays. */
const JOINABLE: ReadonlySet<string> = new Set([deviceTopics.telemetry, deviceTopics.location]);

/**
 * Brings what is written down to the platform: oldest first, a bounded number at a time, and nothing leaves the
 * backlog before its PUBACK. After an interruption what was on its way is sent again; the platform stores it once,
 * because every sample carries its own time.
 */
export class Outbox {
  private wake: () => void = () => {};
  private messages = 0;

  constructor(private readonly backlog: Backlog) {}

  /** How many messages were acknowledged since the start. */
  get acknowledged(): number {
    return this.messages;
  }

  /** How many samples wait for their acknowledgement. */
  get waiting(): number {
    return this.backlog.size;
  }

  /** Writes a message down; it is sent as soon as there is a connection. */
  put(topic: string, payload: string): void {
    this.backlog.append(topic, payload);
    this.wake();
  }

  /** Sends what waits and what comes, until the connection ends. */
  async drainTo(publisher: Publisher): Promise<void> {
    const underway = new Set<number>();
    let inFlight = 0;
    let open = true;
    let failure: unknown;
    void publisher.closed.then(() => {
      open = false;
      this.wake();
    });
    while (open) {
      const group = inFlight < MAXIMUM_IN_FLIGHT ? this.nextGroup(underway) : [];
      const [first] = group;
      if (first === undefined) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        continue;
      }
      inFlight++;
      const sequences = group.map(({ sequence }) => sequence);
      for (const sequence of sequences) underway.add(sequence);
      void publisher
        .publish(first.topic, encodeBacklog(group.map(({ payload }) => payload)))
        .then(
          () => {
            this.messages++;
            this.backlog.remove(sequences);
          },
          () => {
            open = false; // it is sent again over the next connection
          },
        )
        .catch((cause: unknown) => {
          failure = cause; // the disk does not take the removal
          open = false;
        })
        .finally(() => {
          inFlight--;
          for (const sequence of sequences) underway.delete(sequence);
          this.wake();
        });
    }
    if (failure !== undefined) throw failure;
  }

  /** The oldest messages that are not on their way and can travel together. */
  private nextGroup(underway: ReadonlySet<number>): BacklogEntry[] {
    const group: BacklogEntry[] = [];
    let length = 0;
    for (const entry of this.backlog.entries()) {
      if (underway.has(entry.sequence)) continue;
      const [first] = group;
      if (first !== undefined && !(isJoinable(first) && isJoinable(entry) && entry.topic === first.topic)) break;
      length += entry.payload.length;
      if (group.length === SAMPLES_A_MESSAGE || (first !== undefined && length > JOINED_LENGTH)) break;
      group.push(entry);
    }
    return group;
  }
}

function isJoinable({ topic, payload }: BacklogEntry): boolean {
  return JOINABLE.has(topic) && payload.startsWith('{');
}
