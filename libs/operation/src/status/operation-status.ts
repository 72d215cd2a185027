import { type BrokerReport, brokerReport, type WorkerReport, workerReport } from '#libs/contracts/http';
import { type Actor, requireSomewhere } from '#libs/identity';
import type { Clock } from '#libs/kernel';
import type { OperationStatusQuery, ProcessRow, Queues } from './operation-status.query.js';

/** A process that did not report for so long is silent, milliseconds. */
const SILENT_MS = 30_000;
/** A process that was silent for so long is shown no more, milliseconds: whoever killed it knows. */
const SHOWN_MS = 10 * 60_000;
/** The size of the database is measured once in so long, milliseconds: it costs a look at each of its files. */
const SIZE_MS = 60_000;

/** A process of the platform and what it last said of itself. */
export interface ReportedProcess<Report> {
  readonly id: string;
  readonly startedAt: Date;
  readonly reportedAt: Date;
  readonly isSilent: boolean;
  /** Null: written by another version, which says other things. */
  readonly report: Report | null;
}

export interface DatabaseFacts {
  readonly postgresql: string;
  readonly timescaledb: string | null;
  readonly sizeBytes: number;
  readonly sizedAt: Date;
}

/** How the platform runs. */
export interface Status extends Queues {
  readonly at: Date;
  readonly brokers: readonly ReportedProcess<BrokerReport>[];
  readonly workers: readonly ReportedProcess<WorkerReport>[];
  readonly database: DatabaseFacts;
}

/** How the platform runs, for its operator. */
export class OperationStatus {
  #facts: DatabaseFacts | undefined;

  constructor(
    private readonly query: OperationStatusQuery,
    private readonly clock: Clock,
  ) {}

  /** @throws {NotAllowedError} */
  async get(actor: Actor): Promise<Status> {
    requireSomewhere(actor, 'operation.read');
    const at = this.clock.now();
    const [processes, queues, database] = await Promise.all([
      this.query.processes(new Date(at.getTime() - SHOWN_MS)),
      this.query.queues(),
      this.#databaseFacts(at),
    ]);
    const of = <Report>(kind: ProcessRow['kind'], parse: (report: unknown) => Report | null) =>
      processes.filter((row) => row.kind === kind).map((row) => reported(row, at, parse));
    return {
      at,
      brokers: of('broker', (report) => brokerReport.safeParse(report).data ?? null),
      workers: of('worker', (report) => workerReport.safeParse(report).data ?? null),
      ...queues,
      database,
    };
  }

  async #databaseFacts(at: Date): Promise<DatabaseFacts> {
    if (this.#facts && at.getTime() - this.#facts.sizedAt.getTime() < SIZE_MS) return this.#facts;
    this.#facts = { ...(await this.query.facts()), sizedAt: at };
    return this.#facts;
  }
}

function reported<Report>(
  { id, startedAt, reportedAt, report }: ProcessRow,
  at: Date,
  parse: (report: unknown) => Report | null,
): ReportedProcess<Report> {
  const isSilent = at.getTime() - reportedAt.getTime() >= SILENT_MS;
  return { id, startedAt, reportedAt, isSilent, report: parse(report) };
}
