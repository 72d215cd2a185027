/** The boundaries of docs/architecture.md, one rule a sentence. */
const library = (names) => `^libs/(${names})/`;
const test = '\\.spec\\.tsx?$';

/** Whom each library may import, beside itself. What is not named is not imported. */
const arrows = {
  kernel: [],
  contracts: ['kernel'],
  pki: ['kernel'],
  mqtt: ['kernel'],
  notifications: ['kernel', 'contracts'],
  jobs: ['kernel'],
  identity: ['kernel', 'contracts', 'pki', 'notifications'],
  certificates: ['kernel', 'contracts', 'pki', 'notifications', 'identity'],
  devices: ['kernel', 'contracts', 'pki', 'jobs', 'notifications', 'identity', 'certificates'],
  telemetry: ['kernel', 'contracts'],
  equipment: ['kernel', 'contracts', 'notifications', 'identity', 'certificates', 'devices'],
  sites: ['kernel', 'contracts', 'notifications', 'identity', 'certificates', 'devices'],
  agreements: [
    'kernel',
    'contracts',
    'pki',
    'notifications',
    'identity',
    'certificates',
    'devices',
    'equipment',
    'sites',
  ],
  tables: ['kernel', 'contracts', 'identity'],
  help: ['kernel', 'contracts', 'identity'],
  imports: [
    'kernel',
    'contracts',
    'jobs',
    'identity',
    'certificates',
    'devices',
    'equipment',
    'sites',
    'agreements',
    'tables',
  ],
  operation: ['kernel', 'contracts', 'identity'],
  output: ['kernel'],
  platform: ['kernel', 'contracts', 'pki', 'output'],
};
const libraries = Object.keys(arrows);

const arrowRules = libraries.map((name) => ({
  name: `arrows-of-${name}`,
  comment: `${name} imports ${arrows[name].length > 0 ? arrows[name].join(', ') : 'no other library'}: imports go one way, downwards.`,
  severity: 'error',
  from: { path: library(name), pathNot: test },
  to: { path: '^libs/', pathNot: library([name, ...arrows[name]].join('|')) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that import each other fail at load once decorated, and cannot be read apart.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...arrowRules,
    {
      name: 'not-app-to-app',
      comment: 'Apps talk over the network and the database, never through each other’s files.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-not-apps',
      comment: 'A library does not know who uses it.',
      severity: 'error',
      from: { path: '^(libs|prisma)/' },
      to: { path: '^(apps|tools)/' },
    },
    {
      name: 'one-door',
      comment:
        'Another library is reached through its index alone; contracts has three, one for each kind of contract.',
      severity: 'error',
      from: { path: '^(apps|libs|test|tools)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/src/',
        pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$', '^libs/contracts/src/(http|payload|events)/index\\.ts$'],
      },
    },
    {
      name: 'own-door',
      comment: 'Inside a library nobody imports its own index.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/', pathNot: '/index\\.ts$' },
      to: { path: '^libs/$1/src/((http|payload|events)/)?index\\.ts$' },
    },
    {
      name: 'stores-alone-touch-the-database',
      comment: 'Prisma and SQL stand in *.store.ts and *.query.ts; a rule asks them.',
      severity: 'error',
      from: {
        path: '^libs/',
        pathNot: [test, '\\.(store|query)\\.ts$', library('platform|testing')],
      },
      to: { path: ['^prisma/', 'node_modules/(pg|pg-copy-streams|@prisma)/'] },
    },
    {
      name: 'nest-in-apps-and-platform',
      comment: 'Libraries are plain TypeScript: Nest, aedes and the MQTT client stay at the edges.',
      severity: 'error',
      from: { path: '^libs/', pathNot: [test, library('platform|testing')] },
      to: { path: 'node_modules/(@nestjs|aedes|mqtt)/' },
    },
    {
      name: 'console-of-contracts',
      comment: 'The console runs in browsers: it knows contracts and kernel, and what it may do it asks the api.',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^(libs|prisma|tools)/', pathNot: library('contracts|kernel') },
    },
    {
      name: 'features-apart',
      comment: 'Features of the console never import each other; a page of app/pages joins two.',
      severity: 'error',
      from: { path: '^apps/console/src/features/([^/]+)/' },
      to: { path: '^apps/console/src/features/', pathNot: '^apps/console/src/features/$1/' },
    },
    {
      name: 'features-under-app',
      comment: 'A feature of the console knows neither routes nor pages: what it needs of them it is given.',
      severity: 'error',
      from: { path: '^apps/console/src/(features|ui)/' },
      to: { path: '^apps/console/src/app/(router|pages/|shell/)' },
    },
    {
      name: 'contracts-in-browsers',
      comment: 'Contracts and kernel are bundled for browsers as well: nothing of Node.js.',
      severity: 'error',
      from: { path: library('contracts|kernel'), pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testing-in-tests-only',
      comment: 'libs/testing is imported by tests and benchmarks only.',
      severity: 'error',
      from: { path: '^(apps|libs|tools)/', pathNot: [test, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'generated|^dist' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
