import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { Bench } from './bench.js';
import { type BenchOptions, benchOptions, usage } from './options.js';
import { parts } from './parts.js';
import { compiledTree } from './platform-under-test.js';
import { line, type Measurement, type Report, ratios } from './report.js';

/** Prints each measurement as it comes and keeps it for the report at the end. */
class PrintedReport implements Report {
  readonly measurements: Measurement[] = [];
  readonly skipped: Record<string, string> = {};

  add(measurement: Measurement): void {
    this.measurements.push(measurement);
    process.stdout.write(`${line(measurement)}\n`);
  }

  skip(name: string, reason: string): void {
    this.skipped[name] = reason;
    process.stdout.write(`skipped ${name}: ${reason}\n`);
  }

  progress(text: string): void {
    process.stderr.write(`  ${text}\n`);
  }
}

async function run(options: BenchOptions): Promise<void> {
  compiledTree(options.tree);
  const json = options.json && resolve(options.json);
  // The platform takes its migrations from the folder it is started in.
  if (options.tree !== undefined) process.chdir(options.tree);
  const report = new PrintedReport();
  const bench = new Bench(options, report);
  let interrupted = false;
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      report.progress('ending what was started …');
      void bench.close().finally(() => process.exit(exitCode));
    });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node.js ${process.versions.node}`;
  const database = options.server === undefined ? 'embedded TimescaleDB' : 'TimescaleDB server';
  process.stdout.write(`${database}, ${machine}, ${options.rounds} rounds: median (minimum … maximum)\n\n`);
  try {
    for (const [name, { usual, run: measure }] of Object.entries(parts)) {
      if (options.only.length === 0 ? !usual : !options.only.includes(name)) continue;
      report.progress(`${name}:`);
      await measure(bench);
    }
  } finally {
    // An interrupted run ends by its signal, and not because what it waited for was stopped.
    if (interrupted) await new Promise(() => undefined);
    await bench.close();
  }
  const measurements = report.measurements.map((m) => ({ ...m, ratio: ratios(m) }));
  const all = { at: new Date().toISOString(), machine, database, measurements, skipped: report.skipped };
  if (json) writeFileSync(json, `${JSON.stringify(all, undefined, 2)}\n`);
  else process.stdout.write(`\n${JSON.stringify(all)}\n`);
}

function partLines(): string {
  return Object.entries(parts)
    .map(([name, { about, usual }]) => `  ${name.padEnd(19)}  ${about}${usual ? '' : ' (only when asked for)'}\n`)
    .join('');
}

async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2), Object.keys(parts));
  if (options === 'help') process.stdout.write(usage(partLines()));
  else await run(options);
}

main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`);
  process.exitCode = 1;
});
