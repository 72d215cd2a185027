import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { noDisk, realDisk } from './engine/durability.js';
import { initializeFolder } from './engine/initialize.js';
import { DATABASE_NAME, openEngine } from './engine/open-engine.js';
import type { EngineTrappedError } from './errors.js';
import { announceConnection, takePassword, withdrawConnection } from './folder/credentials.js';
import { FolderLock } from './folder/folder-lock.js';
import { WireServer } from './server.js';
import { Backend } from './session/backend.js';
import { Upkeep } from './upkeep/upkeep.js';
import { scramVerifier } from './wire/scram.js';

export interface DatabaseOptions {
  /** Where the embedded database keeps its files, password and lock; made if absent. */
  readonly folder: string;
  /** TCP port on loopback; 0: any free one. */
  readonly port: number;
  readonly maxConnections: number;
  readonly waitMs: number;
  readonly idleInTransactionMs: number;
  /** Whether commits survive a loss of power. */
  readonly fsync: boolean;
  readonly log: Logger;
  /** The engine is lost: the process must end, without another word to the folder. */
  readonly onTrap: (trap: EngineTrappedError) => void;
}

export interface RunningDatabase {
  readonly port: number;
  /** Takes no more connections, ends those that are there, writes a checkpoint and closes the folder. */
  stop(): Promise<void>;
}

/**
 * Opens the folder and serves it.
 *
 * @throws {FolderInUseError} another process has it open
 * @throws {EngineMissingError} the optional package is not installed
 * @throws {PortTakenError} somebody else listens on the port
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const { log, onTrap } = options;
  const folder = resolve(options.folder);
  const files = join(folder, 'files');
  const disk = options.fsync ? realDisk : noDisk;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = FolderLock.take(folder);
  try {
    withdrawConnection(folder);
    const password = takePassword(folder);
    if (await initializeFolder(files, disk)) log.info({ folder }, 'A new database was made.');
    const engine = await openEngine({ folder: files, disk, database: DATABASE_NAME });
    const backend = new Backend(engine, options.waitMs);
    // Without it a compressed hypertable answers with what is not compressed, and says nothing.
    backend.query("LOAD 'timescaledb'");
    const server = new WireServer(backend, { ...options, verifier: scramVerifier(password) });
    const port = await server.listen();
    const upkeep = new Upkeep(backend, log, onTrap);
    upkeep.start();
    announceConnection(folder, port, password);
    return {
      port,
      async stop() {
        withdrawConnection(folder);
        // First the clients: a transaction of one of them would keep the upkeep waiting.
        await server.close();
        await upkeep.stop();
        backend.query('CHECKPOINT');
        await engine.close();
        lock.release();
      },
    };
  } catch (failure) {
    lock.release();
    throw failure;
  }
}
