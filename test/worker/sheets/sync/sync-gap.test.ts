import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaps, interfere } from './gap-rig.ts';

describe('what people do in the moment before Google writes', () => {
  it('leaves no value beside another guest, and no note is lost', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(gaps, async (gap) => {
        done += await interfere(gap);
      }),
      { numRuns: 100 },
    );
    expect(done).toBeGreaterThan(150);
  }, 120_000);
});
