import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceOwnerships } from '#libs/agreements';
import {
  deviceIdField,
  type QuantityListBody,
  quantityList,
  type SeriesListBody,
  type SeriesQuery,
  seriesList,
  seriesQuery,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { bucketStart, knownQuantities, TelemetryReader } from '#libs/telemetry';
import { CurrentActor } from '../auth/current-actor.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { ChartEvents } from './chart-events.js';
import { seriesBody } from './series-body.js';
import { spanOf } from './span.js';

/** What charts are drawn from. */
@ApiTags('Telemetry')
@Controller()
export class SeriesController {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly telemetry: TelemetryReader,
    private readonly events: ChartEvents,
    private readonly clock: Clock,
  ) {}

  @Get('devices/:id/series')
  @Compressed()
  @Operation(
    'getSeries',
    'Get the series of a chart',
    'Several quantities over one span, summed up in buckets of a length that fits the points asked for, with gaps and what happened to the device meanwhile.',
  )
  @Refuses('fleet.device-unknown')
  @Answers(200, seriesList, 'The series in the order asked for.')
  async series(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: seriesQuery }) { quantity, from, to, points }: SeriesQuery,
  ): Promise<SeriesListBody> {
    const device = await this.ownerships.see(actor, id);
    const span = spanOf(from, to, this.clock.now());
    const { bucketSeconds, series } = await this.telemetry.series(device, quantity, span, points);
    const origin = bucketStart(span.from, bucketSeconds);
    return {
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      origin: origin.toISOString(),
      bucketSeconds,
      series: series.map((each) => seriesBody(each, origin)),
      ...(await this.events.within(actor, id, device, span)),
    };
  }

  @Get('quantities')
  @Operation(
    'listQuantities',
    'List the quantities that are described',
    'Devices may name others; those have the unit the device says, and no more.',
  )
  @Answers(200, quantityList, 'By name.')
  quantities(): QuantityListBody {
    return { items: knownQuantities.map(([name, description]) => ({ name, ...description })) };
  }
}
