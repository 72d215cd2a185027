import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  type ImportBody,
  type ImportColumnsBody,
  type ImportDetailsBody,
  type ImportPageBody,
  type ImportQuery,
  type ImportRowPageBody,
  type ImportRowQuery,
  importColumnsAnswer,
  importDetails,
  importIdField,
  importJob,
  importPage,
  importQuery,
  importRowPage,
  importRowQuery,
  type NewImportQuery,
  newImportQuery,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { badRowsFile, Imports } from '#libs/imports';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { UnsupportedMediaTypeError } from '../problems/request-errors.js';
import { CsvBody, STREAMED_FILE_TIMEOUT_MS } from '../request/csv-body.js';
import { AnswersCsvFile, csvFile } from '../request/csv-file.js';
import { MayTakeLong } from '../request/may-take-long.js';
import { pageFrom } from '../request/page.js';
import { importBody, importRowBody } from './import-body.js';

/** Files of customers, assets, devices and oil tests: checked first, applied when that is asked for. */
@ApiTags('Imports and exports')
@Controller('imports')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Post()
  @CsvBody('streamed')
  @MayTakeLong(STREAMED_FILE_TIMEOUT_MS)
  @Operation(
    'createImport',
    'Send a file to be imported',
    'Nothing but the import itself changes before its application is asked for.',
  )
  @Refuses(
    'fleet.import-file-unreadable',
    'fleet.import-header',
    'fleet.import-place',
    'fleet.import-too-large',
    'fleet.too-many-imports',
    'identity.organization-unknown',
  )
  @HttpCode(202)
  @ApiConsumes('text/csv')
  @ApiBody({
    description:
      'CSV (RFC 4180) in UTF-8, cells parted by comma, semicolon or tab. Its first line names the columns in any order: ' +
      'devices have serialNumber, macAddress, type and perhaps name. Numbers have a decimal point or a decimal comma ' +
      'and no separators of thousands; 3.800 in a file that is not parted by commas, and 1,234 in any, can be read in ' +
      'two ways and are refused. At most 1 000 000 rows, 256 MiB and 60 columns.',
    schema: { type: 'string', example: 'serialNumber,macAddress,type\nFG-1001,00:C0:B7:00:10:01,Sensor\n' },
  })
  @Answers(202, importJob, 'The import; its rows are being checked.')
  async receive(
    @CurrentActor() actor: Actor,
    @Query({ schema: newImportQuery }) { mode, fileName, ...order }: NewImportQuery,
    @Body() file: unknown,
  ): Promise<ImportBody> {
    if (!(file instanceof Readable)) throw new UnsupportedMediaTypeError({}, 'text/csv');
    const isAllOrNothing = mode === 'all-or-nothing';
    return importBody(
      await this.imports.receive(actor, { ...order, fileName: fileName ?? null, isAllOrNothing }, file),
    );
  }

  @Get()
  @InOrganization()
  @Operation('listImports', 'List imports')
  @Answers(200, importPage, 'Your imports and, for administrators, those in their organizations; newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: importQuery }) { limit, cursor, ...filters }: ImportQuery,
  ): Promise<ImportPageBody> {
    const jobs = await this.imports.list(actor, { ...filters, before: cursor?.[0], limit: limit + 1 });
    return pageFrom(jobs, limit, importBody, ({ id }) => [id]);
  }

  @Get('columns')
  @Operation(
    'listImportColumns',
    'List the columns of imports',
    'What the first line of a file can name, for each kind.',
  )
  @Answers(200, importColumnsAnswer, 'The columns of each kind of import.')
  columns(): ImportColumnsBody {
    const items = this.imports.columns().map(({ kind, required, optional, oneOf = [], prefix = null }) => ({
      kind,
      required: [...required],
      optional: [...optional],
      oneOf: oneOf.map((group) => [...group]),
      prefix,
    }));
    return { items };
  }

  @Get(':id')
  @Operation(
    'getImport',
    'Get an import',
    'How far the import came, how many rows are good, and what it will do or has done.',
  )
  @Refuses('fleet.import-unknown')
  @Answers(200, importDetails, 'The import and how far it came.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: importIdField }) id: string,
  ): Promise<ImportDetailsBody> {
    const job = await this.imports.getWithRights(actor, id);
    return { ...importBody(job), may: [...job.may] };
  }

  @Get(':id/rows')
  @Compressed()
  @Operation('listImportRows', 'List the rows of an import')
  @Refuses('fleet.import-unknown')
  @Answers(200, importRowPage, 'The rows in the order of the file, each with what it does.')
  async rows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: importIdField }) id: string,
    @Query({ schema: importRowQuery }) { limit, cursor, outcome, warned }: ImportRowQuery,
  ): Promise<ImportRowPageBody> {
    const job = await this.imports.get(actor, id);
    const selection = { jobId: id, outcome, warned, after: cursor?.[0] ?? 0, limit: limit + 1 };
    const rows = await this.imports.rows(actor, selection);
    return pageFrom(
      rows,
      limit,
      (row) => importRowBody(job, row),
      ({ number }) => [number],
    );
  }

  @Get(':id/bad-rows.csv')
  @Operation('exportBadRows', 'Export the bad rows of an import')
  @Refuses('fleet.import-unknown')
  @AnswersCsvFile('the bad rows as they were sent, and in a last column what is wrong with them.')
  async badRows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: importIdField }) id: string,
  ): Promise<StreamableFile> {
    return csvFile(await badRowsFile(this.imports, actor, id), 'bad-rows.csv');
  }

  @Post(':id/application')
  @Operation(
    'applyImport',
    'Apply an import',
    'What the check showed is done and nothing else: rows whose things others changed since then are bad.',
  )
  @Refuses('fleet.import-bad-rows', 'fleet.import-status', 'fleet.import-unknown')
  @HttpCode(202)
  @Answers(202, importJob, 'The import; its rows are being applied.')
  async apply(@CurrentActor() actor: Actor, @Param('id', { schema: importIdField }) id: string): Promise<ImportBody> {
    return importBody(await this.imports.apply(actor, id));
  }

  @Delete(':id')
  @Operation(
    'cancelImport',
    'Cancel an import',
    'Rows that were applied stay applied; `appliedRows` says up to which one.',
  )
  @Refuses('fleet.import-status', 'fleet.import-unknown')
  @Answers(200, importJob, 'The import, canceled.')
  async cancel(@CurrentActor() actor: Actor, @Param('id', { schema: importIdField }) id: string): Promise<ImportBody> {
    return importBody(await this.imports.cancel(actor, id));
  }
}
