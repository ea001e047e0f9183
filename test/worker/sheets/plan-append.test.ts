import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAppend } from '../../../worker/sheets/plan-append.ts';
import { columnsOf, edit, goalOf, mine, readTab, rowsOf, step } from './plan-rig.ts';
import { TabModel } from './tab-model.ts';

/** Adds that many rows, named after the run, below the last. */
function append(model: TabModel, name: string, rows: number, columns: number): void {
  const goal = goalOf(columnsOf(columns), rowsOf(rows, columns, name), { mode: 'append' });
  model.apply(planAppend(readTab(model), goal, { kind: 'inline' }, { header: [], first: [] }).requests);
}

/** What stands in each row that holds a row of a run, from left to right. */
function lines(model: TabModel): string[][] {
  const rows = model.picture().map((cells) => cells.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
  return rows.filter((row) => row.some((text) => /^s\d+ /.test(text)));
}

describe('rows added below, whatever people do in between', () => {
  it('leave every row before as it was, with what people wrote beside it, and come next, with nothing of theirs', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const model = new TabModel();
        append(model, 's0 ', 3, 2);
        for (const [index, one] of steps.entries()) {
          if (one.kind !== 'publish') {
            edit(model, one);
            continue;
          }
          const [before, theirs] = [lines(model), mine(model)];
          const name = `s${index + 1} `;
          append(model, name, one.rows, one.columns);
          const after = lines(model);
          expect(after.filter((row) => !row.some((text) => text.startsWith(name)))).toEqual(before);
          expect(after.slice(after.length - one.rows)).toEqual(rowsOf(one.rows, one.columns, name));
          expect(mine(model)).toEqual(theirs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are inside a range over the list, and what lies below moves down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 20 }), (first, then) => {
        const model = new TabModel();
        append(model, 's0 ', first, 2);
        model.insertRows(first + 1, 1);
        model.set(first + 1, 0, { value: 'total' });
        const [from, to] = [model.rows[1], model.rows[first]];
        append(model, 's1 ', then, 2);
        const inside = model.rows.indexOf(to ?? {}) - model.rows.indexOf(from ?? {}) + 1;
        expect(inside).toBe(first + then);
        expect(model.at(first + then + 1, 0).value).toBe('total');
      }),
    );
  });
});
