import { defineConfig } from 'vitest/config';

/** Tests that need nothing but this machine's loopback address. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], testTimeout: 40_000, maxWorkers: 2 },
});
