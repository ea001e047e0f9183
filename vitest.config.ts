import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/helpers/longest-first.ts';
import { quickFolder } from './test/helpers/quick-folder.ts';

const ALONE = ['test/sandbox/apps-script/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/helpers/quick-keys.ts', 'test/helpers/left-behind.ts', 'test/helpers/same-courses.ts'],
    reporters: ['default', './test/helpers/not-run-reporter.ts'],
    env: { TMPDIR: quickFolder() },
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    // Pages and runs that are waited for: a busy machine takes its time, a right one is through long before.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
    pool: 'forks',
    // Files share a process, so each module is loaded once; left-behind.ts fails a file that leaves something to the next.
    isolate: false,
    // Scripts that are stopped in the middle have ended the process they share with others.
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ALONE,
          globalSetup: ['test/helpers/global-setup.ts'],
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE, isolate: true } },
    ],
    // One more than cores of a small machine: tests that wait (for a lease, a retry, a browser) let others work.
    maxWorkers: 3,
  },
});
