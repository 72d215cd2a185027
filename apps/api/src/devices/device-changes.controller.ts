import { Body, Controller, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type DeviceChange,
  type DeviceDetailsBody,
  deviceChange,
  deviceDetails,
  deviceIdField,
  type ReplacementBody,
  type ReplacementRequest,
  replacement,
  replacementRequest,
} from '#libs/contracts/http';
import { DeviceChanges, Devices, DeviceUnknownError, FleetReader, Replacements } from '#libs/devices';
import { type Actor, isGuest } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { deviceDetailsBody } from './device-body.js';

/** What people change about a device. */
@ApiTags('Devices')
@Controller('devices/:id')
export class DeviceChangesController {
  constructor(
    private readonly devices: Devices,
    private readonly changes: DeviceChanges,
    private readonly replacements: Replacements,
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  @Patch()
  @Operation(
    'changeDevice',
    'Change a device',
    'Changes what is given and leaves the rest. A system name that is typed here counts until the device reports another one.',
  )
  @Refuses('fleet.device-changed', 'fleet.device-unknown', 'fleet.site-unknown', 'fleet.too-many-tags')
  @Answers(200, deviceDetails, 'The device as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: deviceChange }) change: DeviceChange,
  ): Promise<DeviceDetailsBody> {
    await this.changes.change(actor, id, change);
    const device = await this.devices.get(actor, id, 'fleet.read');
    const now = this.clock.now();
    const details = await this.reader.device(id, now);
    if (!details) throw new DeviceUnknownError(id);
    const may = await this.devices.allowed(actor, device);
    return deviceDetailsBody(isGuest(actor, device.owner) ? { ...details, contract: null } : details, may, now);
  }

  @Post('replacement')
  @Operation(
    'replaceDevice',
    'Replace a device',
    'Asset, shares, contract and history stay; the old device is retired and its certificates are revoked.',
  )
  @Refuses(
    'fleet.device-changed',
    'fleet.device-in-stock',
    'fleet.device-unknown',
    'fleet.lifecycle-transition',
    'fleet.replacement-unfit',
    'fleet.serial-number-unknown',
  )
  @Answers(201, replacement, 'The other device has taken the place.')
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: replacementRequest }) { serialNumber, reason }: ReplacementRequest,
  ): Promise<ReplacementBody> {
    const replaced = await this.replacements.replace(actor, id, serialNumber, reason ?? null);
    const { old, device, at, assetIds, contractIds, revokedCertificates } = replaced;
    return {
      deviceId: device.id,
      serialNumber: device.serialNumber,
      organizationId: old.owner.id,
      siteId: old.siteId,
      assetIds: [...assetIds],
      contractIds: [...contractIds],
      replacedAt: at.toISOString(),
      retired: { deviceId: old.id, serialNumber: old.serialNumber, revokedCertificates: [...revokedCertificates] },
    };
  }
}
