import { defineConfig } from 'vitest/config'

// One run for all packages: they share one PostgreSQL, and each test file clones a database of its own from a template.
export default defineConfig({
  test: {
    include: ['{apps,packages}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['./scripts/vitest-global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
