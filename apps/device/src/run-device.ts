import { Backlog } from './backlog/backlog.js';
import type { DeviceOptions } from './command-line/options.js';
import type { Connection } from './connection/connection.js';
import { readCredentials } from './connection/credentials.js';
import { EXPECTED, type Misbehavior, misbehave } from './misbehavior.js';
import { RunningDevice } from './running-device.js';
import type { Surroundings } from './surroundings.js';

/**
 * Runs one device as the command line says.
 *
 * @returns the exit code
 * @throws {CredentialsError} its files cannot be used
 * @throws {BacklogInUseError} another process runs with the same backlog
 * @throws {ConnectionFailedError} it had one thing to do, and the platform cannot be reached or does not let it in
 */
export async function runDevice(options: DeviceOptions, surroundings: Surroundings): Promise<number> {
  const credentials = readCredentials(options.keyFile, options.pemFile);
  surroundings.say(`Device ${credentials.deviceId}, certificate valid until ${credentials.notAfter.toISOString()}.`);
  const { backlogFile: file, backlogBytes: maximumBytes } = options;
  const backlog = Backlog.open({ file, maximumBytes, survives: 'power-cut' });
  try {
    const device = new RunningDevice(options, credentials, backlog, surroundings);
    if (options.misbehave === undefined) return await device.run();
    return await showMisbehavior(await device.connect(surroundings.signal), options.misbehave, surroundings);
  } finally {
    backlog.close();
  }
}

async function showMisbehavior(connection: Connection, kind: Misbehavior, { clock, say }: Surroundings) {
  say(`Doing wrong: ${kind}. ${EXPECTED[kind]}`);
  const { sent, acknowledged, ended } = await misbehave(connection, kind, clock.now().getTime());
  const end = ended === undefined ? 'the connection stands' : `the connection ended: ${ended}`;
  say(`${acknowledged} of ${sent} acknowledged; ${end}.`);
  await connection.end();
  return 0;
}
