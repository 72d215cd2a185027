// Compiles TypeScript to dist/ with the settings of .swcrc, each source at its own path.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';
import { root } from './tree.mjs';

/** @param {readonly string[]} sources from the top of the tree, such as `apps/api/src/main.ts` */
export async function compile(sources) {
  await Promise.all(sources.map(compileFile));
}

async function compileFile(source) {
  const output = join(root, 'dist', source.replace(/\.ts$/, '.js'));
  const sourceFileName = relative(dirname(output), join(root, source));
  const { code, map } = await transformFile(join(root, source), { cwd: root, sourceFileName });
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${code}\n//# sourceMappingURL=${basename(output)}.map`);
  writeFileSync(`${output}.map`, map);
}
