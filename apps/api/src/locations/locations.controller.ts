import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type LocationQuery, locationQuery, locations } from '#libs/contracts/http';
import { MapReader, mapFilterOf, wholeWorld } from '#libs/devices';
import { type Actor, scopeOf } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { entityTagOf, knownTag } from '../entity-tags/entity-tag.js';
import { featureCollectionOf } from './geojson.js';
import { KnownMaps } from './known-maps.js';

/** Where the devices are. */
@ApiTags('Devices')
@Controller('locations')
export class LocationsController {
  readonly #known = new KnownMaps();

  constructor(
    private readonly map: MapReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation(
    'listLocations',
    'List where devices are',
    'A device is at the position it reported, else at its site’s. Beyond 1000 in the box those close together are clusters, gathered by a grid that stands still: those at the edge of the box are whole.',
  )
  @ApiProduces('application/geo+json')
  @Answers(
    200,
    locations,
    'GeoJSON (RFC 7946), with an ETag: ask again with If-None-Match, and 304 says nothing changed.',
  )
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: locationQuery }) query: LocationQuery,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Req() { signal }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const scope = scopeOf(actor);
    const state = await this.map.state(scope, this.clock.now());
    const remembered = this.#known.tagOf(state.version, query);
    const unchanged = remembered && knownTag(ifNoneMatch, remembered);
    if (unchanged) return notModified(reply, unchanged);
    const { bbox: box = wholeWorld, zoom } = query;
    const map = await this.map.draw(scope, state, { box, zoom, filter: mapFilterOf(query) }, signal);
    const text = JSON.stringify(featureCollectionOf(map));
    const entityTag = entityTagOf(text);
    this.#known.remember(state.version, query, entityTag);
    const same = knownTag(ifNoneMatch, entityTag);
    if (same) return notModified(reply, same);
    await tagged(reply, entityTag).header('content-type', 'application/geo+json').send(text);
  }
}

const tagged = (reply: FastifyReply, entityTag: string) =>
  reply.header('etag', entityTag).header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie');

async function notModified(reply: FastifyReply, entityTag: string): Promise<void> {
  await tagged(reply, entityTag).status(304).send();
}
