import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { basemap } from './build.ts';

/** Writes the map of the world beside this file, where the console takes it from by its address. */
export function worldMap(): Plugin {
  return {
    name: 'world-map',
    buildStart() {
      writeFileSync(join(import.meta.dirname, 'world.json'), JSON.stringify(basemap()));
    },
  };
}
