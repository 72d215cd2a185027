import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type EquipmentModelBody,
  type EquipmentModelChange,
  type EquipmentModelQuery,
  equipmentModel,
  equipmentModelChange,
  equipmentModelPage,
  equipmentModelQuery,
  type NewEquipmentModel,
  newEquipmentModel,
  uuid,
} from '#libs/contracts/http';
import { EquipmentCatalog, type EquipmentModel } from '#libs/equipment';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { equipmentModelBody } from './equipment-body.js';

/** Models of equipment, from which machines are chosen (R1-18, R3-36). */
@ApiTags('Equipment')
@Controller('equipment-models')
export class EquipmentModelsController {
  constructor(private readonly equipment: EquipmentCatalog) {}

  @Get()
  @Operation('listEquipmentModels', 'List equipment models')
  @Answers(200, equipmentModelPage, 'The platform’s own models, your provider’s, and those of the providers below you.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: equipmentModelQuery }) { limit, cursor, ...filters }: EquipmentModelQuery,
  ) {
    const rows = await this.equipment.models(actor, { ...filters, limit: limit + 1, after: cursor });
    return pageFrom(
      rows,
      limit,
      (row) => this.#show(actor, row),
      ({ name, id }) => [name, id],
    );
  }

  @Post()
  @Operation(
    'createEquipmentModel',
    'Create an equipment model',
    'Adds a model of a kind, to be chosen when equipment is registered. The operator’s models are for everybody, a provider’s for itself and its customers.',
  )
  @Refuses(
    'fleet.asset-kind-unknown',
    'fleet.equipment-kind-owner',
    'fleet.equipment-name-taken',
    'fleet.equipment-owner',
    'identity.organization-unknown',
  )
  @Answers(201, equipmentModel, 'The new model.')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: newEquipmentModel }) draft: NewEquipmentModel,
  ): Promise<EquipmentModelBody> {
    return this.#show(actor, await this.equipment.createModel(actor, draft));
  }

  @Patch(':id')
  @Operation(
    'changeEquipmentModel',
    'Change an equipment model',
    'Changes what is given and leaves the rest. A model that is retired stays with its assets and is offered no more.',
  )
  @Refuses('fleet.equipment-model-unknown', 'fleet.equipment-name-taken')
  @Answers(200, equipmentModel, 'The model as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: equipmentModelChange }) change: EquipmentModelChange,
  ): Promise<EquipmentModelBody> {
    return this.#show(actor, await this.equipment.changeModel(actor, id, change));
  }

  #show(actor: Actor, one: EquipmentModel): EquipmentModelBody {
    return equipmentModelBody(one, this.equipment.mayChange(actor, one));
  }
}
