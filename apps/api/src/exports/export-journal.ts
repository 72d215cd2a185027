import { Injectable } from '@nestjs/common';
import type { TableName } from '#libs/contracts/http';
import { type Actor, AuditTrail, type Json } from '#libs/identity';
import { DomainError, organizationId } from '#libs/kernel';
import type { Column } from '#libs/tables';
import { LogSink } from '../observability/log-sink.js';
import type { ExportEnd, ExportObserver } from './export-run.js';
import type { ListParameters, RowChoice } from './export-sources.js';

/** What was exported, by whom. */
export interface ExportInQuestion {
  readonly actor: Actor;
  readonly table: TableName;
  readonly columns: readonly Column[];
  readonly rows: RowChoice;
  /** As they came. */
  readonly filters: ListParameters;
  readonly correlationId: string;
}

/** Audits each export when it ends: also one that was cut, for its rows have left the platform. */
@Injectable()
export class ExportJournal {
  constructor(
    private readonly audit: AuditTrail,
    private readonly log: LogSink,
  ) {}

  of(made: ExportInQuestion): ExportObserver {
    return {
      completed: (rows) => this.#record(made, rows, 'complete'),
      broke: async (rows, end, failure) => {
        const where = { table: made.table, rows, correlationId: made.correlationId };
        // Nobody else tells: by now the answer has begun, and no problem document can follow.
        if (end === 'failed')
          this.log[failure instanceof DomainError ? 'warn' : 'error'](
            { err: failure, ...where },
            'An export failed; its connection was cut.',
          );
        try {
          await this.#record(made, rows, end);
        } catch (err) {
          this.log.error({ err, ...where, end }, 'An export that broke off could not be audited.');
        }
      },
    };
  }

  async #record({ actor, table, columns, rows, filters }: ExportInQuestion, rowsWritten: number, end: ExportEnd) {
    const place = filters.organizationId ?? actor.memberships[0]?.organizationId;
    await this.audit.record({
      action: 'export.made',
      actorId: actor.personId,
      organizationId: typeof place === 'string' ? organizationId(place) : null,
      subject: { kind: 'table', id: table },
      details: {
        columns: columns.map(({ key }) => key),
        rows,
        // They came in a query: texts, checked by the list.
        filters: filters as Readonly<Record<string, Json>>,
        rowsWritten,
        end,
      },
    });
  }
}
