// The import rules of docs/ARCHITECTURE.md. `pnpm run imports` checks them; each has been seen to fail.

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: '1-no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: '2-contract-imports-nothing-internal',
      severity: 'error',
      from: { path: '^packages/contract/' },
      to: { path: '^(packages|apps)/', pathNot: '^packages/contract/' },
    },
    { name: '3-packages-never-import-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    {
      name: '4a-jobs-imports-only-db',
      severity: 'error',
      from: { path: '^packages/jobs/' },
      to: { path: '^packages/', pathNot: '^packages/(jobs|db)/' },
    },
    {
      name: '4b-self-contained-packages',
      severity: 'error',
      comment: 'sandbox, knowledge and canvas import no other package; neither do db and config.',
      from: { path: '^packages/(sandbox|knowledge|canvas|db|config)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/' },
    },
    {
      name: '5-basket-is-pure',
      severity: 'error',
      from: { path: '^packages/basket/src/', pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { pathNot: '^packages/(basket|contract)/' },
    },
    {
      name: '6-web-sees-contract-and-basket',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(packages|apps)/', pathNot: '^(packages/(contract|basket)|apps/web)/' },
    },
    {
      name: '7-features-never-import-features',
      severity: 'error',
      from: { path: '^apps/(api|web)/src/features/([^/]+)/' },
      to: { path: '^apps/(api|web)/src/features/([^/]+)/', pathNot: '^apps/$1/src/features/$2/' },
    },
    {
      name: '8-shared-folders-never-import-features',
      severity: 'error',
      from: { path: '^apps/(api|web)/src/(http|model|lib|ui)/' },
      to: { path: '^apps/(api|web)/src/features/' },
    },
    {
      name: '9-services-know-no-http',
      severity: 'error',
      from: { path: '^apps/api/src/features/', pathNot: '(/router|\\.test)\\.ts$' },
      to: { path: 'node_modules/(express|@ts-rest)/' },
    },
    {
      name: '10-only-repositories-query',
      severity: 'error',
      comment: 'Types of db may be named anywhere: they say whose row something is.',
      from: { path: '^apps/api/src/features/', pathNot: '([/-]repository|\\.test)\\.ts$' },
      to: { path: '^packages/db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: '11-packages-are-entered-through-index',
      severity: 'error',
      from: { path: '^(apps|packages|scripts)/([^/]+)/' },
      to: { path: '^packages/([^/]+)/', pathNot: ['^packages/[^/]+/src/index\\.ts$', '^packages/$2/'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/generated/|\\.next/|/runner/|/playwright-report/|/test-results/)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
    moduleSystems: ['es6'],
  },
}
