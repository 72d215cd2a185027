// Jest runs everything as CommonJS: swc compiles our TypeScript and the ESM-only packages named here.
const esmOnly = [
  '@nestjs',
  'aedes',
  'aedes-[a-z]+',
  'mqemitter',
  'hyperid',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'uid',
  '@standard-schema',
  '@lukeed',
  'load-esm',
  'lru-cache',
  'canonicalize',
  'uuid',
  'openid-client',
  'oauth4webapi',
  'jose',
  '@unni-craftsman',
  // CommonJS that imports the ESM-only package beside it.
  '@fastify/cookie',
  'cookie',
  '@fastify/static',
  'content-disposition',
  'glob',
  // The console's, for browsers.
  'react-markdown',
  '(?:mdast|hast|unist|remark|micromark|vfile|estree)[a-z-]*',
  'unified',
  'bail',
  'trough',
  'is-plain-obj',
  'devlop',
  'property-information',
  'space-separated-tokens',
  'comma-separated-tokens',
  'html-url-attributes',
  'decode-named-character-reference',
  'character-entities',
  'trim-lines',
  '@ungap/structured-clone',
  '@mantine',
  '@tanstack',
];
const swc = (tsx) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/tools'],
  // A *.spec.tsx says by a docblock that it runs in jsdom.
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  transform: { '^.+\\.(ts|js|mjs)$': swc(false), '^.+\\.tsx$': swc(true) },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(@prisma/client/runtime/.*)\\.mjs$': '$1.js',
  },
  // Most suites wait for a database process: one each core keeps both busy.
  maxWorkers: 2,
  // A limit for what hangs, not a measure of what is slow.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  collectCoverageFrom: ['{apps,libs}/**/src/**/*.{ts,tsx}', '!**/main.ts', '!**/*-main.ts'],
};
