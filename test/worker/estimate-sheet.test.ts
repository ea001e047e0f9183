import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateSheet } from '../../worker/estimate-sheet.ts';
import { Rig, textColumns, textRows } from './sheets/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const size = (title: string, rows: number | null = 100) => ({
  rows,
  columns: textColumns(3),
  mode: 'replace' as const,
  title,
  inPlace: false,
});
const look = (spreadsheetId: string, title: string, report: { id: string; sheetId: number | null } | null = null) =>
  estimateSheet(rig.client, { spreadsheetId, report, size: size(title) }, AbortSignal.timeout(5_000));

describe('what a refresh would take', () => {
  it('is told for a tab that is still to be made, and nothing is written', async () => {
    const id = rig.book();
    const before = await rig.picture(id);
    expect(await look(id, 'Tickets')).toMatchObject({ tab: 'new', columns: 4, atomic: true, notices: [] });
    expect(await rig.picture(id)).toEqual(before);
  });

  it('knows the tab of the report, also when people renamed it', async () => {
    const id = rig.book();
    const { sheetId } = await rig.publish(id, { rows: textRows(5, 3) });
    rig.edit(id, [{ updateSheetProperties: { properties: { sheetId, title: 'Guests' }, fields: 'title' } }]);
    expect(await look(id, 'Tickets', { id: 'report', sheetId })).toMatchObject({ tab: 'ours' });
  });

  it('says that a tab holds something of somebody else, and what the list would take elsewhere', async () => {
    const id = rig.book();
    await rig.publish(id, { rows: textRows(5, 3) });
    const { tab, notices, cells, freeCells } = await look(id, 'Tickets');
    expect([tab, cells]).toEqual(['occupied', 404]);
    expect(freeCells).toBeGreaterThan(9_000_000);
    expect(notices).toEqual([{ blocking: true, code: 'tab-occupied', sentence: expect.stringContaining('"Tickets"') }]);
  });

  it('cannot be told without access', async () => {
    await expect(look(rig.book({ role: null }), 'Tickets')).rejects.toMatchObject({ code: 'spreadsheet-not-shared' });
  });
});
