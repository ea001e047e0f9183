import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal, Plan } from '../../../worker/sheets/plan.ts';
import { planReplace } from '../../../worker/sheets/plan-replace.ts';
import { findOurs } from '../../../worker/sheets/tab.ts';
import type { Value } from '../../../shared/records.ts';
import { columnsOf, edit, goalOf, mine, owner, readTab, rowsOf, step, valuesAt } from './plan-rig.ts';
import { TabModel } from './tab-model.ts';

function publish(model: TabModel, goal: Goal): Plan {
  const plan = planReplace(readTab(model), goal, { kind: 'inline' });
  model.apply(plan.requests);
  return plan;
}

describe('a tab that does not exist yet', () => {
  it('gets a frozen, bold header with notes, and the rows below it', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), rowsOf(3, 2)));
    expect(model.frozen).toBe(1);
    expect(valuesAt(model, 0, [0, 1], 4)).toEqual([
      ['Column 0', 'Column 1'],
      ['r0/0', 'r0/1'],
      ['r1/0', 'r1/1'],
      ['r2/0', 'r2/1'],
    ]);
    expect(model.at(0, 0)).toMatchObject({ bold: true, note: 'What column 0 is\n\nComplete.' });
    expect(model.at(0, 1)).toMatchObject({ bold: true, note: 'What column 1 is' });
    expect(model.at(1, 0).bold).toBe(false);
  });

  it('may be empty and grow later', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), []));
    expect(model.rows).toHaveLength(3);
    publish(model, goalOf(columnsOf(2), rowsOf(5, 2)));
    expect(valuesAt(model, 1, [0, 1], 5)).toEqual(rowsOf(5, 2));
  });
});

describe('an empty tab of that title', () => {
  it('is adopted without a smaller grid, and grows where it is too small', () => {
    const model = TabModel.withGrid(2, 1, 'Tickets');
    publish(model, goalOf(columnsOf(3), rowsOf(4, 3)));
    expect(model.frozen).toBe(1);
    expect(valuesAt(model, 1, [0, 1, 2], 4)).toEqual(rowsOf(4, 3));
    const roomy = TabModel.withGrid(1000, 26, 'Tickets');
    publish(roomy, goalOf(columnsOf(3), rowsOf(4, 3)));
    expect([roomy.rows.length, roomy.columns.length]).toEqual([1000, 26]);
  });
});

describe('publishing again', () => {
  it('leaves every value, format and note identical when the rows are the same', () => {
    const model = new TabModel();
    const columns = columnsOf(3, 'money');
    const money = [[{ minor: 850, currency: 'EUR' }, { minor: 850, currency: 'CHF' }, null]];
    const rows: Value[][] = [...money, [{ minor: 5, currency: 'JPY' }, null, null], ...money];
    publish(model, goalOf(columns, rows));
    const before = model.picture();
    publish(model, goalOf(columns, rows));
    expect(model.picture()).toEqual(before);
  });

  it('inserts rows inside the block, so that what lies below moves down and a bounded range grows', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), rowsOf(3, 2)));
    model.insertRows(4, 1);
    model.set(4, 0, { value: 'total' });
    const lastRow = model.rows[3];
    publish(model, goalOf(columnsOf(2), rowsOf(10, 2)));
    expect(valuesAt(model, 1, [0, 1], 10)).toEqual(rowsOf(10, 2));
    expect(model.at(11, 0).value).toBe('total');
    expect(model.rows.indexOf(lastRow ?? {})).toBe(10);
  });

  it('clears surplus rows in our columns only and uses them again', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), rowsOf(6, 2)));
    model.insertColumns(2, 1);
    for (let row = 1; row < 7; row++) model.set(row, 2, { value: `note ${row}` });
    publish(model, goalOf(columnsOf(2), rowsOf(2, 2)));
    expect(valuesAt(model, 1, [0, 2], 6).slice(1)).toEqual([
      ['r1/0', 'note 2'],
      [null, 'note 3'],
      [null, 'note 4'],
      [null, 'note 5'],
      [null, 'note 6'],
    ]);
    publish(model, goalOf(columnsOf(2), rowsOf(5, 2)));
    expect(model.rows).toHaveLength(7);
    expect(valuesAt(model, 1, [0, 1], 6)).toEqual([...rowsOf(5, 2), [null, null]]);
  });

  it('inserts missing columns beside ours, before the columns of the user', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), rowsOf(2, 2)));
    model.insertColumns(2, 1);
    model.set(1, 2, { value: 'mine' });
    publish(model, goalOf(columnsOf(4), rowsOf(2, 4)));
    expect(valuesAt(model, 1, [0, 1, 2, 3, 4], 1)).toEqual([['r0/0', 'r0/1', 'r0/2', 'r0/3', 'mine']]);
    expect(model.at(0, 3)).toMatchObject({ bold: true, value: 'Column 3', note: 'What column 3 is' });
  });

  it('clears columns that the report has no more, and keeps those of the user', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(3, 'date'), [['2026-05-01', '2026-05-02', '2026-05-03']]));
    model.insertColumns(3, 1);
    model.set(1, 3, { value: 'mine' });
    publish(model, goalOf(columnsOf(1, 'date'), [['2026-05-01']]));
    expect(valuesAt(model, 0, [1, 2, 3], 2)).toEqual([
      [null, null, null],
      [null, null, 'mine'],
    ]);
    expect(model.at(1, 2)).toMatchObject({ format: '', note: '' });
  });

  it('keeps a number format that people chose, until the kind of the column changes', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1, 'date'), [['2026-05-01']]));
    model.set(1, 0, { format: 'dd.mm.' });
    publish(model, goalOf(columnsOf(1, 'date'), [['2026-05-02']]));
    expect(model.at(1, 0).format).toBe('dd.mm.');
    publish(model, goalOf(columnsOf(1, 'integer'), [[7]]));
    expect(model.at(1, 0).format).toBe('0');
  });

  it('follows a changed tab title in the report, but keeps a title that people gave', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), []));
    model.title = 'Guests';
    publish(model, goalOf(columnsOf(1), []));
    expect(model.title).toBe('Guests');
    publish(model, goalOf(columnsOf(1), [], { title: 'Spring' }));
    expect(model.title).toBe('Spring');
  });

  it('does not take a copy of the tab for its own', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), rowsOf(2, 1)));
    model.sheetId = 8;
    expect(findOurs({ developerMetadata: [], sheets: [model.print()] }, owner)).toBeNull();
  });
});

