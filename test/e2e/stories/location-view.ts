import { assetPage, devicePage, latestReadings, locations, sitePage } from '#libs/contracts/http';
import type { ApiClient } from '../platform/api-client.js';

/** What somebody sees of locations, of what stands there, and of what one of the devices measures. */
export async function locationView(as: ApiClient, deviceId: string) {
  const { items: sites } = await as.read('/sites', sitePage);
  const { items: devices } = await as.read('/devices', devicePage);
  const { items: assets } = await as.read('/assets', assetPage);
  const { features } = await as.read('/locations', locations);
  const values = await as.get(`/devices/${deviceId}/latest`);
  return {
    sites: sites.map(({ name }) => name),
    devices: devices.map(({ serialNumber }) => serialNumber),
    assets: assets.map(({ serialNumber }) => serialNumber),
    onTheMap: features.length,
    /** Or the status of the refusal. */
    values: values.status === 200 ? latestReadings.parse(values.body).items.map(({ value }) => value) : values.status,
  };
}
