import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import {
  type NotificationBody,
  type NotificationPageBody,
  type NotificationQuery,
  type NotificationsRead,
  notification,
  notificationPage,
  notificationQuery,
  notificationsRead,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Inbox, type KeptNotification } from '#libs/notifications';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Tagged } from '../entity-tags/tagged.js';
import { pageFrom } from '../request/page.js';

/** What the signed-in person was told. */
@ApiTags('Sign-in and accounts')
@Controller('notifications')
@PeopleOnly()
export class NotificationsController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @Tagged()
  @Operation(
    'listNotifications',
    'List your notifications',
    'What happened and concerns you, as far as you may still know of it; kept for 90 days.',
  )
  @Answers(200, notificationPage, 'Newest first, with the number of all that are unread, and an ETag.')
  async list(
    @CurrentActor() { personId }: Actor,
    @Query({ schema: notificationQuery }) { limit, cursor, unread: isUnread = false }: NotificationQuery,
  ): Promise<NotificationPageBody> {
    const rows = await this.inbox.list(personId, { isUnread, before: cursor?.[0], limit: limit + 1 });
    const { items, nextCursor } = pageFrom(rows, limit, notificationBodies, ({ id }) => [id]);
    return { items: items.flat(), nextCursor, unread: await this.inbox.unread(personId) };
  }

  @Put('read')
  @HttpCode(204)
  @Operation(
    'readNotifications',
    'Mark notifications as read',
    'Those that are named, or all up to one; what is read already stays as it is.',
  )
  @ApiNoContentResponse({ description: 'They are read.' })
  markRead(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: notificationsRead }) mark: NotificationsRead,
  ): Promise<void> {
    return this.inbox.markRead(personId, mark);
  }
}

/** None of a row that another release wrote, whose kind this one does not know. */
function notificationBodies({ createdAt, readAt, ...kept }: KeptNotification): readonly NotificationBody[] {
  const known = notification.safeParse({
    ...kept,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  });
  return known.success ? [known.data] : [];
}
