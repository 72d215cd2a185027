/** How long a worker may be silent before another one takes its job over, milliseconds. */
export const JOB_HELD_MS = 120_000;
/** How often a step may fail, or end its process, before it is given up. */
export const ATTEMPTS_AT_A_STEP = 5;
/** Turns of one run, so that it ends. */
const TURNS_A_RUN = 100;

/** A job that somebody works on. */
export interface HeldJob {
  readonly id: string;
  /** Nobody else works on it while that stands. */
  readonly heldUntil: Date;
  /** How often it was taken up, this time included, since it last got on. */
  readonly attempts: number;
}

/** What a kind of job does in its turns. */
export interface Turns<Job extends HeldJob> {
  /** @returns undefined: nothing waits */
  claim(): Promise<Job | undefined>;
  /** One step. @returns undefined: there is nothing more to do for now, or it is somebody else's */
  advance(job: Job): Promise<Job | undefined>;
  /** Lets others take it. */
  release(job: Job): Promise<void>;
  /** Its next step failed `ATTEMPTS_AT_A_STEP` times. */
  giveUp(job: Job): Promise<void>;
}

/**
 * Works on what waits for a bounded time, job by job in turn.
 *
 * @param stepsATurn steps of one job before others get their turn
 * @param isStopping asked between steps: then the rest is left to the next run
 * @returns how many steps were done
 */
export async function runTurns<Job extends HeldJob>(
  turns: Turns<Job>,
  { stepsATurn }: { readonly stepsATurn: number },
  isStopping: () => boolean,
): Promise<number> {
  let steps = 0;
  for (let turn = 0; turn < TURNS_A_RUN && !isStopping(); turn += 1) {
    const held = await turns.claim();
    if (!held) break;
    steps += await takeTurn(turns, held, stepsATurn, isStopping);
  }
  return steps;
}

async function takeTurn<Job extends HeldJob>(
  turns: Turns<Job>,
  claimed: Job,
  stepsATurn: number,
  isStopping: () => boolean,
): Promise<number> {
  if (claimed.attempts > ATTEMPTS_AT_A_STEP) {
    await turns.giveUp(claimed);
    return 1;
  }
  let held = claimed;
  for (let steps = 1; ; steps += 1) {
    const next = await turns.advance(held);
    if (!next) return steps;
    held = next;
    if (steps < stepsATurn && !isStopping()) continue;
    await turns.release(held);
    return steps;
  }
}
