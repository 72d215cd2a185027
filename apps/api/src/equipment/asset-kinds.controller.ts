import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AssetKindBody,
  type AssetKindChange,
  type AssetKindQuery,
  assetKind,
  assetKindChange,
  assetKindPage,
  assetKindQuery,
  type NewAssetKind,
  newAssetKind,
  uuid,
} from '#libs/contracts/http';
import { type AssetKind, EquipmentCatalog } from '#libs/equipment';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { assetKindBody } from './equipment-body.js';

/** Kinds of equipment, with the attributes each has. */
@ApiTags('Equipment')
@Controller('asset-kinds')
export class AssetKindsController {
  constructor(private readonly equipment: EquipmentCatalog) {}

  @Get()
  @Operation('listAssetKinds', 'List kinds of assets')
  @Answers(
    200,
    assetKindPage,
    'The platform’s own kinds, your provider’s, and those of the providers below you, by name.',
  )
  async list(@CurrentActor() actor: Actor, @Query({ schema: assetKindQuery }) { limit, cursor }: AssetKindQuery) {
    const rows = await this.equipment.kinds(actor, { limit: limit + 1, after: cursor });
    return pageFrom(
      rows,
      limit,
      (row) => this.#show(actor, row),
      ({ name, id }) => [name, id],
    );
  }

  @Post()
  @Operation(
    'createAssetKind',
    'Create a kind of assets',
    'Adds a kind, such as a transformer, with the attributes its assets have. The operator’s kinds are for everybody, a provider’s for itself and its customers.',
  )
  @Refuses('fleet.equipment-name-taken', 'fleet.equipment-owner', 'identity.organization-unknown')
  @Answers(201, assetKind, 'The new kind.')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newAssetKind }) draft: NewAssetKind,
  ): Promise<AssetKindBody> {
    return this.#show(actor, await this.equipment.createKind(actor, draft));
  }

  @Patch(':id')
  @Operation(
    'changeAssetKind',
    'Change a kind of assets',
    'Changes what is given and leaves the rest; assets of the kind keep the values they have.',
  )
  @Refuses('fleet.asset-kind-unknown', 'fleet.equipment-name-taken')
  @Answers(200, assetKind, 'The kind as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: assetKindChange }) change: AssetKindChange,
  ): Promise<AssetKindBody> {
    return this.#show(actor, await this.equipment.changeKind(actor, id, change));
  }

  #show(actor: Actor, one: AssetKind): AssetKindBody {
    return assetKindBody(one, this.equipment.mayChange(actor, one));
  }
}
