import fc from 'fast-check';
import type { Column } from '../../../shared/columns.ts';
import type { Value } from '../../../shared/records.ts';
import { locateBlock } from '../../../worker/sheets/block.ts';
import { toCells } from '../../../worker/sheets/cells.ts';
import type { Goal } from '../../../worker/sheets/plan.ts';
import { findOurs, marksIn, tabOf, type Tab } from '../../../worker/sheets/tab.ts';
import type { TabModel } from './tab-model.ts';

export const owner = { spreadsheetId: 'book', reportId: 'report', sheetId: null };
let runs = 0;

export function columnsOf(count: number, type: Column['type'] = 'text'): Column[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `c${index}`,
    title: `Column ${index}`,
    type,
    personal: 'none' as const,
    description: `What column ${index} is`,
    standard: true,
  }));
}

export function goalOf(columns: Column[], rows: Value[][], change: Partial<Goal> = {}): Goal {
  runs += 1;
  const cells = toCells(columns, rows, 'UTC');
  const ids = { ...owner, runId: `run ${runs}`, generation: runs, markerId: runs };
  return { ...ids, mode: 'replace', title: 'Tickets', columns, cells, certificate: 'Complete.', ...change };
}

/** Rows of text that name their place. */
export function rowsOf(count: number, columns: number, name = 'r'): Value[][] {
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (__, column) => `${name}${row}/${column}`),
  );
}

export function readTab(model: TabModel): Tab {
  if (!model.exists) {
    const absent = { sheetId: 7, exists: false, title: 'Tickets', gridRows: 0, gridColumns: 0 };
    return { ...absent, merges: [], protectedRanges: [], marker: null, block: null };
  }
  const sheet = model.print();
  const ours = findOurs({ developerMetadata: [], sheets: [sheet] }, owner);
  if (!ours) return tabOf(sheet, null, null);
  const located = locateBlock(ours.marker, marksIn(sheet.data, owner.reportId), model.rows.length);
  if (located.rows === null) throw new Error('the bounds of the block are lost');
  return tabOf(sheet, ours.marker, { ...located, rows: located.rows });
}

export function valuesAt(model: TabModel, top: number, columns: number[], rows: number): unknown[][] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => model.at(top + row, column).value));
}

type Step =
  | { kind: 'publish'; rows: number; columns: number }
  | { kind: 'insert-row' | 'delete-row' | 'insert-column' | 'write-beside' | 'write-below'; at: number };

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      rows: fc.nat(12),
      columns: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('insert-row', 'delete-row', 'insert-column', 'write-beside', 'write-below'),
      at: fc.nat(20),
    }),
  },
);

/** What a person does to the tab. */
export function edit(model: TabModel, { kind, at }: Exclude<Step, { kind: 'publish' }>): void {
  const tab = readTab(model);
  const block = tab.block;
  if (!block) return;
  const text = `mine ${at}`;
  if (kind === 'insert-row') model.insertRows(at % (model.rows.length + 1), 1);
  else if (kind === 'insert-column') model.insertColumns(at % (model.columns.length + 1), 1);
  else if (kind === 'write-beside') {
    model.insertColumns(model.columns.length, 1);
    model.set(at % model.rows.length, model.columns.length - 1, { value: text });
  } else if (kind === 'write-below') {
    model.insertRows(model.rows.length, 1);
    model.set(model.rows.length - 1, at % model.columns.length, { value: text });
  } else if (block.rows > 2) model.deleteRows(block.top + 1 + (at % (block.rows - 1)), 1);
}

/** All cells people wrote, from top to bottom. */
export function mine(model: TabModel): unknown[] {
  const values = model.picture().flatMap((cells) => cells.map(({ value }) => value));
  return values.filter((value) => typeof value === 'string' && value.startsWith('mine'));
}
