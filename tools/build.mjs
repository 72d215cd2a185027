// `npm run build`: compiles apps, libs, prisma and the benchmarks to dist/, if anything changed.
import { buildTree, installTree } from './lib/prepare-tree.mjs';

await installTree();
await buildTree();
