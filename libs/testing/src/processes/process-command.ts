import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../database/tree.js';

/**
 * What Node is started with to run a process of the platform: what `npm test` has just built, which takes a third of the
 * time; without it the sources, so that no build can be stale.
 *
 * @param name of the process, a folder of apps/
 */
export function processCommand(name: string): string[] {
  if (process.env.TREE_IS_BUILT) return [join(root, `dist/processes/${name}.js`)];
  const loader = pathToFileURL(join(root, 'tools/typescript.mjs')).href;
  return ['--conditions=source', '--import', loader, join(root, `apps/${name}/src/main.ts`)];
}
