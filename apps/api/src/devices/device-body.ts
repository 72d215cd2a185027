import { disconnectCauseInWords } from '#libs/contracts/events';
import { type DeviceBody, type DeviceDetailsBody, freshnessAt } from '#libs/contracts/http';
import { type DeviceDetails, type ListedDevice, systemNameMatches, systemNameTemplate } from '#libs/devices';
import type { Action } from '#libs/identity';

/** A device as lists show it. */
export function deviceBody(device: ListedDevice, now: Date): DeviceBody {
  const { connectivity, certificate } = device;
  return {
    id: device.id,
    serialNumber: device.serialNumber,
    macAddress: device.macAddress,
    type: device.type,
    name: device.name,
    organizationId: device.organizationId,
    organizationName: device.organizationName,
    siteId: device.siteId,
    tags: [...device.tags],
    lifecycle: device.lifecycle,
    connectivity: {
      state: connectivity.state,
      since: connectivity.since?.toISOString() ?? null,
      ...(connectivity.cause !== null && {
        cause: connectivity.cause,
        detail: disconnectCauseInWords(connectivity.cause),
      }),
      lastSeenAt: connectivity.lastSeenAt?.toISOString() ?? null,
    },
    freshness: freshnessAt(connectivity.lastSeenAt, now),
    certificate: { state: certificate.state, notAfter: certificate.notAfter?.toISOString() ?? null },
    createdAt: device.createdAt.toISOString(),
  };
}

/** A device as its own page shows it. */
export function deviceDetailsBody(device: DeviceDetails, may: readonly Action[], now: Date): DeviceDetailsBody {
  const { keyAlgorithm, asset, site, contract, systemName, rating } = device;
  return {
    ...deviceBody(device, now),
    keyAlgorithm,
    asset,
    site,
    contract,
    systemName,
    systemNameMatches: systemNameMatches(systemName, asset),
    systemNameTemplate: systemNameTemplate(asset && { ...asset, rating }),
    may: [...may],
  };
}
