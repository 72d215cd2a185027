import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type DispatchAnswer, type DispatchRequest, dispatchAnswer, dispatchRequest } from '#libs/contracts/http';
import { Stock } from '#libs/devices';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';

/** The feed from production into the stock of providers (R0-13). */
@ApiTags('Devices')
@Controller('devices/dispatches')
export class DeviceDispatchesController {
  constructor(private readonly stock: Stock) {}

  @Post()
  @Idempotent()
  @Operation(
    'dispatchDevices',
    'Dispatch devices to a provider',
    'For the operator. The same list again changes nothing.',
  )
  @Refuses(
    'fleet.dispatch-conflict',
    'fleet.model-unknown',
    'identity.organization-kind',
    'identity.organization-unknown',
  )
  @Answers(201, dispatchAnswer, 'All of them are the provider’s; what became of each.')
  async dispatch(
    @CurrentActor() actor: Actor,
    @Body({ schema: dispatchRequest }) { organizationId, devices }: DispatchRequest,
  ): Promise<DispatchAnswer> {
    return { items: [...(await this.stock.dispatch(actor, organizationId, devices))] };
  }
}
