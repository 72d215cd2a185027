// The whole suite, in the groups of tools/lib/spec-groups.mjs, which `npm test` writes.
import one from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...one,
  roots: [...one.roots, '<rootDir>/dist/spec-groups'],
  testMatch: ['<rootDir>/dist/spec-groups/*.js'],
  testSequencer: '<rootDir>/tools/lib/by-name-sequencer.cjs',
};
