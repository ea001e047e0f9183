import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig, textColumns, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

/** What the refused publish leaves: no write at all, and everything as it was. */
async function expectRefused(id: string, attempt: () => Promise<unknown>, refusal: object): Promise<void> {
  const before = await rig.picture(id);
  rig.requests.length = 0;
  await expect(attempt()).rejects.toMatchObject(refusal);
  expect(rig.requests.filter((request) => /^POST :batchUpdate|^PUT/.test(request))).toEqual([]);
  expect(await rig.picture(id)).toEqual(before);
}

describe('refused before anything is written, with the old content intact', () => {
  it.each(['replace', 'append', 'sync'] as const)('more columns than Google has (%s)', async (mode) => {
    const id = rig.book();
    const rows = textRows(2, 2);
    await rig.publish(id, { rows, how: { mode } });
    const columns = textColumns(18_280);
    await expectRefused(id, () => rig.publish(id, { rows: [columns.map(() => null)], columns, how: { mode } }), {
      code: 'too-many-columns',
      message: expect.stringContaining('18,278'),
    });
  });

  it('merged cells in a list that keeps notes; apart again, it goes on', async () => {
    const id = rig.book();
    const publish = () => rig.publish(id, { rows: textRows(4, 2), how: { mode: 'sync' } });
    const { sheetId } = await publish();
    const range = { sheetId, startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 1 };
    rig.edit(id, [{ mergeCells: { range, mergeType: 'MERGE_ALL' } }]);
    const message = expect.stringMatching(/"Tickets" are merged \(row 2\)/);
    await expectRefused(id, publish, { code: 'tab-blocked', message });
    rig.edit(id, [{ unmergeCells: { range } }]);
    await publish();
    expect(await rig.list(id)).toEqual([['Column 0', 'Column 1'], ...textRows(4, 2)]);
  });

  it('a protected last row to which rows are to be added', async () => {
    const id = rig.book();
    const publish = (name: string) => rig.publish(id, { rows: textRows(3, 2, name), how: { mode: 'append' } });
    const { sheetId } = await publish('a');
    const range = { sheetId, startRowIndex: 3, endRowIndex: 4 };
    rig.edit(id, [{ addProtectedRange: { protectedRange: { range } } }]);
    await expectRefused(id, () => publish('b'), { code: 'tab-protected' });
  });
});

describe('done all the same', () => {
  it('an exact copy separates merged cells', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(4, 2) });
    const range = { sheetId, startRowIndex: 1, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 2 };
    rig.edit(id, [{ mergeCells: { range, mergeType: 'MERGE_ALL' } }]);
    await rig.publish(id, { rows: textRows(4, 2, 'n') });
    expect(await rig.list(id)).toEqual([['Column 0', 'Column 1'], ...textRows(4, 2, 'n')]);
  });

  it('rows are added below merged cells, which stay as they are but for the last row', async () => {
    const id = rig.book();
    const publish = (name: string) => rig.publish(id, { rows: textRows(3, 2, name), how: { mode: 'append' } });
    const { sheetId } = await publish('a');
    const merge = (from: number, to: number) => {
      const range = { sheetId, startRowIndex: from, endRowIndex: to, startColumnIndex: 1, endColumnIndex: 2 };
      return { mergeCells: { range, mergeType: 'MERGE_ALL' } };
    };
    rig.edit(id, [merge(2, 4)]);
    await publish('b');
    expect((await rig.list(id)).slice(4).map((row) => row.slice(0, 2))).toEqual(textRows(3, 2, 'b'));
  });

  it('a text over 50,000 characters is cut with a mark, and counted', async () => {
    const id = rig.book();
    for (const mode of ['replace', 'sync'] as const) {
      const done = await rig.publish(id, { rows: [['a', 'x'.repeat(60_000)]], how: { mode } });
      expect(done.cut).toBe(1);
      const [[text] = []] = await rig.values(id, 'Tickets!B2');
      expect(text).toMatch(/^x+ … \[cut at 50,000 characters\]$/);
      expect(String(text)).toHaveLength(50_000);
    }
  });
});
