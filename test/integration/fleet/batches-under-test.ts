import { newUuid, type OrganizationId } from '#libs/kernel';
import { deviceBatchWorkerOver } from '../../../apps/worker/src/device-batches.js';
import { startImports } from './imports-under-test.js';

/** A fleet with people who have accounts, active devices, and the worker that deals with batches of them. */
export async function startBatches() {
  const under = await startImports();
  const { database, registry, clock, announcements } = under;
  const worker = deviceBatchWorkerOver({ database, clock, announcements });
  const model = await registry.client.deviceModel.findFirstOrThrow();

  /** Active devices of an organization, straight in the table. */
  async function activeDevices(place: { readonly id: OrganizationId }, mark: string, count: number) {
    const at = clock.now();
    const devices = Array.from({ length: count }, (_, n) => ({
      id: newUuid(at),
      serialNumber: `${mark}-${n}`,
      macAddress: `${mark}-${n}`,
      modelId: model.id,
      organizationId: place.id,
      name: `${mark}-${n}`,
      lifecycle: 'active' as const,
      createdAt: at,
      updatedAt: at,
    }));
    await registry.client.device.createMany({ data: devices });
    return devices.map(({ id }) => id);
  }
  return { ...under, worker, work: () => worker.run(() => false), batches: under.fleet.batches, activeDevices };
}

export type BatchesUnderTest = Awaited<ReturnType<typeof startBatches>>;
