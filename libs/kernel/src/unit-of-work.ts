/** How long a unit of work may last at most when it asks for more than usual, milliseconds: 10 minutes. */
export const LONGEST_UNIT_OF_WORK_MS = 600_000;

/** Runs work that spans several libraries in one registry transaction. */
export abstract class UnitOfWork {
  /**
   * Commits everything the work wrote through registry stores, or nothing if it throws.
   *
   * Nested calls join the outer transaction. The work must not wait for anything but the registry: the embedded
   * database gives the transaction its only backend.
   *
   * @param limits `timeoutMs`: after which the work is rolled back, at most 10 minutes; 15 seconds when absent. Nobody
   *   else gets the embedded database meanwhile, so only what must be whole asks for more.
   */
  abstract run<Result>(work: () => Promise<Result>, limits?: { readonly timeoutMs: number }): Promise<Result>;

  /** Whether what is written now stands or falls with a unit of work that is running. */
  abstract readonly isInUnitOfWork: boolean;
}
