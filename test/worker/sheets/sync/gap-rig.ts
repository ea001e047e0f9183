import fc from 'fast-check';
import { expect } from 'vitest';
import { Failure } from '../../../../worker/failure.ts';
import { refreshAndCheck } from './check-sync.ts';
import { columns } from './book-model.ts';
import { deeds, type Deed } from './people.ts';
import { goalOf, momentOf, refreshes, Stage, type Refresh } from './sync-model.ts';

const KEPT: Deed['kind'][] = [
  'move column',
  'insert column',
  'delete column',
  'delete header',
  'rename header',
  'blank key',
  'overtype',
  'duplicate row',
  'sort removed',
  'title row',
];
/** What people do in the very moment between a look of ours and the write that follows, or between two looks. */
const meanwhile = fc.array(fc.array(deeds(...KEPT), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });

type Gap = {
  readonly first: Refresh;
  readonly notes: readonly Deed[];
  readonly next: Refresh;
  readonly atWrites: readonly Deed[][];
  readonly atReads: readonly Deed[][];
};

/** Notes that were there, are, and are to stay: what people delete themselves is gone. */
class Ledger {
  private notes: string[] = [];
  private readonly stage: Stage;
  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** What is typed where we are just writing cannot be known to have been there. */
  actMeanwhile(deed: Deed): void {
    const known = deed.kind === 'delete row' ? this.notes.filter((note) => !note.includes('by hand')) : this.notes;
    this.act(deed);
    this.notes = this.notes.filter((note) => known.includes(note) || !note.includes('by hand'));
  }

  act(deed: Deed): void {
    const before = this.now();
    this.stage.act(deed);
    const after = this.now();
    this.notes = [...without(this.notes, without(before, after)), ...without(after, before)];
  }

  lost(): string[] {
    return without(this.notes, this.now());
  }

  now(): string[] {
    return momentOf(this.stage)?.notes ?? [];
  }
}

function without(list: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export async function interfere({ first, notes, next, atWrites, atReads }: Gap): Promise<number> {
  const stage = new Stage();
  await refreshAndCheck(stage, first);
  stage.tab()?.columns.push(...columns(2));
  const ledger = new Ledger(stage);
  for (const deed of notes) ledger.act(deed);
  const [writes, reads] = [[...atWrites], [...atReads]];
  let done = 0;
  const step = (queue: Deed[][]) => {
    for (const deed of queue.shift() ?? []) {
      ledger.actMeanwhile(deed);
      done += 1;
    }
  };
  let calls = 0;
  stage.hooks.before = () => step(writes);
  stage.hooks.read = () => {
    calls += 1;
    if (calls % 3 === 0) step(reads);
  };
  const published = await stage.publish(next).catch((error: unknown) => {
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({ code: 'tab-busy' });
    return null;
  });
  stage.hooks.before = () => undefined;
  stage.hooks.read = () => undefined;
  if (published === null) {
    // a run that gave up leaves to the next one what it can, and that is all but rows nobody reads
    for (const key of stage.truth.keys()) if (!goalOf(next).has(key)) stage.dirty.add(key);
    await stage.publish(next);
  }
  expect(ledger.lost()).toEqual([]);
  await refreshAndCheck(stage, next);
  return done;
}

export const gaps = fc.record({
  first: refreshes(['move']),
  notes: fc.array(deeds('delete column', 'delete header', 'duplicate row', 'overtype', 'blank key'), { maxLength: 6 }),
  next: refreshes(['move']).map((refresh) => ({ ...refresh, guard: null })),
  atWrites: meanwhile,
  atReads: fc.oneof(fc.constant([]), meanwhile),
});
