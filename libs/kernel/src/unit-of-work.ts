/** Runs work that spans several libraries in one registry transaction. */
export abstract class UnitOfWork {
  /**
   * Commits everything the work wrote through registry stores, or nothing if it throws.
   *
   * Nested calls join the outer transaction. The work must not wait for anything but the registry: the embedded
   * database gives the transaction its only backend.
   */
  abstract run<Result>(work: () => Promise<Result>): Promise<Result>;
}
