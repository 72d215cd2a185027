import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type TableArrangement,
  type TableBody,
  type TableName,
  table,
  tableArrangement,
  tableName,
} from '#libs/contracts/http';
import { type Actor, Profiles } from '#libs/identity';
import { type ArrangedTable, TableArrangements } from '#libs/tables';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { tableBody } from './table-body.js';

/** Which columns of a table the signed-in person sees, in which order (R3-18…R3-22). */
@ApiTags('Sign-in and accounts')
@Controller('me/tables/:table')
@PeopleOnly()
export class TablesController {
  constructor(
    private readonly tables: TableArrangements,
    private readonly profiles: Profiles,
  ) {}

  @Get()
  @Operation('getTable', 'Get how a table is arranged')
  @Answers(200, table, 'All columns the table can have; what is visible first, in its order.')
  async get(@CurrentActor() actor: Actor, @Param('table', { schema: tableName }) name: TableName): Promise<TableBody> {
    return this.#body(actor, await this.tables.get(actor, name));
  }

  @Put()
  @Operation('arrangeTable', 'Arrange a table')
  @Refuses('fleet.column-unknown')
  @Answers(200, table, 'The table as it stays for you until you change it.')
  async arrange(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) name: TableName,
    @Body({ schema: tableArrangement }) { columns }: TableArrangement,
  ): Promise<TableBody> {
    return this.#body(actor, await this.tables.arrange(actor, name, columns));
  }

  @Delete()
  @Operation(
    'resetTable',
    'Reset a table to its defaults',
    'Forgets your own arrangement of the table: its columns are as the platform shows them to everybody.',
  )
  @Answers(200, table, 'The table as the factory sets it.')
  async reset(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) name: TableName,
  ): Promise<TableBody> {
    return this.#body(actor, await this.tables.reset(actor, name));
  }

  async #body(actor: Actor, arranged: ArrangedTable): Promise<TableBody> {
    return tableBody(arranged, await this.profiles.languageOf(actor));
  }
}
