import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ContractEnds } from '#libs/agreements';
import {
  type FleetForecastBody,
  type FleetForecastQuery,
  type ForecastOf,
  fleetForecast,
  fleetForecastQuery,
} from '#libs/contracts/http';
import { FleetReader } from '#libs/devices';
import { AssetReader } from '#libs/equipment';
import { type Actor, scopeOf } from '#libs/identity';
import { Clock, type MonthCount, monthsFrom, type OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';

/** What of the fleet ends when. */
@ApiTags('Devices')
@Controller('fleet/forecast')
export class FleetForecastController {
  constructor(
    private readonly devices: FleetReader,
    private readonly contracts: ContractEnds,
    private readonly assets: AssetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @InOrganization()
  @Operation(
    'getFleetForecast',
    'Get what of the fleet ends in the months to come',
    'Certificates, service contracts that nothing renews, or warranties, counted by the month they end in: what has to be planned, before it is late.',
  )
  @Answers(200, fleetForecast, 'How many end in each month.')
  async forecast(
    @CurrentActor() actor: Actor,
    @Query({ schema: fleetForecastQuery }) { of, months, organizationId }: FleetForecastQuery,
  ): Promise<FleetForecastBody> {
    const days = monthsFrom(this.clock.now(), months);
    const counted = await this.#ends(of, actor, organizationId, days[0] ?? '');
    const countOf = new Map(counted.map(({ month, count }) => [month, count]));
    const shown = days.slice(0, -1).map((from, place) => {
      const month = from.slice(0, 7);
      const count = countOf.get(month) ?? 0;
      countOf.delete(month);
      return { from, to: days[place + 1] ?? '', count };
    });
    return { of, months: shown, later: [...countOf.values()].reduce((sum, count) => sum + count, 0) };
  }

  #ends(
    of: ForecastOf,
    actor: Actor,
    organizationId: OrganizationId | undefined,
    from: string,
  ): Promise<readonly MonthCount[]> {
    switch (of) {
      case 'certificates':
        return this.devices.certificateEnds(scopeOf(actor), organizationId, from);
      case 'contracts':
        return this.contracts.byMonth(scopeOf(actor), organizationId, from);
      case 'warranties':
        return this.assets.warrantyEnds(scopeOf(actor), organizationId, from);
    }
  }
}
