import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type OwnSessionBody, type OwnSessionQuery, ownSessionPage, ownSessionQuery, uuid } from '#libs/contracts/http';
import { type Actor, type Session, Sessions } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** Where the signed-in person is signed in. */
@ApiTags('Sign-in and accounts')
@Controller('me/sessions')
@PeopleOnly()
export class OwnSessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @Operation('listSessions', 'List your sessions')
  @Answers(200, ownSessionPage, 'The own sessions that have not ended, newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: ownSessionQuery }) { limit, cursor }: OwnSessionQuery,
  ): Promise<{ items: OwnSessionBody[]; nextCursor: string | null }> {
    const rows = await this.sessions.list(actor, limit + 1, cursor?.[0]);
    return pageFrom(
      rows,
      limit,
      (session) => ownSessionBody(session, actor),
      ({ id }) => [id],
    );
  }

  @Delete()
  @Operation('endOtherSessions', 'End all your other sessions', 'Ends all sessions but the one of this request.')
  @HttpCode(204)
  async endOthers(@CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.endOthers(actor);
  }

  @Delete(':id')
  @Operation(
    'endSession',
    'End one of your sessions',
    'Signs out a browser or program of yours; its next request is 401.',
  )
  @Refuses('identity.session-not-found')
  @HttpCode(204)
  async end(@CurrentActor() actor: Actor, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await this.sessions.end(actor, id);
  }
}

function ownSessionBody(session: Session, actor: Actor): OwnSessionBody {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    seenAt: session.seenAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    remoteAddress: session.remoteAddress,
    userAgent: session.userAgent,
    cookie: session.isCookie,
    current: session.id === actor.sessionId,
  };
}
