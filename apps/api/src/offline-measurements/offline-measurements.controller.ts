import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type NewOfflineMeasurement,
  newOfflineMeasurement,
  type OfflineMeasurementBody,
  type OfflineMeasurementQuery,
  offlineMeasurement,
  offlineMeasurementPage,
  offlineMeasurementQuery,
  uuid,
} from '#libs/contracts/http';
import { OfflineMeasurements } from '#libs/equipment';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { offlineMeasurementBody } from './offline-measurement-body.js';

/** What laboratories found in an asset's oil, and what it means. */
@ApiTags('Equipment')
@Controller('assets/:id/offline-measurements')
export class OfflineMeasurementsController {
  constructor(private readonly measurements: OfflineMeasurements) {}

  @Get()
  @Operation('listOfflineMeasurements', 'List the laboratory measurements of an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(200, offlineMeasurementPage, 'The samples, newest first, each with its interpretation and rates of change.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: offlineMeasurementQuery }) { limit, cursor }: OfflineMeasurementQuery,
  ) {
    const rows = await this.measurements.list(actor, id, limit + 1, cursor && new Date(cursor[0]));
    return pageFrom(rows, limit, offlineMeasurementBody, ({ sampledAt }) => [sampledAt.toISOString()]);
  }

  @Post()
  @Operation('addOfflineMeasurement', 'Add a laboratory measurement')
  @Refuses('fleet.asset-unknown', 'fleet.sample-in-future', 'fleet.sample-taken')
  @Answers(201, offlineMeasurement, 'The measurement; the one that is there if it has the same values.')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: newOfflineMeasurement }) draft: NewOfflineMeasurement,
  ): Promise<OfflineMeasurementBody> {
    return offlineMeasurementBody(await this.measurements.add(actor, id, draft));
  }

  @Put(':measurementId')
  @Operation('replaceOfflineMeasurement', 'Replace a laboratory measurement')
  @Refuses('fleet.asset-unknown', 'fleet.measurement-unknown', 'fleet.sample-in-future', 'fleet.sample-taken')
  @Answers(200, offlineMeasurement, 'The measurement as it is now; what was not given is gone.')
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Param('measurementId', { schema: uuid }) measurementId: string,
    @Body({ schema: newOfflineMeasurement }) draft: NewOfflineMeasurement,
  ): Promise<OfflineMeasurementBody> {
    return offlineMeasurementBody(await this.measurements.replace(actor, id, measurementId, draft));
  }

  @Delete(':measurementId')
  @Operation(
    'deleteOfflineMeasurement',
    'Delete a laboratory measurement',
    'Removes one measurement for good; the audit trail keeps what it said and who removed it.',
  )
  @Refuses('fleet.asset-unknown', 'fleet.measurement-unknown')
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Param('measurementId', { schema: uuid }) measurementId: string,
  ): Promise<void> {
    await this.measurements.delete(actor, id, measurementId);
  }
}
