import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { TableName } from '#libs/contracts';
import { type Actor, Actors, NotSignedInError } from '#libs/identity';
import { Clock } from '#libs/kernel';
import type { ListPage } from './export-lines.js';
import { exportSources, type ListParameters, type RowChoice } from './export-sources.js';

/** Reads lists page after page through their own routes. */
@Injectable()
export class ExportReader {
  constructor(
    private readonly routes: ModuleRef,
    private readonly actors: Actors,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads one list, the first page without a cursor.
   *
   * A file takes a while, so every further page is read with the rights the actor has by then; of an account or a key
   * that is gone the reading fails.
   *
   * @throws {InvalidRequestError} the list would refuse the parameters, too
   */
  pagesOf(actor: Actor, table: TableName, parameters: ListParameters, rows: RowChoice) {
    const read = exportSources[table](this.routes, parameters, rows);
    return async (cursor?: string): Promise<ListPage> =>
      read(cursor === undefined ? actor : await this.#asOfNow(actor), cursor);
  }

  async #asOfNow({ personId, apiKeyId }: Actor): Promise<Actor> {
    const actor = await this.actors.find({ personId, apiKeyId: apiKeyId ?? null }, this.clock.now());
    if (!actor) throw new NotSignedInError();
    return actor;
  }
}
