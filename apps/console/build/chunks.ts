/** Pages and parts from which on something is in the one file that all of them load. Six would be over the limit of a first load. */
const SHARED_BY = 12;
const atFirst = { tags: ['$initial'] as ['$initial'] };

/**
 * What every page begins with, in four files, and what many pages share. In the ninety files that the former would be, and the twenty
 * of each page, most of a first load was the way there and back; as one file it would run in one go, and nothing could be pressed as
 * long as that lasts.
 */
export const chunks = [
  // The setting of Zod (`app/jitless.ts`) stands in one file with it: files run before whoever imports them, and it must be made before any schema.
  { ...atFirst, name: 'zod', test: /node_modules\/zod\/|app\/jitless/, priority: 4 },
  { ...atFirst, name: 'contracts', test: /libs\/(contracts|kernel)\//, priority: 3 },
  { ...atFirst, name: 'libraries', test: /node_modules\//, priority: 2 },
  { ...atFirst, name: 'frame', priority: 1 },
  { name: 'common', minShareCount: SHARED_BY },
];
