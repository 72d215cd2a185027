import type { Scheduler } from '#libs/kernel';
import type { ProcessReportStore, ReportingProcess } from './process-report.store.js';

/** How often a process reports, milliseconds. */
const REPORT_MS = 5_000;
/** How long an orderly end waits for the database, milliseconds: what it leaves goes by itself. */
const STOP_MS = 1_000;

/**
 * Writes every few seconds what a process says of itself. Nothing depends on it: a report the database does not take is left out,
 * and the overview says how old the last one is.
 */
export class ProcessReporter {
  #callOff: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isStopped = false;

  /**
   * @param read      what the process says of itself now
   * @param onFailure told of each report that was not written
   */
  constructor(
    private readonly store: ProcessReportStore,
    private readonly process: ReportingProcess,
    private readonly read: () => object,
    private readonly scheduler: Scheduler,
    private readonly onFailure: (failure: unknown) => void,
  ) {}

  /** Writes the first report at once. */
  start(): void {
    this.#writing = this.#write();
  }

  /** Writes nothing more, and takes the report away, within a second or not at all. Never fails. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOff?.();
    const removed = this.#writing.then(() => this.store.remove(this.process.id)).catch(this.onFailure);
    const given = this.scheduler.sleep(STOP_MS);
    await Promise.race([removed, given]);
  }

  async #write(): Promise<void> {
    await this.store.write(this.process, this.read()).catch(this.onFailure);
    if (this.#isStopped) return;
    this.#callOff = this.scheduler.after(REPORT_MS, () => {
      this.#writing = this.#write();
    });
  }
}
