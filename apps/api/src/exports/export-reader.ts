import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { TableName } from '#libs/contracts/http';
import { type Actor, Actors } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RightsChangedError } from './export-errors.js';
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
   * A file takes a while: once the rights it began with have changed it fails, for it would go on with other rows, or
   * end early and pass for whole.
   *
   * @throws {InvalidRequestError} the list would refuse the parameters, too
   */
  async pagesOf(actor: Actor, table: TableName, parameters: ListParameters, rows: RowChoice) {
    const read = exportSources[table](this.routes, parameters, rows);
    const rights = await this.#rightsOf(actor);
    return async (cursor?: string): Promise<ListPage> => {
      if (cursor !== undefined && (await this.#rightsOf(actor)) !== rights) throw new RightsChangedError(table);
      return read(actor, cursor);
    };
  }

  /** Who belongs where and may do what there, to be compared; undefined of an account or a key that is gone. */
  async #rightsOf({ personId, apiKeyId }: Actor): Promise<string | undefined> {
    const actor = await this.actors.find({ personId, apiKeyId: apiKeyId ?? null }, this.clock.now());
    return actor && JSON.stringify(actor.memberships.map((membership) => JSON.stringify(membership)).sort());
  }
}
