import { Clock, Scheduler } from '#libs/kernel';

interface Appointment {
  readonly at: number;
  readonly run: () => void;
}

/** A clock and a scheduler that stand still until the test moves them. */
export class ManualTime {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  private appointments: Appointment[] = [];

  /** @param nowMs milliseconds since 1970 UTC */
  constructor(private nowMs = Date.UTC(2026, 10, 21, 12)) {
    const time = this;
    this.clock = new (class extends Clock {
      now() {
        return new Date(time.nowMs);
      }
    })();
    this.scheduler = new (class extends Scheduler {
      after(delayMs: number, run: () => void) {
        return time.appoint(delayMs, run);
      }

      soon(run: () => void) {
        time.appoint(0, run);
      }
    })();
  }

  get now(): number {
    return this.nowMs;
  }

  /** Lets time pass and everything happen that falls into it, in order, with all that follows from it. */
  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    for (;;) {
      await consequences();
      const next = this.appointments.reduce<Appointment | undefined>(
        (first, each) => (each.at <= until && (first === undefined || each.at < first.at) ? each : first),
        undefined,
      );
      if (next === undefined) break;
      this.appointments = this.appointments.filter((each) => each !== next);
      this.nowMs = Math.max(this.nowMs, next.at);
      next.run();
    }
    this.nowMs = until;
  }

  private appoint(delayMs: number, run: () => void): () => void {
    const appointment = { at: this.nowMs + delayMs, run };
    this.appointments.push(appointment);
    return () => {
      this.appointments = this.appointments.filter((each) => each !== appointment);
    };
  }
}

/** Chains of promises run to their ends: what waits for nothing outside is done when a macrotask has its turn. */
function consequences(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
