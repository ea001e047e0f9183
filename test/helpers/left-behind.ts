import { deepStrictEqual } from 'node:assert/strict';
import { afterAll, beforeAll, vi } from 'vitest';

const WATCHED = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'];

/** What a test file could leave to those that follow it in the same process. */
const state = () => {
  const open = process.getActiveResourcesInfo();
  return {
    environment: { ...process.env },
    folder: process.cwd(),
    fakeTimers: vi.isFakeTimers(),
    listeners: WATCHED.map((name) => process.listenerCount(name)),
    servers: open.filter((kind) => kind === 'TCPServerWrap').length,
    processes: open.filter((kind) => kind === 'ProcessWrap').length,
  };
};

let before: ReturnType<typeof state>;
beforeAll(() => {
  before = state();
});

// Registered first, runs last: after a file's own hooks. What was closed a moment ago may take one more to be gone.
afterAll(async () => {
  vi.restoreAllMocks();
  await vi.waitFor(() => deepStrictEqual(state(), before), { interval: 20 });
});
