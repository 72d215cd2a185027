import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { type Proposal, Proposals } from '#libs/agreements';
import {
  type ProposalAcceptance,
  type ProposalBody,
  type ProposalDecline,
  type ProposalQuery,
  proposal,
  proposalAcceptance,
  proposalDecline,
  proposalPage,
  proposalQuery,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { placeOf, proposalBody } from './proposal-body.js';

/** What providers proposed to their customers. */
@ApiTags('Registrations and contracts')
@Controller('proposals')
export class ProposalsController {
  constructor(private readonly proposals: Proposals) {}

  @Get()
  @InOrganization()
  @Operation('listProposals', 'List service proposals')
  @Answers(200, proposalPage, 'What your organizations proposed or were proposed, newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: proposalQuery }) { limit, cursor: after, status }: ProposalQuery,
  ) {
    const rows = await this.proposals.list(actor, { status, after, limit: limit + 1 });
    return pageFrom(rows, limit, (row) => this.#body(actor, row), placeOf);
  }

  @Post(':id/acceptance')
  @Operation(
    'acceptProposal',
    'Accept a service proposal',
    'For administrators of the customer; the asset counts as linked from now on.',
  )
  @Refuses('fleet.proposal-answered', 'fleet.proposal-unknown', 'fleet.site-not-of-customer')
  @Answers(201, proposal, 'Accepted.')
  async accept(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: proposalAcceptance }) form: ProposalAcceptance,
  ): Promise<ProposalBody> {
    return this.#body(actor, await this.proposals.accept(actor, id, form));
  }

  @Post(':id/decline')
  @Operation(
    'declineProposal',
    'Decline a service proposal',
    'Refuses an offer of service; the provider may make another. For administrators of the customer.',
  )
  @Refuses('fleet.proposal-answered', 'fleet.proposal-unknown')
  @Answers(201, proposal, 'Declined; the provider may propose again.')
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: proposalDecline }) { reason }: ProposalDecline,
  ): Promise<ProposalBody> {
    return this.#body(actor, await this.proposals.decline(actor, id, reason));
  }

  @Delete(':id')
  @Operation(
    'withdrawProposal',
    'Withdraw a service proposal',
    'For the provider, as long as the customer has not answered.',
  )
  @Refuses('fleet.proposal-answered', 'fleet.proposal-unknown')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Withdrawn.' })
  async withdraw(@CurrentActor() actor: Actor, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await this.proposals.withdraw(actor, id);
  }

  #body(actor: Actor, proposed: Proposal): ProposalBody {
    return proposalBody(proposed, this.proposals.allowed(actor, proposed));
  }
}
