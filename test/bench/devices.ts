import { join } from 'node:path';
import { PrismaCertificateLedger } from '#libs/certificates';
import { deviceId, newUuid, systemClock } from '#libs/kernel';
import { CertificateSubject, deviceProfile, Issuance, parseCertificationRequest } from '#libs/pki';
import { type DatabaseConnection, loadIssuingAuthority } from '#libs/platform';
import { aCertificationRequest } from '#libs/testing';
import type { PublisherIdentity } from './load/publisher.js';

/** Requests that are being issued at once, as from so many callers. */
const CALLERS = 8;

export interface IssuedDevices {
  readonly identities: readonly PublisherIdentity[];
  /** Certificates a second: request checked, serial number reserved, signed, recorded. */
  readonly issuedPerSecond: number;
}

/**
 * Registers devices straight in the registry and issues each a certificate from a request (P-256), measuring the latter.
 */
export async function issueDevices(
  database: DatabaseConnection,
  dataDirectory: string,
  count: number,
): Promise<IssuedDevices> {
  const ids = await registerDevices(database, count);
  const requests = await Promise.all(ids.map(() => aCertificationRequest()));
  const location = join(dataDirectory, 'authority');
  const issuer = await loadIssuingAuthority({ directory: location, passphraseFile: join(location, 'passphrase') });
  const issuance = new Issuance(issuer, new PrismaCertificateLedger(database.registry), systemClock);
  const chain = issuer.chain.map(({ pem }) => pem).join('');
  const identities: PublisherIdentity[] = [];
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < ids.length; index = next++) {
      const [id, request] = [ids[index], requests[index]];
      if (id === undefined || request === undefined) return;
      const { publicKey } = await parseCertificationRequest(request.pem);
      const certificate = await issuance.issue(deviceProfile, {
        subject: CertificateSubject.device(deviceId(id)),
        publicKey,
      });
      identities[index] = { key: request.key, certificate: certificate.pem + chain };
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return { identities, issuedPerSecond: (ids.length * 1000) / (performance.now() - from) };
}

async function registerDevices({ registry }: DatabaseConnection, count: number): Promise<string[]> {
  const now = new Date();
  const model = await registry.client.deviceModel.findUniqueOrThrow({ where: { name: 'Sensor' } });
  const operator = await registry.client.organization.findFirstOrThrow({ where: { kind: 'operator' } });
  const devices = Array.from({ length: count }, (_, n) => ({
    id: newUuid(now),
    serialNumber: `BENCH-${n}`,
    macAddress:
      `02:00:00:${[n >> 16, n >> 8, n].map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join(':')}`.toUpperCase(),
    modelId: model.id,
    organizationId: operator.id,
    name: `Bench ${n}`,
    createdAt: now,
    updatedAt: now,
  }));
  for (let at = 0; at < count; at += 500)
    await registry.client.device.createMany({ data: devices.slice(at, at + 500) });
  return devices.map(({ id }) => id);
}
