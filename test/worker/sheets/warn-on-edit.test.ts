import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProtectedRange } from '../../../worker/sheets/answers.ts';
import { warnOnEdit, type ManagedCells } from '../../../worker/sheets/warn-on-edit.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const list: ManagedCells = { sheetId: 0, reportId: 'r-1', rows: [0, 11], columns: [0, 1, 2, 4] };

async function found(id: string): Promise<ProtectedRange[]> {
  const fields = 'sheets(properties(sheetId),protectedRanges(protectedRangeId,description,range,warningOnly))';
  return (await rig.client.get(id, { fields })).sheets[0]?.protectedRanges ?? [];
}

async function warn(id: string, cells: ManagedCells, isOn = true): Promise<number> {
  const requests = warnOnEdit(await found(id), cells, isOn);
  if (requests.length > 0) await rig.client.batchUpdate(id, requests);
  return requests.length;
}

function places(ranges: readonly ProtectedRange[]): unknown[] {
  return ranges
    .map(({ range = { sheetId: 0 } }) => [
      range.startRowIndex,
      range.endRowIndex,
      range.startColumnIndex,
      range.endColumnIndex,
    ])
    .toSorted();
}

it('people are asked before they edit what Willcall writes, and nobody is kept from it', async () => {
  const id = rig.book();
  await warn(id, list);
  const ranges = await found(id);
  expect(places(ranges)).toEqual([
    [0, 11, 0, 3],
    [0, 11, 4, 5],
  ]);
  expect(ranges.every(({ warningOnly, description = '' }) => warningOnly && description.includes('Willcall'))).toBe(
    true,
  );
  await rig.client.updateValues(id, 'A1', [['written all the same']]);
});

it('nothing is sent while the list stays where it is', async () => {
  const id = rig.book();
  await warn(id, list);
  expect(await warn(id, { ...list, columns: [4, 2, 1, 0] })).toBe(0);
});

it('the warning goes with the list when it grows, moves or loses a column', async () => {
  const id = rig.book();
  await warn(id, list);
  rig.edit(id, [{ insertDimension: { range: { sheetId: 0, dimension: 'ROWS', startIndex: 5, endIndex: 8 } } }]);
  expect(await warn(id, { ...list, rows: [0, 14] })).toBe(0);
  await warn(id, { ...list, rows: [1, 20], columns: [1, 2] });
  expect(places(await found(id))).toEqual([[1, 20, 1, 3]]);
});

it('the warning ends when it is switched off, and those of people and of other lists stay', async () => {
  const id = rig.book();
  const range = { sheetId: 0, startRowIndex: 30 };
  rig.edit(id, [{ addProtectedRange: { protectedRange: { range, description: 'mine', warningOnly: true } } }]);
  await warn(id, { ...list, reportId: 'r-2', columns: [7] });
  await warn(id, list);
  await warn(id, list, false);
  expect(places(await found(id))).toEqual([
    [0, 11, 7, 8],
    [30, undefined, undefined, undefined],
  ]);
});

it('what people made stricter is theirs', async () => {
  const id = rig.book();
  await warn(id, { ...list, columns: [0] });
  const [range] = await found(id);
  rig.edit(id, [{ updateProtectedRange: { protectedRange: { ...range, warningOnly: false }, fields: 'warningOnly' } }]);
  expect(await warn(id, { ...list, rows: [0, 30] })).toBe(0);
  expect(await warn(id, list, false)).toBe(0);
});
