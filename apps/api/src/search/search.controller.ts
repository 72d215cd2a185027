import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assetQuery,
  deviceQuery,
  type SearchBody,
  type SearchQuery,
  searchAnswer,
  searchQuery,
} from '#libs/contracts/http';
import { deviceSearches, FleetReader } from '#libs/devices';
import { AssetReader } from '#libs/equipment';
import { type Actor, DirectoryReader, scopeOf } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { Sites } from '#libs/sites';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { assetItem, deviceItem, mixed, organizationItem, personItem, siteItem } from './found.js';

/** One box over all kinds. */
@ApiTags('Search')
@Controller('search')
export class SearchController {
  constructor(
    private readonly fleet: FleetReader,
    private readonly assets: AssetReader,
    private readonly directory: DirectoryReader,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation(
    'search',
    'Search devices, assets, organizations, sites and people',
    'By how they begin. Nothing is found that you could not read in the list of its kind.',
  )
  @Answers(200, searchAnswer, 'What was found, some of each kind.')
  async search(
    @CurrentActor() actor: Actor,
    @Query({ schema: searchQuery }) { q, limit }: SearchQuery,
  ): Promise<SearchBody> {
    const scope = scopeOf(actor);
    const now = this.clock.now();
    const most = limit + 1;
    // One after the other: a search must not hold a connection for each kind.
    const anyDevice = deviceQuery.parse({});
    const devices = await this.fleet.devices(
      scope,
      { ...anyDevice, searches: deviceSearches({ q }), limit: most },
      now,
    );
    const assets = await this.assets.page(scope, { ...assetQuery.parse({}), q, limit: most }, now);
    const organizations = await this.directory.organizations(actor, q, most);
    const sites = await this.sites.named(actor, q, most);
    const people = await this.directory.people(actor, q, most);
    return mixed(
      [
        devices.devices.map((device) => deviceItem(device, q)),
        assets.assets.map((asset) => assetItem(asset, q)),
        organizations.map(organizationItem),
        sites.map(siteItem),
        people.map((person) => personItem(person, q)),
      ],
      q,
      limit,
    );
  }
}
