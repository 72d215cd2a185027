import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  cursorOf,
  type SavedViewBody,
  type SavedViewPageBody,
  type SavedViewQuery,
  type SavedViewRequest,
  savedView,
  savedViewPage,
  savedViewQuery,
  savedViewRequest,
  type TableName,
  tableName,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { type ListedView, SavedViews } from '#libs/tables';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';

/** Views of a list that the signed-in person saved, and those of colleagues. */
@ApiTags('Sign-in and accounts')
@Controller('me/views/:table')
@PeopleOnly()
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @Operation(
    'listViews',
    'List your views of a list',
    'Your own, and those shared with organizations you are a member of, by name.',
  )
  @Answers(200, savedViewPage, 'One page of views.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) table: TableName,
    @Query({ schema: savedViewQuery }) query: SavedViewQuery,
  ): Promise<SavedViewPageBody> {
    const { views, next } = await this.views.list(actor, table, query);
    return { items: views.map((view) => this.#body(actor, view)), nextCursor: next ? cursorOf(next) : null };
  }

  @Post()
  @Idempotent()
  @Operation(
    'saveView',
    'Save a view of a list',
    'Filters, sort and columns under a name. Administrators and members may share it with the people of their own organization.',
  )
  @Refuses(
    'fleet.column-unknown',
    'fleet.too-many-views',
    'fleet.view-name-taken',
    'fleet.view-unknown',
    'identity.organization-unknown',
  )
  @Answers(201, savedView, 'The view as it is kept.')
  async save(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) table: TableName,
    @Body({ schema: savedViewRequest }) wanted: SavedViewRequest,
  ): Promise<SavedViewBody> {
    return this.#body(actor, await this.views.save(actor, table, wanted));
  }

  @Put(':viewId')
  @Operation(
    'replaceView',
    'Replace a view of a list',
    'One of your own: its name, what it shows, and with whom it is shared.',
  )
  @Refuses(
    'fleet.column-unknown',
    'fleet.too-many-views',
    'fleet.view-name-taken',
    'fleet.view-unknown',
    'identity.organization-unknown',
  )
  @Answers(200, savedView, 'The view as it is kept.')
  async replace(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) table: TableName,
    @Param('viewId', { schema: uuid }) viewId: string,
    @Body({ schema: savedViewRequest }) wanted: SavedViewRequest,
  ): Promise<SavedViewBody> {
    return this.#body(actor, await this.views.replace(actor, table, viewId, wanted));
  }

  @Delete(':viewId')
  @HttpCode(204)
  @Operation(
    'deleteView',
    'Delete a view of a list',
    'Your own; administrators delete whatever is shared with their organization.',
  )
  @Refuses('fleet.view-unknown')
  @ApiNoContentResponse({ description: 'There is no such view any more.' })
  remove(
    @CurrentActor() actor: Actor,
    @Param('table', { schema: tableName }) table: TableName,
    @Param('viewId', { schema: uuid }) viewId: string,
  ): Promise<void> {
    return this.views.remove(actor, table, viewId);
  }

  #body(actor: Actor, view: ListedView): SavedViewBody {
    const { id, name, search, columns, sharedWithId, sharedWithName, updatedAt } = view;
    return {
      id,
      name,
      search: Object.fromEntries(
        Object.entries(search).map(([parameter, value]) => [parameter, typeof value === 'string' ? value : [...value]]),
      ),
      columns: [...columns],
      shared: sharedWithId === null ? null : { organizationId: sharedWithId, name: sharedWithName ?? '' },
      mine: view.personId === actor.personId,
      removable: this.views.isRemovable(actor, view),
      updatedAt: updatedAt.toISOString(),
    };
  }
}
