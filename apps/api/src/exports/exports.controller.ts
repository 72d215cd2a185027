import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExportQuery, exportQuery, type TableName, tableName } from '#libs/contracts/http';
import { type Actor, Profiles } from '#libs/identity';
import { Clock, HOUR_MS } from '#libs/kernel';
import { TableArrangements } from '#libs/tables';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { MayTakeLong } from '../request/may-take-long.js';
import { ExportJournal } from './export-journal.js';
import { exportLines } from './export-lines.js';
import { ExportReader } from './export-reader.js';
import { exportStream } from './export-run.js';
import { ExportSlots } from './export-slots.js';

/** How long a client may take nothing of a file, milliseconds. */
const STALL_MS = 60_000;
/** How long a file may take, milliseconds: a million rows take some minutes, and a place is not held for ever. */
const EXPORT_TIMEOUT_MS = HOUR_MS;

/** Lists as files (R3-15…R3-18): whoever may read a list may export it. */
@ApiTags('Imports and exports')
@Controller('exports/:table')
export class ExportsController {
  readonly #slots = new ExportSlots();

  constructor(
    private readonly tables: TableArrangements,
    private readonly profiles: Profiles,
    private readonly reader: ExportReader,
    private readonly journal: ExportJournal,
    private readonly clock: Clock,
  ) {}

  @Get()
  @MayTakeLong(EXPORT_TIMEOUT_MS)
  @InOrganization()
  @Operation(
    'exportTable',
    'Export a list as a file',
    'Takes the filters and the sort of the list of the same name beside its own parameters; what stands in the path of that list, such as `organizationId` of members, stands in this query. Two exports at a time for each person, four for each organization.',
  )
  @Refuses('fleet.column-hidden', 'fleet.column-unknown')
  @ApiProduces('text/csv')
  @ApiOkResponse({
    description: 'CSV (RFC 4180) in UTF-8; a file that is not whole ends with a broken connection.',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  async export(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) table: TableName,
    @Query({ schema: exportQuery }) { columns: keys, rows, bom, delimiter, ...parameters }: ExportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const release = this.#slots.take(actor.apiKeyId ?? actor.personId, actor.memberships[0]?.organizationId);
    try {
      const columns = await this.tables.exported(actor, table, keys);
      const page = await this.reader.pagesOf(actor, table, parameters, rows);
      const language = await this.profiles.languageOf(actor);
      // Read before the answer begins: what the list refuses is refused with its own status.
      const first = await page();
      reply.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(table, this.clock.now())}"`,
      });
      if (request.raw.method === 'HEAD') {
        await reply.send();
        release();
        return;
      }
      const form = { columns, language, delimiter, hasByteOrderMark: bom };
      const about = { actor, table, columns, rows, filters: parameters, correlationId: request.id };
      const file = exportStream((wrote) => exportLines(form, first, page, wrote), this.journal.of(about));
      file.once('close', release);
      reply.raw.setTimeout(STALL_MS, () => file.destroy());
      await reply.send(file);
    } catch (refusal) {
      release();
      throw refusal;
    }
  }
}

/** The table and the time in UTC, without the colons that not every file system takes. */
function fileName(table: TableName, at: Date): string {
  return `${table}-${at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}.csv`;
}
