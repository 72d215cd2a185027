import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type OperationStatusBody, operationStatus } from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { OperationStatus, type ReportedProcess } from '#libs/operation';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';

/** How the platform runs, for people; machines read the metrics of each process. */
@ApiTags('Operation')
@Controller('operation')
export class OperationController {
  constructor(private readonly operation: OperationStatus) {}

  @Get('status')
  @Operation(
    'getOperationStatus',
    'See how the platform runs',
    'For people of the operator: what its processes say of themselves, what waits, and how large the database is.',
  )
  @Answers(200, operationStatus, 'As it is now; each process with the time of its last report.')
  async status(@CurrentActor() actor: Actor): Promise<OperationStatusBody> {
    const { at, brokers, workers, mails, imports, audit, database } = await this.operation.get(actor);
    return {
      at: at.toISOString(),
      brokers: brokers.map(processBody),
      workers: workers.map(processBody),
      mails: { ...mails, oldestWaitingAt: mails.oldestWaitingAt?.toISOString() ?? null },
      imports: { ...imports, oldestAt: imports.oldestAt?.toISOString() ?? null },
      audit,
      database: { ...database, sizedAt: database.sizedAt.toISOString() },
    };
  }
}

const processBody = <Report>({ startedAt, reportedAt, ...process }: ReportedProcess<Report>) => ({
  ...process,
  startedAt: startedAt.toISOString(),
  reportedAt: reportedAt.toISOString(),
});
