/** What the keep-alive looks at in a session. */
export interface Watched {
  /** Ticks of silence after which the session ends; 0: never. */
  readonly silenceTicks: number;
  /** The tick in which the last control packet arrived. */
  lastReceivedTick: number;
  /** Whether packets may lie unread behind messages that wait for the database. */
  readonly waitsForUs: boolean;
}

/**
 * Finds sessions whose device has fallen silent (MQTT 3.1.1 §3.1.2.10).
 *
 * One tick a second for all of them instead of a timer each. A session is looked at when its time could be over, and put
 * off by what it has received since. Silence counts only while we read: a device whose messages wait for the database may
 * have sent its PINGREQ long ago.
 */
export class KeepAlive<Session extends Watched> {
  #tick = 0;
  /** Sessions by the tick in which they are looked at next. */
  readonly #due = new Map<number, Set<Session>>();
  readonly #place = new Map<Session, number>();

  /** @param silent told each session that ended by silence, once */
  constructor(private readonly silent: (session: Session) => void) {}

  /** The present tick. */
  get tick(): number {
    return this.#tick;
  }

  watch(session: Session): void {
    session.lastReceivedTick = this.#tick;
    if (session.silenceTicks > 0) this.#put(session, this.#tick + session.silenceTicks);
  }

  forget(session: Session): void {
    const place = this.#place.get(session);
    if (place === undefined) return;
    this.#place.delete(session);
    this.#due.get(place)?.delete(session);
  }

  /** A second has passed. */
  advance(): void {
    const tick = ++this.#tick;
    const due = this.#due.get(tick);
    if (!due) return;
    this.#due.delete(tick);
    for (const session of due) {
      this.#place.delete(session);
      if (session.waitsForUs) session.lastReceivedTick = tick;
      const end = session.lastReceivedTick + session.silenceTicks;
      if (end > tick) this.#put(session, end);
      else this.silent(session);
    }
  }

  #put(session: Session, tick: number): void {
    this.#place.set(session, tick);
    const due = this.#due.get(tick);
    if (due) due.add(session);
    else this.#due.set(tick, new Set([session]));
  }
}

/** Length of a tick, milliseconds. */
export const TICK_MS = 1_000;

/**
 * How long a device may be silent: one and a half times its keep-alive [MQTT-3.1.2-24], in ticks of a second; one tick more,
 * since the tick that runs counts as a whole one.
 *
 * @param asked   the keep-alive of the CONNECT, seconds; 0: the device wants none
 * @param maximum the longest we bear, seconds. MQTT 3.1.1 has no way to tell the device, so docs/protocol.md does
 */
export function silenceTicks(asked: number, maximum: number): number {
  const seconds = asked === 0 ? maximum : Math.min(asked, maximum);
  return Math.ceil(seconds * 1.5) + 1;
}
