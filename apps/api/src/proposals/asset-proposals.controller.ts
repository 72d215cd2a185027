import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Proposal, Proposals } from '#libs/agreements';
import {
  type NewProposal,
  newProposal,
  type ProposalBody,
  type ProposalQuery,
  proposal,
  proposalPage,
  proposalQuery,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { placeOf, proposalBody } from './proposal-body.js';

/** What was proposed for one machine. */
@ApiTags('Registrations and contracts')
@Controller('assets/:id/proposals')
export class AssetProposalsController {
  constructor(private readonly proposals: Proposals) {}

  @Get()
  @Operation(
    'listAssetProposals',
    'List the service proposals for an asset',
    'Offers of service for the asset, newest first, with who made each and how it was answered.',
  )
  @Refuses('fleet.asset-unknown')
  @Answers(200, proposalPage, 'Newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: proposalQuery }) { limit, cursor: after, status }: ProposalQuery,
  ) {
    const rows = await this.proposals.listOf(actor, id, { status, after, limit: limit + 1 });
    return pageFrom(rows, limit, (row) => this.#body(actor, row), placeOf);
  }

  @Post()
  @Operation(
    'createProposal',
    'Propose service for an asset',
    'For the provider of the customer whose asset it is; the customer’s administrators get a mail.',
  )
  @Refuses('fleet.asset-served', 'fleet.asset-unknown', 'fleet.proposal-open')
  @Answers(201, proposal, 'It waits for the customer’s answer.')
  async propose(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: newProposal }) { message }: NewProposal,
  ): Promise<ProposalBody> {
    return this.#body(actor, await this.proposals.propose(actor, id, message));
  }

  #body(actor: Actor, proposed: Proposal): ProposalBody {
    return proposalBody(proposed, this.proposals.allowed(actor, proposed));
  }
}
