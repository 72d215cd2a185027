import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AddedSiteBody,
  addedSite,
  type ShareAcceptanceRequest,
  type SharedSiteOfferBody,
  shareAcceptance,
  shareCodeField,
  sharedSiteOffer,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { ShareAcceptance } from '#libs/sites';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** Adding a location by its code, as its receiver meets it (R4-16). */
@ApiTags('Sites and sharing')
@Controller('share-codes/:code')
@PeopleOnly()
export class ShareCodesController {
  constructor(private readonly acceptance: ShareAcceptance) {}

  @Get()
  @StrictRateLimit()
  @Operation('getShareCode', 'Get what a share code offers')
  @Refuses('fleet.share-code-expired', 'fleet.share-code-unknown', 'identity.code-entry-locked')
  @Answers(200, sharedSiteOffer, 'What the code would add; wrong codes count, and lock out for a while.')
  async open(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: shareCodeField }) code: string,
  ): Promise<SharedSiteOfferBody> {
    const { siteName, owner, ownerName, access, way, organization, codeExpiresAt, endsAt } = await this.acceptance.open(
      actor,
      code,
    );
    return {
      siteName,
      owner: { id: owner.id, name: ownerName },
      access,
      way,
      organization,
      expiresAt: codeExpiresAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    };
  }

  @Post('acceptance')
  @StrictRateLimit()
  @Operation('acceptShareCode', 'Accept a shared site by its code')
  @Refuses(
    'fleet.share-code-expired',
    'fleet.share-code-unknown',
    'fleet.share-receiver',
    'fleet.site-seen-anyway',
    'identity.code-entry-locked',
    'identity.organization-unknown',
  )
  @Answers(201, addedSite, 'Added: the site is in your lists now. The code is used up.')
  async accept(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: shareCodeField }) code: string,
    @Body({ schema: shareAcceptance }) { organizationId }: ShareAcceptanceRequest,
  ): Promise<AddedSiteBody> {
    const { siteId, siteName, owner, ownerName, access } = await this.acceptance.accept(actor, code, organizationId);
    return { siteId, siteName, owner: { id: owner.id, name: ownerName }, access };
  }
}
