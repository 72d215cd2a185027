import type { UnitOfWork } from '#libs/kernel';
import { hashOf } from './audit-chain.js';
import type { AuditChainStore } from './audit-chain.store.js';

/** Events of one run: about a megabyte. */
const BATCH = 500;

/**
 * Seals events that were committed, each with a number and a hash over itself and the one before it.
 *
 * Not where they are added: each change would have to wait for the one before it to commit, platform-wide, for the sake
 * of a hash (docs/adr/0006-the-audit-trail.md). An id may become visible later than a larger one; it is then sealed
 * later, too: the chain's order is its own.
 */
export class AuditSealing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly chain: AuditChainStore,
  ) {}

  /**
   * Seals what is there, at most 500 events.
   *
   * @returns how many; less than 500 means that none were left
   */
  run(): Promise<number> {
    return this.unitOfWork.run(async () => {
      await this.chain.lock();
      const events = await this.chain.unsealed(BATCH);
      if (events.length === 0) return 0;
      let { number, hash } = await this.chain.head();
      const seals = events.map((event) => {
        number += 1n;
        hash = hashOf(hash, number, event);
        return { id: event.id, number, hash };
      });
      await this.chain.seal(seals);
      return seals.length;
    });
  }
}
