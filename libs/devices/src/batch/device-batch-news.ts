import type { OrganizationStore } from '#libs/identity';
import type { TransferNews } from '../transfer/transfer-news.js';
import type { DeviceBatch } from './device-batch.js';
import type { DeviceBatchStore } from './device-batch.store.js';

/** Tells of what a batch did, once it is at its end: device by device it would be thousands of notices. */
export class DeviceBatchNews {
  constructor(
    private readonly store: DeviceBatchStore,
    private readonly organizations: OrganizationStore,
    private readonly transfers: TransferNews,
  ) {}

  /** In the unit of work that ends it, whichever way it ends. @param batch with all that became of its devices */
  async ended({ id, action, counts: { done } }: Pick<DeviceBatch, 'id' | 'action' | 'counts'>): Promise<void> {
    if (action.kind !== 'assign' || done === 0) return;
    const customer = await this.organizations.find(action.organizationId);
    if (!customer) return;
    await this.transfers.received(
      { key: id, count: done, only: done === 1 ? await this.#only(id) : undefined },
      customer,
    );
  }

  async #only(batchId: string) {
    const [row] = await this.store.rows({ batchId, outcome: 'done', after: 0, limit: 1 });
    return row && { id: row.deviceId, serialNumber: row.serialNumber };
  }
}
