import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  type NewOfflineMeasurement,
  newOfflineMeasurement,
  type OfflineMeasurementBody,
  type OfflineMeasurementQuery,
  offlineMeasurement,
  offlineMeasurementPage,
  offlineMeasurementQuery,
  uuid,
} from '#libs/contracts';
import { OfflineMeasurements } from '#libs/fleet';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { pageFrom } from '../request/page.js';
import { offlineMeasurementBody } from './offline-measurement-body.js';

/** What laboratories found in an asset's oil, and what it means (R0-28, R0-29). */
@Controller('assets/:id/offline-measurements')
export class OfflineMeasurementsController {
  constructor(private readonly measurements: OfflineMeasurements) {}

  @Get()
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
  @Answers(201, offlineMeasurement, 'The measurement; the one that is there if it has the same values.')
  async add(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: newOfflineMeasurement }) draft: NewOfflineMeasurement,
  ): Promise<OfflineMeasurementBody> {
    return offlineMeasurementBody(await this.measurements.add(actor, id, draft));
  }

  @Put(':measurementId')
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
  @HttpCode(204)
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Param('measurementId', { schema: uuid }) measurementId: string,
  ): Promise<void> {
    await this.measurements.delete(actor, id, measurementId);
  }
}
