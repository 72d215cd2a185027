import { z } from 'zod';
import { connectivityState } from './device.js';
import { pageCursor, pageLimit, pageOf } from './page.js';
import { instantInList, singleLine, timestamp, uuid } from './text.js';

/** A device on an asset for a span of time (R0-24). */
export const installation = z
  .object({
    id: uuid,
    device: z.object({ id: uuid, serialNumber: z.string() }),
    assetId: uuid,
    installedAt: timestamp,
    removedAt: timestamp.nullable().describe('Exclusive; null: it is on it still.'),
  })
  .meta({ id: 'Installation' });
export type InstallationBody = z.infer<typeof installation>;

/** `POST /devices/{id}/installation` (R0-25). */
export const newInstallation = z.strictObject({ assetId: uuid });
export type NewInstallation = z.output<typeof newInstallation>;

/** `GET /assets/{id}/installations`, newest first. */
export const installationQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([instantInList, uuid])),
});
export type InstallationQuery = z.output<typeof installationQuery>;

export const installationPage = pageOf(installation).meta({ id: 'InstallationPage' });

/** `GET /devices/{id}/installations`, newest first: what the device is and was on, as far as it is of your organizations. */
export const deviceInstallationPage = pageOf(
  z.object({
    id: uuid,
    asset: z.object({ id: uuid, label: z.string().describe('Its name, else model number and serial number.') }),
    installedAt: timestamp,
    removedAt: timestamp.nullable().describe('Exclusive; null: it is on it still.'),
  }),
).meta({ id: 'DeviceInstallationPage' });
export type DeviceInstallationPageBody = z.infer<typeof deviceInstallationPage>;

/** A device that can be installed on an asset (R3-41). */
export const installableDevice = z
  .object({
    id: uuid,
    serialNumber: z.string(),
    name: z.string(),
    type: z.string().describe('Name of its device model.'),
    siteId: uuid.nullable(),
    connectivity: connectivityState,
  })
  .meta({ id: 'InstallableDevice' });
export type InstallableDeviceBody = z.infer<typeof installableDevice>;

/** `GET /assets/{id}/installable-devices`, by serial number. */
export const installableDeviceQuery = z.strictObject({
  limit: pageLimit,
  cursor: pageCursor(z.tuple([z.string().max(100)])),
  q: singleLine(100).optional().describe('Start of the serial number, in any case.'),
});
export type InstallableDeviceQuery = z.output<typeof installableDeviceQuery>;

export const installableDevicePage = pageOf(installableDevice).meta({ id: 'InstallableDevicePage' });
