// The start of a connection (PostgreSQL 17, §53.2.1 and §53.3): encryption is declined (loopback only), then SCRAM.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { DATABASE_NAME } from '../engine/open-engine.js';
import {
  authenticationSasl,
  authenticationSaslContinue,
  authenticationSaslFinal,
  errorResponse,
  negotiateProtocolVersion,
} from '../wire/backend-messages.js';
import { FieldReader, Type } from '../wire/frontend-messages.js';
import { SCRAM_MECHANISM, ScramExchange, type ScramVerifier, scramVerifier } from '../wire/scram.js';
import { parseStartupPacket, settingsInOptions } from '../wire/startup-packet.js';
import type { FrameSource } from './frame-source.js';

/** A client that has shown it knows the password. */
export interface Greeting {
  readonly applicationName: string;
  /** Settings it wants to begin with. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Parameters that are no settings of the backend, or that it cannot heed: it has no timers. */
const notSettings: ReadonlySet<string> = new Set([
  'user',
  'database',
  'options',
  'replication',
  'application_name',
  'statement_timeout',
  'lock_timeout',
  'transaction_timeout',
  'idle_in_transaction_session_timeout',
  'idle_session_timeout',
]);

const fatal = (sqlState: string, message: string) => errorResponse({ severity: 'FATAL', sqlState, message });

/**
 * Brings a connection to where it is authenticated, or answers why not.
 *
 * A wrong user is refused as a wrong password is: after the whole exchange.
 *
 * @returns undefined when the connection is over
 * @throws {MalformedFrameError} the client does not speak the protocol
 */
export async function greet(
  socket: Socket,
  source: FrameSource,
  verifier: ScramVerifier,
): Promise<Greeting | undefined> {
  const parameters = await startupParameters(socket, source);
  if (!parameters) return undefined;
  const user = parameters.get('user') ?? '';
  const expected = user === DATABASE_NAME ? verifier : scramVerifier(randomBytes(32).toString('base64url'));
  if (!(await authenticate(socket, source, expected))) {
    socket.end(fatal('28P01', `password authentication failed for user "${user}"`));
    return undefined;
  }
  const database = parameters.get('database') ?? user;
  const settings = settingsOf(parameters);
  if (database !== DATABASE_NAME) {
    socket.end(fatal('3D000', `The embedded database has one database, "${DATABASE_NAME}", and not "${database}".`));
  } else if (/^(true|on|yes|1|database)$/i.test(parameters.get('replication') ?? '')) {
    socket.end(fatal('0A000', 'Replication is not available on the embedded database.'));
  } else if (!settings) {
    socket.end(fatal('42601', 'The connection parameter "options" takes -c name=value and --name=value only.'));
  } else {
    return { applicationName: parameters.get('application_name') ?? '', settings };
  }
  return undefined;
}

async function startupParameters(
  socket: Socket,
  source: FrameSource,
): Promise<ReadonlyMap<string, string> | undefined> {
  for (;;) {
    const packet = await source.nextStartup();
    if (!packet) return undefined;
    const startup = parseStartupPacket(packet);
    switch (startup.kind) {
      case 'encryption':
        socket.write('N');
        break;
      case 'cancel':
        // Nothing can be canceled: while a statement runs nothing else does. PostgreSQL does not answer either.
        socket.end();
        return undefined;
      case 'unsupported':
        socket.end(fatal('0A000', `Protocol ${startup.major}.${startup.minor} is not supported; 3.0 is.`));
        return undefined;
      case 'startup': {
        const unknown = [...startup.parameters.keys()].filter((name) => name.startsWith('_pq_.'));
        if (startup.minor > 0 || unknown.length > 0) socket.write(negotiateProtocolVersion(unknown));
        return startup.parameters;
      }
    }
  }
}

async function authenticate(socket: Socket, source: FrameSource, verifier: ScramVerifier): Promise<boolean> {
  const exchange = new ScramExchange(verifier);
  socket.write(authenticationSasl(SCRAM_MECHANISM));
  const serverFirst = exchange.first(await initialResponse(source));
  if (serverFirst === undefined) return false;
  socket.write(authenticationSaslContinue(serverFirst));
  const clientFinal = await source.next();
  if (clientFinal?.[0] !== Type.password) return false;
  const serverFinal = exchange.final(clientFinal.toString('utf8', 5));
  if (serverFinal === undefined) return false;
  socket.write(authenticationSaslFinal(serverFinal));
  return true;
}

/** The data of SASLInitialResponse for our mechanism; empty, and so refused, when there is none. */
async function initialResponse(source: FrameSource): Promise<string> {
  const frame = await source.next();
  if (frame?.[0] !== Type.password) return '';
  const fields = new FieldReader(frame);
  // The length before the data only says whether there is any.
  return fields.text() === SCRAM_MECHANISM ? frame.toString('utf8', fields.offset + 4) : '';
}

function settingsOf(parameters: ReadonlyMap<string, string>): ReadonlyMap<string, string> | undefined {
  const options = settingsInOptions(parameters.get('options') ?? '');
  if (!options) return undefined;
  const wanted = [...options, ...parameters].filter(([name]) => !notSettings.has(name) && !name.startsWith('_pq_.'));
  return new Map(wanted);
}
