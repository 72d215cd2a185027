import type { Clock, UnitOfWork } from '#libs/kernel';
import type { AuditEntry, AuditTrail } from './audit.js';

/**
 * Changes of the registry together with the audit events that tell of them: both are committed, or neither is
 * (docs/adr/0009-audited-work.md).
 */
export class AuditedWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs a change in one transaction; within another one it joins it.
   *
   * @param limits as `UnitOfWork.run` takes them
   */
  run<Result>(change: () => Promise<Result>, limits?: { readonly timeoutMs: number }): Promise<Result> {
    return this.unitOfWork.run(change, limits);
  }

  /**
   * Records what the running change did.
   *
   * @throws {Error} no unit of work is running: the event could stay when its change does not, or be lost when it stays
   */
  async record(entry: AuditEntry): Promise<void> {
    if (!this.unitOfWork.isInUnitOfWork)
      throw new Error(
        `The audit event ${entry.action} was to be recorded outside of a unit of work. Record it in AuditedWork.run, beside the change it tells of.`,
      );
    await this.trail.record(entry);
  }

  /** The time at which a change happens. */
  now(): Date {
    return this.clock.now();
  }
}
