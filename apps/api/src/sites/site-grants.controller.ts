import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type NewShareCode,
  type NewSiteGrant,
  newShareCode,
  newSiteGrant,
  type ShareCodeBody,
  type SiteGrantBody,
  type SitePermissionQuery,
  shareCode,
  siteGrant,
  sitePermissionPage,
  sitePermissionQuery,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { SiteSharing } from '#libs/sites';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { grantBody, permissionBody } from './grant-body.js';

/** Who has access to a site, and letting others in. */
@ApiTags('Sites and sharing')
@Controller('sites/:id')
export class SiteGrantsController {
  constructor(
    private readonly sharing: SiteSharing,
    private readonly clock: Clock,
  ) {}

  @Get('grants')
  @Operation('listSitePermissions', 'List who has access to a site')
  @Refuses('fleet.site-unknown')
  @Answers(200, sitePermissionPage, 'Everybody with access: the owner, its people, and every share.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: sitePermissionQuery }) { limit, cursor }: SitePermissionQuery,
  ) {
    const rows = await this.sharing.permissions(actor, id, limit + 1, cursor);
    const now = this.clock.now();
    return pageFrom(
      rows,
      limit,
      ([permission]) => permissionBody(permission, now),
      ([, position]) => position,
    );
  }

  @Post('grants')
  @Operation('shareSite', 'Share a site')
  @Refuses(
    'fleet.grant-end-past',
    'fleet.grant-limit',
    'fleet.share-key-unknown',
    'fleet.site-seen-anyway',
    'fleet.site-unknown',
    'identity.code-entry-locked',
  )
  @Answers(201, siteGrant, 'Shared; the code went out by mail, to nobody but the person or the administrators.')
  async share(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: newSiteGrant }) grant: NewSiteGrant,
  ): Promise<SiteGrantBody> {
    const made =
      grant.way === 'email'
        ? await this.sharing.byEmail(actor, id, grant.email, grant)
        : await this.sharing.byKey(actor, id, grant.key, grant);
    return grantBody(made, this.clock.now());
  }

  @Delete('grants/:grantId')
  @Operation('withdrawSiteGrant', 'Withdraw the share of a site')
  @Refuses('fleet.site-grant-unknown', 'fleet.site-unknown')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Withdrawn, with all that were made under it; it lets nobody in any more.' })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Param('grantId', { schema: uuid }) grantId: string,
  ): Promise<void> {
    await this.sharing.withdraw(actor, id, grantId);
  }

  @Post('share-codes')
  @Operation('createShareCode', 'Create a code that shares a site')
  @Refuses('fleet.grant-end-past', 'fleet.grant-limit', 'fleet.site-unknown')
  @Answers(201, shareCode, 'A code for anybody, valid for 7 days and shown this once; the one before is dead.')
  async makeCode(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: newShareCode }) terms: NewShareCode,
  ): Promise<ShareCodeBody> {
    const { code, grant } = await this.sharing.byCode(actor, id, terms);
    return {
      grantId: grant.id,
      code,
      access: grant.access,
      expiresAt: grant.codeExpiresAt.toISOString(),
      endsAt: grant.endsAt?.toISOString() ?? null,
    };
  }
}
