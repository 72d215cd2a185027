import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { InstalledDevices } from '#libs/agreements';
import {
  assetIdField,
  type BucketPageBody,
  bucketPage,
  type LatestReadingsBody,
  latestReadings,
  type ReadingPageBody,
  type ReadingQuery,
  readingPage,
  readingQuery,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { type Bucket, NotNumericError, type Page, type StoredReading, TelemetryReader } from '#libs/telemetry';
import { CurrentActor } from '../auth/current-actor.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { bucketBody, latestBody, readingBody } from '../telemetry/reading-body.js';
import { spanOf } from '../telemetry/span.js';
import { walk } from './installation-walk.js';

/** What was measured on an asset, whichever device was on it: it stays when a device is replaced. */
@ApiTags('Telemetry')
@Controller('assets/:id')
export class AssetTelemetryController {
  constructor(
    private readonly installed: InstalledDevices,
    private readonly telemetry: TelemetryReader,
    private readonly clock: Clock,
  ) {}

  @Get('latest')
  @Operation('getLatestAssetReadings', 'Get the newest values of an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(
    200,
    latestReadings,
    'The newest value of each quantity that was measured while its device was on the asset.',
  )
  async latest(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
  ): Promise<LatestReadingsBody> {
    const newest = new Map<string, StoredReading>();
    for (const device of await this.installed.latest(actor, id)) {
      for (const reading of await this.telemetry.latest(await this.installed.see(actor, device))) {
        const name = JSON.stringify([reading.quantity, reading.unit ?? null]);
        const known = newest.get(name);
        if (!known || known.observedAt < reading.observedAt) newest.set(name, reading);
      }
    }
    const readings = [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reading]) => reading);
    return { items: readings.map(latestBody) };
  }

  @Get('readings')
  @Compressed()
  @Operation('listAssetReadings', 'List readings of an asset')
  @Refuses('fleet.asset-unknown', 'telemetry.bad-cursor', 'telemetry.bucket-length', 'telemetry.not-numeric')
  @Answers(
    200,
    z.union([readingPage, bucketPage]),
    'One quantity over a span, device after device in the order of their installation, of each oldest first; with `bucket` summed up for each.',
  )
  async readings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Query({ schema: readingQuery }) { quantity, from, to, bucket, ...page }: ReadingQuery,
  ): Promise<ReadingPageBody | BucketPageBody> {
    const span = spanOf(from, to, this.clock.now());
    const devices = await this.installed.during(actor, id, span);
    if (bucket === undefined) {
      const { items, nextCursor } = await walk(devices, page, async (device, part) =>
        this.telemetry.readings(await this.installed.see(actor, device), quantity, span, part),
      );
      return { items: items.map(readingBody), nextCursor: nextCursor ?? null };
    }
    const { items, nextCursor } = await walk(devices, page, async (device, part) =>
      this.telemetry.buckets(await this.installed.see(actor, device), quantity, span, bucket, part).catch(noNumbers),
    );
    return { items: items.map(bucketBody), nextCursor: nextCursor ?? null };
  }
}

/** A device that says it in words has no part in the buckets; those installed before and after it keep theirs. */
function noNumbers(cause: unknown): Page<Bucket> {
  if (cause instanceof NotNumericError) return { items: [], nextCursor: undefined };
  throw cause;
}
