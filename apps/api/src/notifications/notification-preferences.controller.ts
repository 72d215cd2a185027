import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type NewNotificationPreferences,
  type NotificationPreferencesBody,
  newNotificationPreferences,
  notificationPreferences,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Inbox, type Preference } from '#libs/notifications';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** How the signed-in person wants to be told. */
@ApiTags('Sign-in and accounts')
@Controller('me/notification-preferences')
@PeopleOnly()
export class NotificationPreferencesController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @Operation('getNotificationPreferences', 'Get how you are told of what')
  @Answers(
    200,
    notificationPreferences,
    'Each kind, whether it is told in the page and by mail, and what is not to choose.',
  )
  async get(@CurrentActor() { personId }: Actor): Promise<NotificationPreferencesBody> {
    return bodyOf(await this.inbox.preferences(personId));
  }

  @Put()
  @Operation(
    'putNotificationPreferences',
    'Choose how you are told of what',
    'In the place of all you chose before. A kind that is not named is told as the platform has it.',
  )
  @Refuses('notifications.fixed')
  @Answers(200, notificationPreferences, 'As it is now; it counts for what is told from here on.')
  async put(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: newNotificationPreferences }) { items }: NewNotificationPreferences,
  ): Promise<NotificationPreferencesBody> {
    return bodyOf(await this.inbox.choose(personId, items));
  }
}

const bodyOf = (preferences: readonly Preference[]): NotificationPreferencesBody => ({
  items: preferences.map(({ kind, page, mail }) => ({ kind, page: { ...page }, mail: { ...mail } })),
});
