import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { type RegistrationDraft, RegistrationDrafts } from '#libs/agreements';
import {
  type RegistrationDraftBody,
  type RegistrationDraftChange,
  type RegistrationDraftListBody,
  registrationDraft,
  registrationDraftChange,
  registrationDraftList,
  uuid,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Registration forms that were begun. */
@ApiTags('Registrations and contracts')
@Controller('registration-drafts')
@PeopleOnly()
export class RegistrationDraftsController {
  constructor(private readonly drafts: RegistrationDrafts) {}

  @Get()
  @Operation(
    'listRegistrationDrafts',
    'List your registration forms that were begun',
    'Your own alone. One that was not saved for 30 days is forgotten.',
  )
  @Answers(200, registrationDraftList, 'Your drafts, newest first.')
  async list(@CurrentActor() actor: Actor): Promise<RegistrationDraftListBody> {
    return { items: (await this.drafts.list(actor)).map(draftBody) };
  }

  @Put(':id')
  @Operation(
    'saveRegistrationDraft',
    'Save a registration form that was begun',
    'Under an id of your own choice. It takes the place of the version it names, so that two browsers do not overwrite each other unseen.',
  )
  @Refuses('fleet.registration-draft-changed', 'fleet.registration-draft-unknown', 'fleet.too-many-registration-drafts')
  @Answers(200, registrationDraft, 'The draft as it is kept.')
  async save(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: registrationDraftChange }) change: RegistrationDraftChange,
  ): Promise<RegistrationDraftBody> {
    return draftBody(await this.drafts.save(actor, id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation(
    'deleteRegistrationDraft',
    'Throw away a registration form that was begun',
    'One of your own, once it is registered or no longer wanted. What was registered from it stays.',
  )
  @Refuses('fleet.registration-draft-unknown')
  @ApiNoContentResponse({ description: 'There is no such draft any more.' })
  forget(@CurrentActor() actor: Actor, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.drafts.forget(actor, id);
  }
}

function draftBody({ updatedAt, fields, ...draft }: RegistrationDraft): RegistrationDraftBody {
  return { ...draft, fields: { ...fields }, updatedAt: updatedAt.toISOString() };
}
