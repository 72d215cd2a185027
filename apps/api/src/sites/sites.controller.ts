import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type SiteAccessLogQuery,
  type SiteChange,
  type SiteDeletionQuery,
  type SiteDetailsBody,
  type SiteDraftBody,
  type SiteQuery,
  siteAccessLog,
  siteAccessLogQuery,
  siteChange,
  siteDeletion,
  siteDetails,
  siteDraft,
  sitePage,
  siteQuery,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Sites } from '#libs/sites';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Tagged } from '../entity-tags/tagged.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { pageFrom } from '../request/page.js';
import { siteAccessEntryBody, siteBody, siteDetailsBody } from './site-body.js';

/** Sites: one's own, and those that others shared. */
@ApiTags('Sites and sharing')
@Controller('sites')
export class SitesController {
  constructor(private readonly sites: Sites) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation('listSites', 'List sites')
  @Answers(200, sitePage, 'Your sites and those shared with you, by name or as the sort says.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: siteQuery }) query: SiteQuery) {
    const { limit, cursor, q, address, ...filters } = query;
    const after = cursor && ([cursor[1], cursor[2]] as const);
    const selection = { ...filters, nameContains: q, addressContains: address, after, limit: limit + 1 };
    const rows = await this.sites.list(actor, selection);
    return pageFrom(rows, limit, siteBody, ({ sortKey, id }) => [query.sort, sortKey, id]);
  }

  @Post()
  @Idempotent()
  @Operation('createSite', 'Create a site', 'Makes a place where devices and assets of the organization can stand.')
  @Refuses('identity.organization-unknown')
  @Answers(201, siteDetails, 'The new site.')
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: siteDraft }) draft: SiteDraftBody,
  ): Promise<SiteDetailsBody> {
    return siteDetailsBody(await this.sites.create(actor, draft));
  }

  @Get(':id')
  @Tagged()
  @Operation('getSite', 'Get a site', 'The site with its position and how many devices and assets stand there.')
  @Refuses('fleet.site-unknown')
  @Answers(200, siteDetails, 'The site, with an ETag.')
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: uuid }) id: string): Promise<SiteDetailsBody> {
    return siteDetailsBody(await this.sites.get(actor, id));
  }

  @Patch(':id')
  @Operation(
    'changeSite',
    'Change a site',
    'Changes what is given and leaves the rest. Whoever may manage a shared site may do this, too.',
  )
  @Refuses('fleet.site-unknown')
  @Answers(200, siteDetails, 'The site as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: siteChange }) change: SiteChange,
  ): Promise<SiteDetailsBody> {
    return siteDetailsBody(await this.sites.change(actor, id, change));
  }

  @Delete(':id')
  @Operation('deleteSite', 'Delete a site')
  @Refuses('fleet.site-confirmation-wrong', 'fleet.site-unknown')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Gone. Devices and assets stay, standing nowhere; nobody shares it any more.' })
  async delete(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: siteDeletion }) { confirm }: SiteDeletionQuery,
  ): Promise<void> {
    await this.sites.delete(actor, id, confirm);
  }

  @Get(':id/access-log')
  @Operation('listSiteAccessLog', 'List who looked at a site')
  @Refuses('fleet.site-unknown')
  @Answers(200, siteAccessLog, 'Who looked at it as it was shared, latest first; for its administrators.')
  async accessLog(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: siteAccessLogQuery }) { limit, cursor }: SiteAccessLogQuery,
  ) {
    const rows = await this.sites.accessLog(actor, id, limit + 1, cursor);
    return pageFrom(rows, limit, siteAccessEntryBody, ({ lastAt, personId, day }) => [
      lastAt.toISOString(),
      personId,
      day,
    ]);
  }
}
