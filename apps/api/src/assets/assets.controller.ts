import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AssetChange,
  type AssetDeletionQuery,
  type AssetDetailsBody,
  type AssetPageBody,
  type AssetQuery,
  assetChange,
  assetCursorOf,
  assetDeletion,
  assetDetails,
  assetIdField,
  assetPage,
  assetQuery,
  type NewAsset,
  newAsset,
} from '#libs/contracts/http';
import { AssetCreation, AssetReader, Assets, AssetUnknownError } from '#libs/equipment';
import { type Actor, isGuest, scopeOf } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Tagged } from '../entity-tags/tagged.js';
import { assetBody, assetDetailsBody } from './asset-body.js';

/** The equipment of the caller's organizations. */
@ApiTags('Equipment')
@Controller('assets')
export class AssetsController {
  constructor(
    private readonly assets: Assets,
    private readonly creation: AssetCreation,
    private readonly reader: AssetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation(
    'listAssets',
    'List assets',
    'One page of the assets of your organizations and of sites shared with you, with what is installed on them; filtered, searched and sorted as asked.',
  )
  @Answers(200, assetPage, 'One page of assets.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: assetQuery }) query: AssetQuery): Promise<AssetPageBody> {
    const now = this.clock.now();
    const page = await this.reader.page(scopeOf(actor), query, now);
    return {
      items: page.assets.map((asset) => assetBody(asset, now)),
      nextCursor: page.next === undefined ? null : assetCursorOf(...page.next),
    };
  }

  @Post()
  @Operation('createAsset', 'Create an asset')
  @Refuses(
    'fleet.asset-limit',
    'fleet.asset-owner-kind',
    'fleet.asset-site',
    'fleet.asset-taken',
    'fleet.asset-unknown',
    'fleet.attribute-values',
    'fleet.edge-device-unknown',
    'fleet.model-unknown',
    'fleet.warranty-span',
    'identity.organization-unknown',
  )
  @Answers(201, assetDetails, 'The new asset, with the device that was paired with it.')
  async create(@CurrentActor() actor: Actor, @Body({ schema: newAsset }) draft: NewAsset): Promise<AssetDetailsBody> {
    return this.#show(actor, await this.creation.create(actor, draft));
  }

  @Get(':id')
  @Tagged()
  @Operation('getAsset', 'Get an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(200, assetDetails, 'The asset with everything that belongs to it, at a glance, with an ETag.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
  ): Promise<AssetDetailsBody> {
    return this.#show(actor, id);
  }

  @Patch(':id')
  @Operation(
    'changeAsset',
    'Change an asset',
    'Changes what is given and leaves the rest. Devices on the asset go along to its new site.',
  )
  @Refuses(
    'fleet.asset-site',
    'fleet.asset-taken',
    'fleet.asset-unknown',
    'fleet.attribute-values',
    'fleet.model-unknown',
    'fleet.warranty-span',
  )
  @Answers(200, assetDetails, 'The asset as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Body({ schema: assetChange }) change: AssetChange,
  ): Promise<AssetDetailsBody> {
    await this.assets.change(actor, id, change);
    return this.#show(actor, id);
  }

  @Delete(':id')
  @Operation(
    'deleteAsset',
    'Delete an asset',
    'Offline measurements of the asset go with it; a device on it is free again and keeps its contracts.',
  )
  @Refuses('fleet.asset-confirmation', 'fleet.asset-unknown')
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Query({ schema: assetDeletion }) { confirm }: AssetDeletionQuery,
  ): Promise<void> {
    await this.assets.delete(actor, id, confirm);
  }

  async #show(actor: Actor, id: string): Promise<AssetDetailsBody> {
    const asset = await this.assets.get(actor, id, 'fleet.read');
    const details = await this.reader.details(id);
    if (!details) throw new AssetUnknownError(id);
    // What was agreed with whom, and until when, is the owner's and the provider's.
    const shown = isGuest(actor, asset.owner) ? { ...details, contract: null } : details;
    return assetDetailsBody(shown, await this.assets.allowed(actor, asset), this.clock.now());
  }
}
