import { type DeviceId, DomainError, type OrganizationId } from '#libs/kernel';

/** The device is on as many assets as it may be on. */
export class DeviceInstalledError extends DomainError<{ deviceId: DeviceId; serialNumber: string; assetId: string }> {
  readonly code = 'fleet.device-installed';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, serialNumber: string, asset: { readonly id: string; readonly label: string }) {
    super(
      `Device ${serialNumber} is installed on asset "${asset.label}" (${asset.id}) already. Remove it there first, or choose another device.`,
      { deviceId, serialNumber, assetId: asset.id },
    );
  }
}

/** The asset has as many devices as it may have. */
export class AssetOccupiedError extends DomainError<{ assetId: string; deviceId: DeviceId; serialNumber: string }> {
  readonly code = 'fleet.asset-occupied';
  readonly kind = 'conflict';

  constructor(assetId: string, label: string, device: { readonly id: DeviceId; readonly serialNumber: string }) {
    super(
      `Asset "${label}" (${assetId}) has device ${device.serialNumber} on it already. Remove that one first, or choose another asset.`,
      { assetId, deviceId: device.id, serialNumber: device.serialNumber },
    );
  }
}

/** Device and asset belong to different organizations. */
export class DifferentOwnersError extends DomainError<{
  deviceId: DeviceId;
  deviceOwner: OrganizationId;
  assetId: string;
  assetOwner: OrganizationId;
}> {
  readonly code = 'fleet.different-owners';
  readonly kind = 'conflict';

  constructor(
    device: { readonly id: DeviceId; readonly owner: OrganizationId },
    asset: { readonly id: string; readonly owner: OrganizationId },
  ) {
    super(
      `Device ${device.id} belongs to organization ${device.owner}, but asset ${asset.id} to organization ${asset.owner}. Assign the device to that organization first.`,
      { deviceId: device.id, deviceOwner: device.owner, assetId: asset.id, assetOwner: asset.owner },
    );
  }
}

/** The device is on nothing. */
export class NotInstalledError extends DomainError<{ deviceId: DeviceId; serialNumber: string }> {
  readonly code = 'fleet.not-installed';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, serialNumber: string) {
    super(`Device ${serialNumber} is not installed on anything, so it cannot be removed. Look at its history.`, {
      deviceId,
      serialNumber,
    });
  }
}

/** No device with this serial number belongs to the customer. */
export class EdgeDeviceUnknownError extends DomainError<{ serialNumber: string; field: string }> {
  readonly code = 'fleet.edge-device-unknown';
  readonly kind = 'invalid';

  constructor(serialNumber: string, organizationId: OrganizationId) {
    super(
      `No device with the serial number ${serialNumber} belongs to organization ${organizationId}. Compare with its label; one in stock is assigned to the customer first.`,
      { serialNumber, field: 'edgeDeviceSerialNumber' },
    );
  }
}
