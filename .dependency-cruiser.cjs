/** The boundaries of docs/architecture.md, one rule a sentence. */
const library = (names) => `^libs/(${names})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that import each other fail at load once decorated, and cannot be read apart.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
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
      comment: 'Another library is reached through its index alone.',
      severity: 'error',
      from: { path: '^(apps|libs|test|tools)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'own-door',
      comment: 'Inside a library nobody imports its own index.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'kernel-alone',
      comment: 'The kernel depends on nothing.',
      severity: 'error',
      from: { path: library('kernel') },
      to: { pathNot: library('kernel') },
    },
    {
      name: 'output-alone',
      comment: 'What every process writes with depends on nothing but Node.',
      severity: 'error',
      from: { path: library('output'), pathNot: '\\.spec\\.ts$' },
      to: { pathNot: library('output'), dependencyTypesNot: ['core'] },
    },
    {
      name: 'core-knows-kernel-only',
      comment: 'pki, mqtt and contracts stand on the kernel alone: no Nest, no database, no broker.',
      severity: 'error',
      from: { path: library('pki|mqtt|contracts'), pathNot: '\\.spec\\.ts$' },
      to: {
        path: ['^(libs|prisma)/', 'node_modules/(@nestjs|pg|@prisma|aedes|mqtt)/'],
        pathNot: [library('kernel'), '^libs/(pki|mqtt|contracts)/src/'],
      },
    },
    {
      name: 'core-not-each-other',
      comment: 'pki, mqtt and contracts do not know each other.',
      severity: 'error',
      from: { path: '^libs/(pki|mqtt|contracts)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(pki|mqtt|contracts)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'identity-knows-no-fleet',
      comment: 'identity knows nothing of fleet and telemetry; telemetry knows devices by key only.',
      severity: 'error',
      from: { path: library('identity|telemetry'), pathNot: '\\.spec\\.ts$' },
      to: {
        path: library('identity|fleet|telemetry|platform'),
        pathNot: ['^libs/identity/src', '^libs/telemetry/src'],
      },
    },
    {
      name: 'telemetry-and-identity-apart',
      comment: 'identity and telemetry never meet.',
      severity: 'error',
      from: { path: '^libs/(identity|telemetry)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(identity|telemetry)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'fleet-asks-identity-only',
      comment: 'fleet may ask identity who may do what, and nobody else of its own tier.',
      severity: 'error',
      from: { path: library('fleet'), pathNot: '\\.spec\\.ts$' },
      to: { path: library('telemetry|platform') },
    },
    {
      name: 'rules-are-plain',
      comment:
        'Rules stand at the top of src in plain TypeScript; Prisma and pg stay in their sub-folder, Nest in apps and platform.',
      severity: 'error',
      from: { path: '^libs/(identity|fleet|telemetry)/src/[^/]+\\.ts$', pathNot: ['\\.spec\\.ts$', 'index\\.ts$'] },
      to: {
        path: ['^prisma/', 'node_modules/(@nestjs|pg|pg-copy-streams|@prisma|aedes|mqtt)/', '/src/(prisma|timescale)/'],
      },
    },
    {
      name: 'launcher-alone',
      comment: 'The launcher loads next to nothing: its own start is part of every start.',
      severity: 'error',
      from: { path: '^apps/launcher/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^(libs|prisma)/', 'node_modules/'], pathNot: library('output') },
    },
    {
      name: 'testing-in-tests-only',
      comment: 'libs/testing is imported by tests and benchmarks only.',
      severity: 'error',
      from: { path: '^(apps|libs|tools)/', pathNot: ['\\.spec\\.ts$', '^libs/testing/'] },
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
