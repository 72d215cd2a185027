export { badRowsFile } from './engine/bad-rows.js';
export type { ImportJob, ImportRow } from './engine/import-job.js';
export { Imports } from './engine/imports.js';
export { importsOver, importWorkerOver } from './imports-over.js';
