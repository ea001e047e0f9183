import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connection, Preview, Run } from '../../shared/api.ts';
import { Preflight } from '../../shared/changes.ts';
import { startGoogleRecorder, type GoogleRecorder } from '../helpers/google-recorder.ts';
import { readsOf, type ReadBox } from '../helpers/google-reads.ts';
import { openHouse, type House } from './house.ts';

let house: House;
let recorder: GoogleRecorder;
beforeAll(async () => {
  recorder = await startGoogleRecorder(() => house.sandbox.google.origin);
  house = await openHouse({ GOOGLE_SHEETS_ORIGIN: recorder.origin });
});
afterAll(async () => {
  await house.close();
  await recorder.close();
});

const tabsOf = (googleId: string) => house.sandbox.google.files.get(googleId)?.workbook.book.tabs ?? [];
const cellsOf = (texts: readonly string[]) => ({
  rows: texts.map((stringValue) => ({ values: [{ userEnteredValue: { stringValue } }] })),
  fields: 'userEnteredValue',
});

/** A spreadsheet people work in: their own tabs, one with a column to look up beside one that is nobody's business. */
async function peoplesBook(): Promise<{ googleId: string; spreadsheet: string; theirs: readonly string[] }> {
  const googleId = house.book();
  house.edit(googleId, [
    { addSheet: { properties: { title: 'Salaries', sheetId: 77 } } },
    { addSheet: { properties: { title: 'Codes', sheetId: 78 } } },
    { updateCells: { start: { sheetId: 77 }, ...cellsOf(['Salary', '1']) } },
    { updateCells: { start: { sheetId: 78 }, ...cellsOf(['Code', 'AAAA-1111', 'BBBB-2222']) } },
    { updateCells: { start: { sheetId: 78, columnIndex: 1 }, ...cellsOf(['Secret', 'x', 'y']) } },
  ]);
  const theirs = tabsOf(googleId).map(({ title }) => title);
  recorder.requests.length = 0;
  return { googleId, spreadsheet: await house.link(googleId), theirs };
}

/** What was read of cells since then, by the title of the tab. */
function reads(googleId: string): ReadBox[] {
  const titles = new Map(tabsOf(googleId).map(({ sheetId, title }) => [sheetId, title]));
  return recorder.requests
    .filter(({ path }) => path.includes(googleId))
    .flatMap(readsOf)
    .map((box) => ({ ...box, tab: typeof box.tab === 'number' ? (titles.get(box.tab) ?? box.tab) : box.tab }));
}

const STATUS_TAB = 'Willcall';

describe('the writer reads values', () => {
  it('of no cell when a spreadsheet is linked and proved', async () => {
    const { googleId } = await peoplesBook();
    expect(recorder.requests.some(({ path }) => path.includes(googleId))).toBe(true);
    expect(reads(googleId)).toEqual([]);
  });

  it.each(['sync', 'replace', 'append'] as const)('of its own tabs only, in whole runs (%s)', async (writeMode) => {
    const { googleId, spreadsheet, theirs } = await peoplesBook();
    const { id } = await house.report({
      destination: { spreadsheet, tab: 'Tickets' },
      writeMode,
      columns: ['ticketId', 'status', 'ownerEmail'],
      writing: { changeLogRuns: 3, warnOnEdit: true },
    });
    for (const order of [{}, {}, ...(writeMode !== 'sync' ? [] : [{ repair: 'list' }, { repair: 'undo' }])]) {
      await house.call('POST', '/v1/reports/preflight', Preflight, { reportId: id });
      await run(id, order);
      typeBeside(googleId);
    }
    const tabs = new Set(reads(googleId).map(({ tab }) => tab));
    expect([...tabs].filter((tab) => theirs.includes(String(tab)))).toEqual([]);
    const isOurs = (tab: unknown) =>
      tab === 'Tickets' || tab === STATUS_TAB || /^(?:Removed|Tickets )/.test(String(tab));
    expect([...tabs].filter((tab) => !isOurs(tab))).toEqual([]);
    expect(tabs).toContain(STATUS_TAB);
  });

  it('of the one column that was chosen for a look-up, and the headers by which it is found', async () => {
    const { googleId, spreadsheet, theirs } = await peoplesBook();
    const { credentials } = house.sandbox.providers.oveit;
    const connection = await house.call('POST', '/v1/connections', Connection, {
      provider: 'oveit',
      label: 'Doors',
      credentials,
    });
    const lookup = { by: 'ticketCode', tab: 'Codes', column: 'Code' };
    const question = {
      sources: [{ connectionId: connection.id, scope: {}, lookup }],
      dataset: 'tickets' as const,
      columns: [],
    };
    await house.call('POST', '/v1/reports/preview', Preview, { ...question, spreadsheet });
    const { id } = await house.report({ ...question, destination: { spreadsheet, tab: 'Tickets' } });
    await run(id, {});
    const outside = reads(googleId).filter(({ tab }) => theirs.includes(String(tab)));
    const header = { tab: 'Codes', startRow: 0, endRow: 1 };
    const column = { tab: 'Codes', startColumn: 0, endColumn: 1 };
    expect(outside.length).toBeGreaterThanOrEqual(4);
    for (const box of outside) expect(box).toMatchObject(box.startRow === 0 ? header : column);
  });
});

/** Whatever comes of it. */
async function run(reportId: string, order: object): Promise<Run> {
  await house.database.db.deleteFrom('rate_buckets').execute();
  const { id } = await house.call('POST', `/v1/reports/${reportId}/runs`, Run, order);
  for (;;) {
    const now = await house.call('GET', `/v1/runs/${id}`, Run);
    if (now.finishedAt !== null) {
      expect(now).toMatchObject({ status: 'done', error: null });
      return now;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Notes beside the list, and a cell of the list that somebody changed. */
function typeBeside(googleId: string): void {
  const tab = tabsOf(googleId).find(({ title }) => title === 'Tickets');
  if (!tab) throw new Error('there is no list yet');
  const { sheetId } = tab;
  house.edit(googleId, [
    { appendDimension: { sheetId, dimension: 'COLUMNS', length: 2 } },
    { updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 5 }, ...cellsOf(['My notes', 'VIP']) } },
    { updateCells: { start: { sheetId, rowIndex: 1, columnIndex: 1 }, ...cellsOf(['changed']) } },
  ]);
}
