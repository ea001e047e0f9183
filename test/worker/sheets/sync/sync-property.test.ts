import fc from 'fast-check';
import { describe, it } from 'vitest';
import { refreshAndCheck } from './check-sync.ts';
import { deeds, type Deed } from './people.ts';
import { refreshes, Stage, type Refresh } from './sync-model.ts';

type Step = { readonly refresh: Refresh; readonly deeds: readonly Deed[] };

const steps = fc.array(fc.record({ refresh: refreshes(), deeds: fc.array(deeds(), { maxLength: 6 }) }), {
  minLength: 2,
  maxLength: 6,
});

async function play(all: readonly Step[]): Promise<void> {
  const stage = new Stage();
  for (const { refresh, deeds: done } of all) {
    await refreshAndCheck(stage, refresh);
    for (const deed of done) stage.act(deed);
  }
}

const RUNS = 100;

describe('whatever people do between refreshes', () => {
  it('every guest is there once, with the right cells, notes beside their guest, and rows of people as they were', async () => {
    await fc.assert(fc.asyncProperty(steps, play), { numRuns: RUNS });
  }, 120_000);
});

/** What went wrong once. */
const refresh = (change: Partial<Refresh>): Refresh => ({
  a: null,
  b: null,
  columns: [0, 1, 2],
  removedRows: 'move',
  guard: null,
  maxBytes: null,
  isRepaired: false,
  ...change,
});
const guests = (...rows: [guest: number, state: number][]) => ({
  rows: rows.map(([guest, state]) => ({ guest, state })),
  isAll: true,
});
const did = (kind: Deed['kind'], at = 0, to = 0): Deed => ({ kind, at, to });
type Course = readonly (Partial<Refresh> & { readonly deeds?: readonly Deed[] })[];

describe('courses that went wrong once', () => {
  const courses: Record<string, Course> = {
    'an inserted blank row that a sort brought below the last guest is not written into, beyond what ranges over the list cover':
      [
        { a: guests([0, 0]), deeds: [did('insert row')] },
        { b: guests([0, 0]), deeds: [did('sort')] },
        {},
        { b: guests([1, 0]) },
      ],
    'a note in a column without a header comes back although the report lost columns and got them again': [
      { b: guests([0, 0]), deeds: [did('note')] },
      { b: guests(), columns: [0] },
      { b: guests([0, 0]) },
    ],
    'a guest comes back into a tab that is wider than when they left': [
      { b: guests([3, 0]) },
      { b: guests(), deeds: [did('note')] },
      { b: guests([3, 0]) },
    ],
    'a header that was deleted is put back above guests who were dragged above the first': [
      { a: guests([0, 0], [1, 0]), deeds: [did('delete header'), did('move row', 0, 3)] },
      { columns: [0] },
      { columns: [0] },
    ],
    'an older copy of a row that a sort brought above it is brought up to date': [
      { b: guests([0, 0], [1, 1]), deeds: [did('duplicate row', 15, 0)] },
      { b: guests([1, 0]), deeds: [did('sort', 5, 0)] },
      { b: guests([1, 0]) },
    ],
  };
  it.each(Object.entries(courses))('%s', async (_, course) => {
    await play(course.map(({ deeds: done = [], ...change }) => ({ refresh: refresh(change), deeds: done })));
  });
});
