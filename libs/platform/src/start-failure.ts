import { DomainError, EXIT_CONFIGURATION, EXIT_UNAVAILABLE } from '#libs/kernel';
import { ConfigurationError, variableOfHost, variableOfPort } from './configuration.js';
import { MigrationFailedError } from './migration/errors.js';

/** How a process ends that could not start, and the one line it says. */
export interface StartFailure {
  readonly message: string;
  readonly exitCode: number;
}

const refused = (message: string): StartFailure => ({ message, exitCode: EXIT_CONFIGURATION });
const unavailable = (message: string): StartFailure => ({ message, exitCode: EXIT_UNAVAILABLE });

/**
 * What a failure of a start means to whoever must put it right.
 *
 * @returns undefined for what nobody foresaw: that is a crash, told with its stack
 */
export function startFailure(process: string, failure: unknown): StartFailure | undefined {
  if (failure instanceof ConfigurationError) return refused(failure.message);
  if (failure instanceof MigrationFailedError) return undefined;
  if (failure instanceof DomainError) return refused(`The ${process} cannot start: ${failure.message}`);
  for (const cause of causesOf(failure)) {
    const found = ofSystem(cause) ?? ofDatabase(cause);
    if (found) return { ...found, message: `The ${process} cannot start: ${found.message}` };
  }
  return undefined;
}

/** The failure, what it wraps, and the attempts a connection was made of. */
function causesOf(failure: unknown): NodeJS.ErrnoException[] {
  if (!(failure instanceof Error)) return [];
  const attempts = failure instanceof AggregateError ? failure.errors : [];
  return [failure, ...attempts.flatMap(causesOf), ...causesOf(failure.cause)];
}

type SystemError = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string };

function ofSystem(failure: SystemError): StartFailure | undefined {
  const { code = '', syscall, path, port, address, hostname } = failure;
  if (syscall === 'listen' || syscall === 'bind') return ofListening(code, port, address);
  if (syscall === 'getaddrinfo') {
    const variable = variableOfHost(hostname) ?? 'DATABASE_URL';
    return refused(`${variable}: the host "${hostname}" is unknown (${code}). Correct its name or the name service.`);
  }
  if (syscall === 'connect' || code === 'ECONNREFUSED')
    return unavailable(
      `DATABASE_URL: nobody answers at ${address}:${port} (${code}). Start the database, or correct it.`,
    );
  if (path === undefined) return undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return unavailable(`${path} cannot be written: the disk is full (${code}). Make room and start again.`);
  return refused(
    `${path} cannot be opened or written (${code}). Give this user access to it, or set DATA_DIR (or the variable of that file) to another place.`,
  );
}

function ofListening(code: string, port: number | undefined, address: string | undefined): StartFailure {
  const variable = variableOfPort(port) ?? 'port';
  if (code === 'EADDRINUSE')
    return refused(
      `${variable}: port ${port} on ${address} is taken. End the process that has it, or set ${variable} to a free port.`,
    );
  if (code === 'EACCES')
    return refused(`${variable}: this user may not listen on port ${port} (EACCES). Set ${variable} to 1024 or above.`);
  const host = variable.replace(/PORT$/, 'HOST');
  return refused(`${host}: ${address} is no address of this machine (${code}). Set ${host} to one, or to 0.0.0.0.`);
}

/** SQLSTATEs of a server that will say the same again until somebody puts it right. */
const refusals: Readonly<Record<string, string>> = {
  '28000': 'the server does not let this user in. Correct user or pg_hba.conf',
  '28P01': 'the password is wrong. Correct it there or in DATABASE_PASSWORD_FILE',
  '3D000': 'there is no database of that name. Create it, or correct the name',
  '42501': 'the user may not do what the platform needs. Make it the owner of the database',
};

function ofDatabase({ code = '', message }: NodeJS.ErrnoException): StartFailure | undefined {
  const refusal = refusals[code];
  if (refusal) return refused(`DATABASE_URL: ${refusal} (SQLSTATE ${code}: ${message}).`);
  return code === '57P03' ? unavailable(`DATABASE_URL: the server is starting or ending (${message}).`) : undefined;
}
