import { DomainError } from '#libs/kernel';

/** The command line asks for something that cannot be done. */
export class UsageError extends DomainError {
  readonly code = 'device.usage';
  readonly kind = 'invalid';

  constructor(message: string, options?: ErrorOptions) {
    super(`${message} --help shows what is possible.`, {}, options);
  }
}

/** The device's key or certificate cannot be used. */
export class CredentialsError extends DomainError<{ file: string }> {
  readonly code = 'device.credentials';
  readonly kind = 'invalid';

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`${file} ${problem}`, { file }, options);
  }
}

/** Another process works on the backlog already. */
export class BacklogInUseError extends DomainError<{ file: string; processId: number }> {
  readonly code = 'device.backlog-in-use';
  readonly kind = 'conflict';

  constructor(file: string, processId: number) {
    const advice = 'Give each device a file of its own with --backlog, or end that process.';
    super(`The backlog ${file} is in use by process ${processId}. ${advice}`, { file, processId });
  }
}
