import { defineConfig } from 'vitest/config'

// One run for all packages: they share one PostgreSQL, and each test file clones a database of its own from a template.
export default defineConfig({
  test: {
    include: ['{apps,packages}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['./scripts/vitest-global-setup.ts'],
    // Test files share what they import: to load all of the API anew for each took a third of the processor. Each still has a
    // database, and whatever it starts, of its own.
    isolate: false,
    // Of two cores it would use one; most tests wait for processes that they have started.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
