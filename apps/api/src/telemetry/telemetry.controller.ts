import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DeviceOwnerships } from '#libs/agreements';
import {
  type BucketPageBody,
  bucketPage,
  type DeviceAttributesBody,
  deviceAttributes,
  deviceIdField,
  type LatestReadingsBody,
  latestReadings,
  type ReadingPageBody,
  type ReadingQuery,
  readingPage,
  readingQuery,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { TelemetryReader } from '#libs/telemetry';
import { CurrentActor } from '../auth/current-actor.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Tagged } from '../entity-tags/tagged.js';
import { attributeBody, bucketBody, latestBody, readingBody } from './reading-body.js';
import { spanOf } from './span.js';

/** What devices measured, for each caller at the times when the device was theirs to see. */
@ApiTags('Telemetry')
@Controller('devices/:id')
export class TelemetryController {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly telemetry: TelemetryReader,
    private readonly clock: Clock,
  ) {}

  @Get('latest')
  @Tagged()
  @Operation('getLatestReadings', 'Get the newest values of a device')
  @Refuses('fleet.device-unknown')
  @Answers(
    200,
    latestReadings,
    'The newest value of each quantity, about a second behind the acknowledgement; with an ETag.',
  )
  async latest(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<LatestReadingsBody> {
    const readings = await this.telemetry.latest(await this.ownerships.see(actor, id));
    return { items: readings.map(latestBody) };
  }

  @Get('attributes')
  @Compressed()
  @Operation(
    'listDeviceAttributes',
    'List what a device says about itself',
    'The present value of each of its attributes, such as firmware, at most 1000; of the times in which an owner you see had the device.',
  )
  @Refuses('fleet.device-unknown')
  @Answers(200, deviceAttributes, 'By name.')
  async attributes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<DeviceAttributesBody> {
    const attributes = await this.telemetry.attributes(await this.ownerships.see(actor, id));
    return { items: attributes.map(attributeBody) };
  }

  @Get('readings')
  @Compressed()
  @Operation('listReadings', 'List readings of a device')
  @Refuses('fleet.device-unknown', 'telemetry.bad-cursor', 'telemetry.bucket-length', 'telemetry.not-numeric')
  @Answers(200, z.union([readingPage, bucketPage]), 'One quantity over a span, oldest first; with `bucket` summed up.')
  async readings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: readingQuery }) { quantity, from, to, bucket, ...page }: ReadingQuery,
  ): Promise<ReadingPageBody | BucketPageBody> {
    const device = await this.ownerships.see(actor, id);
    const span = spanOf(from, to, this.clock.now());
    if (bucket === undefined) {
      const { items, nextCursor } = await this.telemetry.readings(device, quantity, span, page);
      return { items: items.map(readingBody), nextCursor: nextCursor ?? null };
    }
    const { items, nextCursor } = await this.telemetry.buckets(device, quantity, span, bucket, page);
    return { items: items.map(bucketBody), nextCursor: nextCursor ?? null };
  }
}
