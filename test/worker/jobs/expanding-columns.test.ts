import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Column } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import type { RunDeps } from '../../../worker/jobs/run-report.ts';
import type { Dataset } from '../../../worker/providers/provider.ts';
import { ProviderError } from '../../../worker/providers/provider-error.ts';
import { openRunBench, type RunBench } from './run-bench.ts';

const columnOf = (id: string): Column => ({
  id,
  title: id,
  type: 'text',
  personal: 'none',
  description: '',
  standard: true,
});
const ANSWERS: Column = { ...columnOf('answers'), expands: true };

type Name = 'first' | 'second';

/** A form whose questions are columns: "Meal" of both sources, and one of each. */
const questionsOf = (name: Name) => ['answers:Meal', `answers:${name}`];

const withForm = (dataset: Dataset, name: Name): Dataset => ({
  ...dataset,
  columns: [...dataset.columns, ANSWERS],
  list: (body) => ({ ...dataset.list(body), columns: questionsOf(name).map(columnOf) }),
  read: (record, context) => {
    const { key, rows } = dataset.read(record, context);
    const answers = Object.fromEntries(questionsOf(name).map((id) => [id, `to ${id}`]));
    return { key, rows: rows.map((one) => ({ ...one, row: { ...one.row, ...answers } })) };
  },
});

describe('a column that stands for as many as the data has', () => {
  let bench: RunBench;
  let published: { columns: readonly Column[]; rows: readonly (readonly Value[])[] }[];
  beforeEach(async () => {
    bench = await openRunBench(50);
    published = [];
    const columns = JSON.stringify(['ticketId', 'answers']);
    await bench.database.db.updateTable('reports').set({ columns }).execute();
  });
  afterEach(async () => await bench.close());

  const deps = (failing: Name | null): Partial<RunDeps> => ({
    columnsOf: (...args) => [...bench.deps.columnsOf(...args), ANSWERS],
    open: (at, signal) => {
      const open = bench.deps.open(at, signal);
      const name = at.scope['includeDeleted'] ? 'second' : 'first';
      const dataset = withForm(open.dataset, name);
      const refuse = async () => await Promise.reject(new ProviderError('not-found', 'GET /: 404'));
      return { ...open, dataset, ...(name === failing && { ask: refuse }) };
    },
    publish: async (options) => {
      const { columns, sources } = options;
      published.push({ columns, rows: sources.flatMap((source) => source.rows ?? []) });
      return await bench.deps.publish(options);
    },
  });
  const run = async (failing: Name | null = null) => {
    await bench.work(await bench.start(), undefined, deps(failing));
    return published.at(-1);
  };
  const addSecond = async () => {
    await bench.addSource('trap-door-2027');
    const scope = JSON.stringify({ appId: bench.simulator.appId, eventId: 'trap-door-2027', includeDeleted: 'true' });
    await bench.database.db.updateTable('report_sources').set({ scope }).where('position', '=', 1).execute();
  };
  const idsOf = (columns: readonly Column[] = []) => columns.map(({ id }) => id);

  it('is one column for a question that two sources ask', async () => {
    await addSecond();
    const result = await run();
    expect(idsOf(result?.columns)).toEqual(['ticketId', 'answers:Meal', 'answers:first', 'answers:second']);
    expect(result?.rows[0]?.slice(1)).toEqual(['to answers:Meal', 'to answers:first', null]);
  });

  it('keeps the columns that rows of a source that fails have in the tab', async () => {
    await addSecond();
    const before = await run();
    const after = await run('first');
    expect(idsOf(after?.columns).toSorted()).toEqual(idsOf(before?.columns).toSorted());
    const again = await run('first');
    expect(idsOf(again?.columns).toSorted()).toEqual(idsOf(before?.columns).toSorted());
  });
});
