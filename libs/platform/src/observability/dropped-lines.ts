import { Counter, type Registry } from 'prom-client';
import { standardOutput } from '#libs/output';

/** Counts the log lines of this process that nobody will read, because its reader was too slow or gone. */
export function countDroppedLines(registry: Registry): void {
  new Counter({
    name: 'fieldgate_log_lines_dropped_total',
    help: 'Log lines that were dropped because whoever reads the log was too slow or is gone.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(standardOutput().dropped);
    },
  });
}
