import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the tree: the nearest folder above this file that holds a package.json. */
export const root = topOf(dirname(fileURLToPath(import.meta.url)));

function topOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : topOf(dirname(folder));
}
