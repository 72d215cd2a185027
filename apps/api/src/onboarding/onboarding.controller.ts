import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type CustomerOnboarding, nextStepOf, OnboardingReader, onboardingSteps } from '#libs/agreements';
import {
  type CustomerOnboardingBody,
  type OnboardingQuery,
  onboardingPage,
  onboardingQuery,
} from '#libs/contracts/http';
import { type Actor, pathsWhere } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { pageFrom } from '../request/page.js';

/** How far customers have come, from their first person to a configured asset. */
@ApiTags('Organizations')
@Controller('onboarding')
export class OnboardingController {
  constructor(private readonly reader: OnboardingReader) {}

  @Get()
  @InOrganization()
  @Operation('listOnboarding', 'List how far customers are set up')
  @Answers(200, onboardingPage, 'Your customers by name, each with what is done and what is next.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: onboardingQuery }) query: OnboardingQuery) {
    const { limit, cursor: after, organizationId } = query;
    const selection = { after, organizationId, limit: limit + 1 };
    const rows = await this.reader.page(pathsWhere(actor, 'fleet.read'), selection);
    return pageFrom(rows, limit, onboardingBody, ({ name, organizationId: id }) => [name, id]);
  }
}

function onboardingBody(customer: CustomerOnboarding): CustomerOnboardingBody {
  return {
    organizationId: customer.organizationId,
    name: customer.name,
    steps: onboardingSteps.map((step) => ({ step, done: customer.done[step] })),
    nextStep: nextStepOf(customer),
  };
}
