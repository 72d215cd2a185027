import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
// The adapter's own dependency, in the version that fits it.
const { bindMigrationAwareSqlAdapterFactory } = createRequire(require.resolve('@prisma/adapter-pg'))(
  '@prisma/driver-adapter-utils',
);

/** The engine's commit, as `schema-engine --version` prints it. */
export function engineCommit() {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    .version.split('.')
    .at(-1);
}

/** What the engine said when it panicked last; empty if it never did. */
export let panicMessage = '';

/**
 * Loads the WebAssembly build of Prisma's schema engine.
 *
 * @param datamodels pairs of path and text of the schema files
 * @param adapterFactory how the engine reaches its databases
 */
export async function loadEngine(datamodels, adapterFactory) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panicMessage = message;
    },
  };
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const log = (line) => process.stderr.write(`${line}\n`);
  return glue.SchemaEngine.new({ datamodels }, log, bindMigrationAwareSqlAdapterFactory(adapterFactory));
}
