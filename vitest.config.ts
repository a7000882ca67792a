import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['dot', './test/kit/closing-line.ts'],
    // Tests wait for child processes much of their time: two at once also on two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          // One module cache for all files: the KQL parser takes seconds to wake.
          isolate: false,
          include: ['src/**/*.test.ts', 'test/{house,contracts,golden,shared}/**/*.test.ts'],
          exclude: ['src/views/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: { name: 'views', environment: 'happy-dom', include: ['src/views/**/*.test.ts'] },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
