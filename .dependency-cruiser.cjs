/** The import rule of ARCHITECTURE.md, as a check. */
const marketplaces = ['ozon', 'wildberries', 'yandex'];
const src = (name) => `^packages/${name}/src/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^packages/[^/]+/src/', pathNot: '/generated/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'core-knows-no-marketplace', severity: 'error',
      from: { path: src('core') },
      to: { path: `^packages/(?!core/)|^node_modules/(pg|amqplib|libsql|@oclif)/` },
    },
    ...marketplaces.map((name) => ({
      name: `${name}-imports-core-only`, severity: 'error',
      from: { path: src(name) },
      to: { path: `^packages/(?!core/|${name}/)` },
    })),
    { name: 'saga-imports-core-only', severity: 'error', from: { path: src('saga') }, to: { path: '^packages/(?!core/|saga/)' } },
    { name: 'packages-import-no-tools', severity: 'error', from: { path: '^packages/' }, to: { path: '^(tools|bench|examples)/' } },
    {
      name: 'only-public-entries', severity: 'error',
      comment: 'Another package is reached by its published name, never by a path into its folders.',
      from: { path: '^(packages|examples|bench)/([^/]+)/' },
      to: { path: '^packages/([^/]+)/src/', pathNot: '^packages/$2/', dependencyTypesNot: ['aliased', 'aliased-tsconfig', 'aliased-tsconfig-paths', 'aliased-workspace'] },
    },
    {
      name: 'commands-load-late', severity: 'error',
      comment: 'A command file loads flags only; its service comes by dynamic import inside run(), so that start-up stays fast.',
      from: { path: '^packages/cli/src/commands/' },
      to: { path: '^packages/(?!cli/src/(base-command|messages))', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|\\.test\\.ts$|\\.test-d\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
