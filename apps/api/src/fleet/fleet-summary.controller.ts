import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FleetSummaryBody, type FleetSummaryQuery, fleetSummary, fleetSummaryQuery } from '#libs/contracts/http';
import { FleetReader } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';

/** The fleet in figures. */
@ApiTags('Devices')
@Controller('fleet/summary')
export class FleetSummaryController {
  constructor(
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @InOrganization()
  @Operation('getFleetSummary', 'Get the summary of the fleet')
  @Answers(200, fleetSummary, 'How many of your devices are in which state.')
  summary(
    @CurrentActor() actor: Actor,
    @Query({ schema: fleetSummaryQuery }) query: FleetSummaryQuery,
  ): Promise<FleetSummaryBody> {
    return this.reader.counts(scopeOf(actor), query, this.clock.now());
  }
}
