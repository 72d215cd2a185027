/** Tells the time. Passed in wherever a rule depends on it, so that tests set it. */
export abstract class Clock {
  /** The present instant, UTC, millisecond resolution. It may step backwards: never measure spans with it. */
  abstract now(): Date;
}

class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** The machine's own clock. */
export const systemClock: Clock = new SystemClock();
