// `node --conditions=source --import ./tools/typescript.mjs apps/x/src/main.ts` runs the tree from its sources: nothing
// is built, so nothing can be stale. Tests start the platform's processes this way; production runs dist/.
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
