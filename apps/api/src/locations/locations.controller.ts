import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type LocationQuery, locationQuery, locations } from '#libs/contracts/http';
import { FleetReader, wholeWorld } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { entityTagOf, isKnown } from './entity-tag.js';
import { featureCollectionOf } from './geojson.js';

/** Where the devices are. */
@ApiTags('Devices')
@Controller('locations')
export class LocationsController {
  constructor(
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation(
    'listLocations',
    'List where devices are',
    'A device is at the position it reported, else at its site’s. Beyond 1000 in the box those close together are clusters.',
  )
  @ApiProduces('application/geo+json')
  @Answers(
    200,
    locations,
    'GeoJSON (RFC 7946), with an ETag: ask again with If-None-Match, and 304 says nothing changed.',
  )
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: locationQuery }) { bbox, zoom }: LocationQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const features = await this.reader.features(scopeOf(actor), bbox ?? wholeWorld, zoom, this.clock.now());
    const text = JSON.stringify(featureCollectionOf(features));
    const entityTag = entityTagOf(text);
    reply.header('etag', entityTag).header('cache-control', 'private, no-cache').header('vary', 'authorization');
    if (isKnown(ifNoneMatch, entityTag)) {
      await reply.status(304).send();
      return;
    }
    await reply.header('content-type', 'application/geo+json').send(text);
  }
}
