/** Runs things later. Passed in, so that tests decide when later is. */
export abstract class Scheduler {
  /** Runs it once after the delay; the returned function calls it off. */
  abstract after(delayMs: number, run: () => void): () => void;
  /** Runs it once, after what the event loop has at hand already. */
  abstract soon(run: () => void): void;

  /** Resolves after the delay. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve);
    });
  }
}

class SystemScheduler extends Scheduler {
  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  }

  soon(run: () => void): void {
    setImmediate(run);
  }
}

/** The event loop's own timers. */
export const systemScheduler: Scheduler = new SystemScheduler();
