import { Controller, Get, Ip, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceOwnerships } from '#libs/agreements';
import {
  deviceIdField,
  type FirstConnectionBody,
  type FirstConnectionQuery,
  firstConnection,
  firstConnectionQuery,
  SEEN_FROM_HERE_MS,
} from '#libs/contracts/http';
import { type FirstConnectionFacts, FleetReader, firstConnectionSteps } from '#libs/devices';
import type { Actor } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** The way of a new device to the map, for whoever stands beside it. */
@ApiTags('Devices')
@Controller('devices/:id/first-connection')
export class FirstConnectionController {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation(
    'getFirstConnection',
    'Get how far a new device has come',
    'Seven steps from the certificate to the map, each with when it was passed, or why it failed and what to do. They begin anew with each certificate; the times are those of the newest valid one. Refusals of clients that name the device count too, and on request those without a certificate from your own address.',
  )
  @Refuses('fleet.device-unknown', 'fleet.owners-only')
  @Answers(200, firstConnection, 'The steps, and which of them waits.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: firstConnectionQuery }) { fromHere }: FirstConnectionQuery,
    @Ip() address: string,
  ): Promise<FirstConnectionBody> {
    const { spans } = await this.ownerships.seeRefusals(actor, id);
    const now = this.clock.now();
    const here = fromHere ? { address, since: new Date(now.getTime() - SEEN_FROM_HERE_MS) } : undefined;
    return firstConnectionBody(await this.fleet.firstConnection(id, spans, now, here));
  }
}

function firstConnectionBody(facts: FirstConnectionFacts): FirstConnectionBody {
  return {
    since: facts.issuedAt?.toISOString() ?? null,
    connectedBefore: facts.connectedBefore?.toISOString() ?? null,
    steps: firstConnectionSteps(facts).map(({ at, ...step }) => ({ ...step, at: at?.toISOString() ?? null })),
  };
}
