/** How often a condition is looked at, milliseconds. */
const PAUSE_MS = 50;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Asks again and again until the answer is something, and returns it.
 *
 * @param what ends the sentence "It did not happen within … that"; a function when the sentence needs the last state
 * @param withinMs bound of the wait, not a promise of speed: machines are busy
 * @throws {Error} with that sentence
 */
export async function eventually<Answer>(
  what: string | (() => string),
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  withinMs = 60_000,
): Promise<Answer> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) {
      throw new Error(`It did not happen within ${withinMs} ms that ${typeof what === 'string' ? what : what()}.`);
    }
    await pause(PAUSE_MS);
  }
}
