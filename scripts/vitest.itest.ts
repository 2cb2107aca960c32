import { defineConfig } from 'vitest/config';

/** Tests that need servers: one Postgres (and Redis, where found) for the run, a database of its own for each file. */
export default defineConfig({
  test: {
    include: ['src/**/*.itest.ts', 'scripts/*/**/*.itest.ts'],
    globalSetup: ['scripts/vitest-servers.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
