import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AssetConfigurationBody,
  assetConfiguration,
  assetIdField,
  type NewAssetConfiguration,
  newAssetConfiguration,
} from '#libs/contracts/http';
import { AssetConfigurations, type KnownConfiguration } from '#libs/equipment';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** What the customer's people set for their equipment. */
@ApiTags('Equipment')
@Controller('assets/:id/configuration')
export class AssetConfigurationsController {
  constructor(private readonly configurations: AssetConfigurations) {}

  @Get()
  @Operation('getAssetConfiguration', 'Get the configuration of an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(200, assetConfiguration, 'The configuration; empty as long as nobody set one.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
  ): Promise<AssetConfigurationBody> {
    return configurationBody(await this.configurations.get(actor, id));
  }

  @Put()
  @Operation(
    'putAssetConfiguration',
    'Replace the configuration of an asset',
    'For people of the customer alone; a provider’s person joins the customer first.',
  )
  @Refuses('fleet.asset-unknown', 'fleet.customers-configure')
  @Answers(200, assetConfiguration, 'The configuration as it is now.')
  async put(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Body({ schema: newAssetConfiguration }) { thresholds, contactNote }: NewAssetConfiguration,
  ): Promise<AssetConfigurationBody> {
    return configurationBody(
      await this.configurations.put(actor, id, { thresholds, contactNote: contactNote ?? null }),
    );
  }
}

const configurationBody = (known: KnownConfiguration): AssetConfigurationBody => ({
  thresholds: known.thresholds.map((threshold) => ({ ...threshold })),
  contactNote: known.contactNote,
  configuredAt: known.configuredAt?.toISOString() ?? null,
  configuredById: known.configuredById,
});
