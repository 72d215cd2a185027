import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DeviceDetailsBody,
  type DevicePageBody,
  type DeviceQuery,
  deviceCursorOf,
  deviceDetails,
  deviceIdField,
  devicePage,
  deviceQuery,
  type RetirementAnswer,
  type RetirementRequest,
  retirementAnswer,
  retirementRequest,
  type SuspensionAnswer,
  type SuspensionRequest,
  suspensionAnswer,
  suspensionRequest,
} from '#libs/contracts/http';
import { Devices, DeviceUnknownError, deviceSearches, FleetReader, Retirement } from '#libs/devices';
import { type Actor, isGuest, scopeOf } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Tagged } from '../entity-tags/tagged.js';
import { deviceBody, deviceDetailsBody } from './device-body.js';

/** The devices of the caller's organizations. */
@ApiTags('Devices')
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly retirement: Retirement,
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation(
    'listDevices',
    'List devices',
    'One page of the devices of your organizations and of sites shared with you, with state, newest contact, place and contract; filtered, searched and sorted as asked.',
  )
  @Answers(200, devicePage, 'One page of devices.')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: deviceQuery }) query: DeviceQuery,
  ): Promise<DevicePageBody> {
    const now = this.clock.now();
    const selection = { ...query, searches: deviceSearches(query) };
    const { devices, next, count } = await this.reader.devices(scopeOf(actor), selection, now);
    return {
      items: devices.map((device) => deviceBody(device, now)),
      nextCursor: next === undefined ? null : deviceCursorOf(...next),
      ...(count && { count }),
    };
  }

  @Get(':id')
  @Tagged()
  @Operation('getDevice', 'Get a device')
  @Refuses('fleet.device-unknown')
  @Answers(200, deviceDetails, 'The device with its asset, place and contract, with an ETag.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<DeviceDetailsBody> {
    const device = await this.devices.get(actor, id, 'fleet.read');
    const now = this.clock.now();
    const details = await this.reader.device(id, now);
    if (!details) throw new DeviceUnknownError(id);
    const may = await this.devices.allowed(actor, device);
    // What was agreed with whom, and until when, is the owner's and the provider's.
    return deviceDetailsBody(isGuest(actor, device.owner) ? { ...details, contract: null } : details, may, now);
  }

  @Post(':id/suspension')
  @Operation(
    'suspendDevice',
    'Suspend a device',
    'For administrators of the provider and the operator; the device’s live session ends at once, after a lost notice within seconds.',
  )
  @Refuses('fleet.device-unknown', 'fleet.lifecycle-transition')
  @Answers(201, suspensionAnswer, 'The device is kept out until the suspension is lifted.')
  async suspend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: suspensionRequest }) { reason }: SuspensionRequest,
  ): Promise<SuspensionAnswer> {
    return { lifecycle: await this.devices.suspend(actor, id, reason) };
  }

  @Delete(':id/suspension')
  @Operation(
    'resumeDevice',
    'Resume a device',
    'Lifts a suspension: the device may connect again, with the certificates it has.',
  )
  @Refuses('fleet.device-unknown', 'fleet.lifecycle-transition')
  @Answers(200, suspensionAnswer, 'The device may come in again.')
  async resume(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<SuspensionAnswer> {
    return { lifecycle: await this.devices.resume(actor, id) };
  }

  @Post(':id/retirement')
  @Operation(
    'retireDevice',
    'Retire a device',
    'Out of service for good: its certificates are revoked, its live session ends, and it leaves what it is installed on. For administrators of the provider and the operator; it cannot be undone.',
  )
  @Refuses('fleet.device-unknown', 'fleet.lifecycle-transition')
  @Answers(201, retirementAnswer, 'The device is retired.')
  async retire(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: retirementRequest }) { reason }: RetirementRequest,
  ): Promise<RetirementAnswer> {
    const revoked = await this.retirement.retire(actor, id, reason);
    return { lifecycle: 'retired', revokedCertificates: [...revoked] };
  }
}
