/** A process did not come up, or never will again. */
export class NotStartedError extends Error {
  override readonly name = 'NotStartedError';

  /** @param exitCode the launcher's own: that of the process, 1 if a signal ended it */
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}