describe('a block that people worked in', () => {
  it('is found again below a title row and right of a column of theirs', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(2), rowsOf(3, 2)));
    model.insertRows(0, 2);
    model.insertColumns(0, 1);
    model.insertColumns(2, 1);
    model.set(0, 1, { value: 'Our guests' });
    model.set(3, 2, { value: 'between' });
    publish(model, goalOf(columnsOf(2), rowsOf(4, 2, 'n')));
    expect(model.at(0, 1).value).toBe('Our guests');
    expect(model.at(3, 2).value).toBe('between');
    expect(valuesAt(model, 2, [1, 3], 5)).toEqual([['Column 0', 'Column 1'], ...rowsOf(4, 2, 'n')]);
  });

  it('gives deleted rows back without touching what moved up from below', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), rowsOf(5, 1)));
    model.insertRows(6, 1);
    model.set(6, 0, { value: 'total' });
    model.deleteRows(2, 2);
    publish(model, goalOf(columnsOf(1), rowsOf(5, 1)));
    expect(valuesAt(model, 1, [0], 6)).toEqual([...rowsOf(5, 1), ['total']]);
  });

  it('leaves no old row behind when the user inserted rows', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1)));
    model.insertRows(2, 3);
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1, 'n')));
    expect(valuesAt(model, 1, [0], 7)).toEqual([...rowsOf(4, 1, 'n'), [null], [null], [null]]);
  });
});

describe('a last row that is gone', () => {
  it.each([
    ['deleted', (model: TabModel) => model.deleteRows(4, 1)],
    ['dragged to the top', (model: TabModel) => model.moveRow(4, 1)],
  ])('because it was %s does not hide where the block ends', (_, change) => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1)));
    model.insertRows(5, 1);
    model.set(5, 0, { value: 'total' });
    change(model);
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1, 'n')));
    expect(valuesAt(model, 1, [0], 5)).toEqual([...rowsOf(4, 1, 'n'), ['total']]);
  });

  it('takes the header for the row above the block when the header row was deleted', () => {
    const model = new TabModel();
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1)));
    model.insertRows(0, 1);
    model.set(0, 0, { value: 'Our guests' });
    model.deleteRows(1, 1);
    publish(model, goalOf(columnsOf(1), rowsOf(4, 1, 'n')));
    expect(valuesAt(model, 0, [0], 6)).toEqual([['Our guests'], ['Column 0'], ...rowsOf(4, 1, 'n')]);
  });
});

describe('whatever people do in between', () => {
  it('the block is exactly the goal afterwards and every cell of theirs is still there', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const model = new TabModel();
        for (const [index, one] of steps.entries()) {
          if (one.kind !== 'publish') {
            edit(model, one);
            continue;
          }
          const theirs = mine(model);
          const wanted = rowsOf(one.rows, one.columns, `s${index} `);
          publish(model, goalOf(columnsOf(one.columns), wanted));
          const block = readTab(model).block;
          expect(block?.columns).toHaveLength(one.columns);
          const positions = block?.columns.map((column) => column.index) ?? [];
          const titles = columnsOf(one.columns).map(({ title }) => title);
          expect(valuesAt(model, block?.top ?? 0, positions, one.rows + 1)).toEqual([titles, ...wanted]);
          const old = model
            .picture()
            .flat()
            .filter(({ value }) => typeof value === 'string' && /^s\d+ /.test(value));
          expect(old).toHaveLength(one.rows * one.columns);
          expect(mine(model)).toEqual(theirs);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a range over the block holds all rows after growing, and the same publish twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 4 }),
        (first, then, columns) => {
          const model = new TabModel();
          publish(model, goalOf(columnsOf(columns), rowsOf(first, columns)));
          const [from, to] = [model.rows[1], model.rows[first]];
          const goal = goalOf(columnsOf(columns), rowsOf(then, columns, 'n'));
          publish(model, goal);
          const inside = model.rows.indexOf(to ?? {}) - model.rows.indexOf(from ?? {}) + 1;
          expect(inside).toBeGreaterThanOrEqual(then);
          const before = model.picture();
          publish(model, goalOf(columnsOf(columns), rowsOf(then, columns, 'n')));
          expect(model.picture()).toEqual(before);
        },
      ),
    );
  });
});
