import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceOwnerships } from '#libs/agreements';
import { disconnectCauseInWords } from '#libs/contracts/events';
import {
  type ConnectivityPageBody,
  connectionAttemptPage,
  connectivityPage,
  deviceIdField,
  type HistoryQuery,
  historyQuery,
  type NumberedQuery,
  numberedQuery,
  type RejectedMessagePageBody,
  rejectedMessagePage,
} from '#libs/contracts/http';
import { FleetReader } from '#libs/devices';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { TelemetryReader } from '#libs/telemetry';
import { CurrentActor } from '../auth/current-actor.js';
import { Compressed } from '../compression/compression.js';
import { attemptBody } from '../connection-attempts/attempt-body.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';
import { rejectedMessageBody } from './rejected-message-body.js';

/**
 * What happened to a device, for who must act: each refusal and each loss with its cause; for each caller at the times when
 * the device was theirs to see.
 */
@ApiTags('Devices')
@Controller('devices/:id')
export class DeviceHistoryController {
  constructor(
    private readonly ownerships: DeviceOwnerships,
    private readonly fleet: FleetReader,
    private readonly telemetry: TelemetryReader,
  ) {}

  @Get('connection-attempts')
  @Operation('listConnectionAttempts', 'List the refused connections of a device')
  @Refuses('fleet.device-unknown', 'fleet.owners-only')
  @Answers(200, connectionAttemptPage, 'Handshakes and sessions the broker refused, newest first.')
  async connectionAttempts(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: numberedQuery }) { limit, cursor }: NumberedQuery,
  ) {
    const { spans } = await this.ownerships.seeRefusals(actor, id);
    const rows = await this.fleet.refusedConnections(id, spans, limit + 1, cursor?.[0]);
    return pageFrom(rows, limit, attemptBody, (row) => [row.id]);
  }

  @Get('connectivity')
  @Compressed()
  @Operation(
    'listConnectivityEvents',
    'List when a device connected and disconnected',
    'One page of connects and disconnects, newest first, each disconnect with its cause; of the times in which an owner you see had the device.',
  )
  @Refuses('fleet.device-unknown', 'telemetry.bad-cursor')
  @Answers(200, connectivityPage, 'Connects and disconnects, newest first.')
  async connectivity(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: historyQuery }) query: HistoryQuery,
  ): Promise<ConnectivityPageBody> {
    const device = await this.ownerships.see(actor, id);
    const { items, nextCursor } = await this.telemetry.connectivity(device, query);
    return {
      items: items.map(({ occurredAt, event, cause, sessionId, remoteAddress }) => ({
        occurredAt: occurredAt.toISOString(),
        event,
        cause: cause ?? null,
        detail: cause === undefined ? null : disconnectCauseInWords(cause),
        sessionId,
        remoteAddress: device.isGuest ? null : (remoteAddress ?? null),
      })),
      nextCursor: nextCursor ?? null,
    };
  }

  @Get('rejected-messages')
  @Operation('listRejectedMessages', 'List the rejected messages of a device')
  @Refuses('fleet.device-unknown', 'fleet.owners-only', 'telemetry.bad-cursor')
  @Answers(200, rejectedMessagePage, 'Messages of which something could not be stored, newest first.')
  async rejectedMessages(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: historyQuery }) query: HistoryQuery,
  ): Promise<RejectedMessagePageBody> {
    const device = await this.ownerships.seeRefusals(actor, id);
    const { items, nextCursor } = await this.telemetry.rejectedMessages(device, query);
    return { items: items.map(rejectedMessageBody), nextCursor: nextCursor ?? null };
  }
}
