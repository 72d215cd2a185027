import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type UnidentifiedAttemptBody,
  type UnidentifiedAttemptQuery,
  unidentifiedAttemptPage,
  unidentifiedAttemptQuery,
} from '#libs/contracts/http';
import { FleetReader, type UnidentifiedConnection } from '#libs/devices';
import { type Actor, scopeOf, seesWholePlatform } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { pageFrom } from '../request/page.js';
import { attemptBody } from './attempt-body.js';

/** Refused clients that proved to be no device: those that stand on no device's page. */
@ApiTags('Devices')
@Controller('connection-attempts')
export class ConnectionAttemptsController {
  constructor(private readonly fleet: FleetReader) {}

  @Get()
  @InOrganization()
  @Operation(
    'listUnidentifiedConnectionAttempts',
    'List the refused connections of no proven device',
    'Clients of a foreign authority, without a certificate, without TLS or with an old one, and those that did not trust the broker. The operator sees all of them; others see those that name a device of theirs by a certificate, an id, a serial number or a MAC address, or that showed no certificate and came from an address where only devices of that one organization were last seen. Nobody vouches for what names a device.',
  )
  @Answers(200, unidentifiedAttemptPage, 'Handshakes the broker refused, newest first.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: unidentifiedAttemptQuery }) { limit, cursor, ...filters }: UnidentifiedAttemptQuery,
  ) {
    const scope = { paths: scopeOf(actor).paths, everything: seesWholePlatform(actor) };
    const { cause, from, to, deviceId } = filters;
    const selection = { cause, from, to, deviceId, limit: limit + 1, before: cursor?.[0] };
    const rows = await this.fleet.unidentifiedConnections(scope, selection);
    return pageFrom(rows, limit, unidentifiedBody, ({ id }) => [id]);
  }
}

function unidentifiedBody(attempt: UnidentifiedConnection): UnidentifiedAttemptBody {
  const { namedDeviceId: id, namedDeviceSerialNumber: serialNumber, namedBy: by } = attempt;
  const isNamed = id !== null && serialNumber !== null && by !== null;
  return { ...attemptBody(attempt), namedDevice: isNamed ? { id, serialNumber, by } : null };
}
