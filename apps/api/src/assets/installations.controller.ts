import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assetIdField,
  type DeviceInstallationPageBody,
  deviceIdField,
  deviceInstallationPage,
  type InstallableDeviceBody,
  type InstallableDeviceQuery,
  type InstallationBody,
  type InstallationQuery,
  installableDevicePage,
  installableDeviceQuery,
  installation,
  installationPage,
  installationQuery,
  type NewInstallation,
  newInstallation,
} from '#libs/contracts/http';
import { type FreeDevice, type Installation, Installations } from '#libs/equipment';
import type { Actor } from '#libs/identity';
import type { DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** Which device is on which asset (R0-24, R0-25). */
@ApiTags('Equipment')
@Controller()
export class InstallationsController {
  constructor(private readonly installations: Installations) {}

  @Post('devices/:id/installation')
  @Operation('installDevice', 'Install a device on an asset')
  @Refuses(
    'fleet.asset-occupied',
    'fleet.asset-unknown',
    'fleet.device-installed',
    'fleet.device-unknown',
    'fleet.different-owners',
    'fleet.lifecycle-transition',
  )
  @Answers(201, installation, 'The device is on the asset from now on, and stands where that stands.')
  async install(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: newInstallation }) { assetId }: NewInstallation,
  ): Promise<InstallationBody> {
    return installationBody(await this.installations.install(actor, id, assetId));
  }

  @Delete('devices/:id/installation')
  @Operation('removeDevice', 'Remove a device from its asset')
  @Refuses('fleet.device-unknown', 'fleet.not-installed')
  @Answers(200, installation, 'The device is on nothing from now on; this is what ended.')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<InstallationBody> {
    return installationBody(await this.installations.remove(actor, id));
  }

  @Get('devices/:id/installations')
  @Operation('listDeviceInstallations', 'List the installations of a device')
  @Refuses('fleet.device-unknown', 'fleet.owners-only')
  @Answers(200, deviceInstallationPage, 'What the device is and was on, newest first; as far as you see those assets.')
  async ofDevice(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Query({ schema: installationQuery }) { limit, cursor }: InstallationQuery,
  ): Promise<DeviceInstallationPageBody> {
    const rows = await this.installations.ofDevice(actor, id, limit + 1, cursor);
    return pageFrom(rows, limit, deviceInstallationBody, (row) => [row.installedAt.toISOString(), row.id]);
  }

  @Get('assets/:id/installations')
  @Operation('listInstallations', 'List the installations of an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(200, installationPage, 'Which devices are and were on the asset, newest first.')
  async ofAsset(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Query({ schema: installationQuery }) { limit, cursor }: InstallationQuery,
  ) {
    const rows = await this.installations.ofAsset(actor, id, limit + 1, cursor);
    return pageFrom(rows, limit, installationBody, (row) => [row.installedAt.toISOString(), row.id]);
  }

  @Get('assets/:id/installable-devices')
  @Operation('listInstallableDevices', 'List the devices that can be installed on an asset')
  @Refuses('fleet.asset-unknown')
  @Answers(200, installableDevicePage, 'The customer’s devices that are on nothing, by serial number.')
  async installable(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: assetIdField }) id: string,
    @Query({ schema: installableDeviceQuery }) { limit, cursor, q = '' }: InstallableDeviceQuery,
  ) {
    const wanted = { start: q.toUpperCase(), limit: limit + 1, after: cursor?.[0] };
    const rows = await this.installations.installable(actor, id, wanted);
    return pageFrom(rows, limit, freeDeviceBody, ({ serialNumber }) => [serialNumber]);
  }
}

const installationBody = (row: Installation): InstallationBody => ({
  id: row.id,
  device: { id: row.deviceId, serialNumber: row.deviceSerialNumber },
  assetId: row.assetId,
  installedAt: row.installedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
});

const deviceInstallationBody = (row: Installation): DeviceInstallationPageBody['items'][number] => ({
  id: row.id,
  asset: { id: row.assetId, label: row.assetLabel },
  installedAt: row.installedAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
});

const freeDeviceBody = ({ id, serialNumber, name, type, siteId, connectivity }: FreeDevice): InstallableDeviceBody => ({
  id,
  serialNumber,
  name,
  type,
  siteId,
  connectivity,
});
