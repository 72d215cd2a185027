import type { ConnectionAttempt } from '#libs/certificates';

/** An attempt as it happens; its time is added. */
export type NewAttempt = Omit<ConnectionAttempt, 'at'>;

/** How long repetitions are counted before they are written, milliseconds. */
export const WINDOW_MS = 10_000;
/** Different refusals of one device, or of one address of strangers, in one window; the rest of its are counted. */
const REASONS_OF_ONE = 20;

interface Seen {
  readonly attempt: NewAttempt;
  repetitions: number;
  lastAt: Date;
}

interface Source {
  readonly reasons: Map<string, Seen>;
  /** What came beyond the reasons that are kept: the last of it, and how many. */
  others: Seen | undefined;
}

/**
 * What was refused within ten seconds: each reason once, with the number of its repetitions.
 *
 * Whoever is refused for ever new reasons takes a few places and no more, so that it hides nobody else.
 */
export class RefusalWindow {
  readonly #sources = new Map<string, Source>();
  #places = 0;

  /** @param places reasons that are kept in one window, of all sources together */
  constructor(private readonly places: number) {}

  /** @returns whether it is the first of its kind, is counted as a repetition, or was not even counted */
  note(attempt: NewAttempt, at: Date): 'first' | 'counted' | 'no room' {
    const source = this.#sourceOf(attempt);
    const { cause, remoteAddress, presented, detail } = attempt;
    const key = `${cause} ${remoteAddress} ${presented?.fingerprintSha256 ?? ''} ${detail}`;
    const seen = source.reasons.get(key);
    if (seen) {
      seen.repetitions += 1;
      seen.lastAt = at;
      return 'counted';
    }
    if (source.reasons.size >= REASONS_OF_ONE) {
      source.others = { attempt, repetitions: (source.others?.repetitions ?? 0) + 1, lastAt: at };
      return 'counted';
    }
    if (this.#places >= this.places) return 'no room';
    this.#places += 1;
    source.reasons.set(key, { attempt, repetitions: 0, lastAt: at });
    this.#sources.set(sourceName(attempt), source);
    return 'first';
  }

  /** Ends the window. @returns a row for each reason that was repeated, and one for each source that had too many */
  close(): readonly ConnectionAttempt[] {
    const within = `within ${WINDOW_MS / 1000} s.`;
    const rows: ConnectionAttempt[] = [];
    for (const { reasons, others } of this.#sources.values()) {
      for (const { attempt, repetitions, lastAt } of reasons.values()) {
        if (repetitions === 0) continue;
        rows.push({ ...attempt, detail: `${attempt.detail} Seen ${repetitions} more time(s) ${within}`, at: lastAt });
      }
      if (!others) continue;
      const { attempt, repetitions, lastAt } = others;
      const detail = `${attempt.detail} The last of ${repetitions} more refusal(s) with other reasons ${within}`;
      rows.push({ ...attempt, detail, at: lastAt });
    }
    this.#sources.clear();
    this.#places = 0;
    return rows;
  }

  #sourceOf(attempt: NewAttempt): Source {
    return this.#sources.get(sourceName(attempt)) ?? { reasons: new Map(), others: undefined };
  }
}

const sourceName = ({ deviceId, remoteAddress }: NewAttempt): string => deviceId ?? remoteAddress;
