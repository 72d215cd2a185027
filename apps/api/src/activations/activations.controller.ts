import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Activation, type ActivationAnswer, activation, activationAnswer, linkToken } from '#libs/contracts/http';
import { Activations } from '#libs/identity';
import { Public } from '../auth/public.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** The first sign-in of somebody whose account a registration opened. */
@ApiTags('Sign-in and accounts')
@Controller('activations')
@Public()
export class ActivationsController {
  constructor(
    private readonly activations: Activations,
    private readonly answer: SessionAnswer,
  ) {}

  @Post(':token')
  @StrictRateLimit()
  @Operation('activateAccount', 'Activate an account by its link')
  @Refuses(
    'identity.link-expired',
    'identity.link-replaced',
    'identity.link-unknown',
    'identity.link-used',
    'identity.origin-refused',
    'identity.password-is-address',
    'identity.password-length',
  )
  @Answers(201, activationAnswer, 'The account is active; the token is of a session, and in the cookie if asked for.')
  async activate(
    @Param('token', { schema: linkToken }) linkTokenText: string,
    @Body({ schema: activation }) { password, cookie: isCookie = false }: Activation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationAnswer> {
    this.answer.requireOwnOrigin(isCookie, request);
    const { personId, ...opened } = await this.activations.activate(linkTokenText, password, isCookie);
    return { personId, ...this.answer.handOver(reply, opened, isCookie) };
  }
}
