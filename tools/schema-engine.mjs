#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` binary, so that nothing has to be downloaded: it speaks the command
// line's JSON-RPC over standard input and output and runs the WebAssembly build of the same engine over
// @prisma/adapter-pg. prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY. Authoring only: the platform itself
// migrates without it.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createDatabase, dropDatabase, tryConnection } from './schema-engine/databases.mjs';
import { engineCommit, loadEngine, panicMessage } from './schema-engine/engine.mjs';
import { stopShadowDatabases } from './schema-engine/shadow-database.mjs';

/** JSON-RPC error code the command line expects for every failure of the engine. */
const ENGINE_FAILURE = 4466;
/** Ids of our own requests to the command line start high, so that none meets one of its own. */
let nextPrintId = 1_000_000;
/** The engine, once the first request wanted it. */
let opening;

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
});
const datasource = args.datasource ? JSON.parse(args.datasource) : {};
const url = datasource.url ?? process.env.DATABASE_URL;

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => void stopShadowDatabases().finally(() => process.exit(1)));
}
if (args.version) {
  process.stdout.write(`schema-engine-cli ${engineCommit()}\n`);
} else if (positionals[0] === 'cli') {
  await runCommand(positionals[1]);
} else {
  await answerRequests();
}
await stopShadowDatabases();
process.exit(process.exitCode);

/** `schema-engine cli <command>`: one act, told by the exit code. */
async function runCommand(command) {
  const commands = {
    'can-connect-to-database': tryConnection,
    'create-database': createDatabase,
    'drop-database': dropDatabase,
  };
  try {
    await commands[command]?.(url);
  } catch (cause) {
    const log = (level, fields) =>
      console.error(JSON.stringify({ timestamp: new Date(), level, fields, target: 'schema_engine::logger' }));
    log('INFO', { message: 'schema engine' }); // the command line skips the first line
    log('ERROR', { message: cause.message, error_code: prismaCodeOf(cause), is_panic: false });
    process.exitCode = 1;
  }
}

/** Prisma's error code for a failed connection: P1003 no such database, P1000 wrong password, else P1001. */
function prismaCodeOf({ code }) {
  if (code === '3D000') return 'P1003';
  return code === '28P01' ? 'P1000' : 'P1001';
}

/** Answers JSON-RPC requests, one a line, until the input ends and every answer is out. */
async function answerRequests() {
  const pending = new Set();
  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const request = JSON.parse(line);
    if (!request.method) continue; // an answer to our own "print"
    const answer = respond(request).finally(() => pending.delete(answer));
    pending.add(answer);
  }
  await Promise.all(pending);
}

async function respond({ id, method, params }) {
  try {
    const result = await call(method, params);
    if (method === 'diff' && result?.stdout != null) print(result.stdout);
    send({ id, result: result ?? {} });
  } catch (cause) {
    const data = {
      is_panic: panicMessage !== '' || cause instanceof WebAssembly.RuntimeError,
      message: panicMessage || cause.message,
      error_code: cause.code ?? cause.error_code,
      meta: cause.meta ?? null,
    };
    send({ id, error: { code: ENGINE_FAILURE, message: 'See the data field for details.', data } });
  }
}

async function call(method, params) {
  if (method === 'createDatabase') return createDatabase(url);
  opening ??= openEngine();
  const engine = await opening;
  if (method === 'getDatabaseVersion') return engine.version(params);
  // This call cannot open a shadow database, but takes the migrations' schema from a cache that devDiagnostic fills.
  if (method === 'evaluateDataLoss' && params.migrationsList.migrationDirectories.length > 0) {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  return engine[method](params);
}

async function openEngine() {
  const { MigrationAdapterFactory } = await import('./schema-engine/adapter.mjs');
  const datamodels = args.datamodels?.map((path) => [path, readFileSync(path, 'utf8')]);
  return loadEngine(datamodels, new MigrationAdapterFactory(url, datasource.shadowDatabaseUrl));
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function print(content) {
  send({ id: nextPrintId++, method: 'print', params: { content } });
}
