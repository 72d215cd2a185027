import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ReceivedRequest, RegistrationRequests } from '#libs/agreements';
import {
  type NewRegistrationRequest,
  newRegistrationRequest,
  type ReceivedRegistrationRequestBody,
  type RegistrationRequestDecline,
  type RegistrationRequestQuery,
  receivedRegistrationRequest,
  registrationRequestDecline,
  registrationRequestPage,
  registrationRequestQuery,
  uuid,
} from '#libs/contracts/http';
import type { Action, Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Metrics } from '../observability/metrics.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';
import { pageFrom } from '../request/page.js';
import { noSoonerThan } from '../request/same-time.js';

/** How long a request is answered after, milliseconds: whether anything was kept is lost in it. */
const ANSWERED_AFTER_MS = 250;

/** What devices and customers ask providers to register. */
@ApiTags('Registrations and contracts')
@Controller('registration-requests')
export class RegistrationRequestsController {
  constructor(
    private readonly requests: RegistrationRequests,
    private readonly metrics: Metrics,
  ) {}

  @Post()
  @StrictRateLimit()
  @Operation(
    'sendRegistrationRequest',
    'Send a registration request',
    'For anybody who has a provider’s key; the answer and its time are the same whether the key is somebody’s or not.',
  )
  @Public()
  @HttpCode(202)
  async send(@Body({ schema: newRegistrationRequest }) form: NewRegistrationRequest, @Ip() ip: string): Promise<void> {
    const reception = this.requests.receive(form, ip).then((outcome) => this.metrics.countRegistrationRequest(outcome));
    await noSoonerThan(ANSWERED_AFTER_MS, reception);
  }

  @Get()
  @InOrganization()
  @Operation('listRegistrationRequests', 'List registration requests')
  @Answers(200, registrationRequestPage, 'What was sent to your organization, newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: registrationRequestQuery }) { limit, cursor: after, status }: RegistrationRequestQuery,
  ) {
    const rows = await this.requests.list(actor, { status, after, limit: limit + 1 });
    return pageFrom(
      rows,
      limit,
      (row) => this.#body(actor, row),
      ({ sentAt, id }) => [sentAt.toISOString(), id],
    );
  }

  @Get(':id')
  @Operation(
    'getRegistrationRequest',
    'Get a registration request',
    'What somebody asked to be registered with, when, and whether it was answered.',
  )
  @Refuses('fleet.registration-request-unknown')
  @Answers(200, receivedRegistrationRequest, 'The request.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
  ): Promise<ReceivedRegistrationRequestBody> {
    return this.#body(actor, await this.requests.get(actor, id));
  }

  @Post(':id/decline')
  @Operation(
    'declineRegistrationRequest',
    'Decline a registration request',
    'For whoever may register; nobody is told. `POST /registrations` with its id registers it.',
  )
  @Refuses('fleet.registration-request-answered', 'fleet.registration-request-unknown')
  @Answers(201, receivedRegistrationRequest, 'Declined.')
  async decline(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: registrationRequestDecline }) { reason }: RegistrationRequestDecline,
  ): Promise<ReceivedRegistrationRequestBody> {
    return this.#body(actor, await this.requests.decline(actor, id, reason));
  }

  #body(actor: Actor, request: ReceivedRequest): ReceivedRegistrationRequestBody {
    return requestBody(request, this.requests.allowed(actor, request));
  }
}

function requestBody(request: ReceivedRequest, may: readonly Action[]): ReceivedRegistrationRequestBody {
  return {
    id: request.id,
    providerId: request.owner.id,
    status: request.status,
    form: request.form,
    sentAt: request.sentAt.toISOString(),
    remoteAddress: request.remoteAddress,
    answeredById: request.answeredById,
    answeredAt: request.answeredAt?.toISOString() ?? null,
    reason: request.reason,
    deviceId: request.deviceId,
    may: [...may],
  };
}
