import type { IClientOptions } from 'mqtt';
import type { Platform } from './platform.js';
import type { ProvisionedDevice } from './provisioning.js';

/** As a device's web form has it: one file for the key, one for trust and certificate (R1-37). */
export function connectionOf(
  { mqttPort }: Platform,
  { key, pem }: Pick<ProvisionedDevice, 'key' | 'pem'>,
): IClientOptions {
  return { protocol: 'mqtts', host: 'localhost', port: mqttPort, key, cert: pem, ca: pem, reconnectPeriod: 0 };
}
