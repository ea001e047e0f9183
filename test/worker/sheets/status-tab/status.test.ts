import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeStatusLine, writeStatus } from '../../../../worker/sheets/status-tab/status.ts';
import { Rig } from '../rig.ts';
import { Board, lineOf } from './board.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const HEADER = ['Tab', 'State', 'List as of', 'Time zone', 'Next refresh due', 'Rows', 'Report id'];
const tickets = lineOf('r-1', { tab: 'Tickets' });
const TICKETS = ['Tickets', 'Up to date', '1 Mar 2027, 10:00', 'Europe/Berlin', '1 Mar 2027, 11:00', '12,480', 'r-1'];

describe('the tab "Willcall"', () => {
  it('tells of a list how it is, as of when, what is due next and how long it is', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    await board.publish(lineOf('r-2', { tab: 'Orders', nextDue: null }));
    const [header, first, second] = await board.shown();
    expect(header).toEqual(HEADER);
    expect(first).toEqual(TICKETS);
    expect(second?.slice(3, 5)).toEqual(['Europe/Berlin', 'Not scheduled']);
  });

  it('costs one read when the spreadsheet was read anyway, and none before it exists', async () => {
    const board = new Board(rig);
    const before = rig.requests.length;
    await board.publish(tickets);
    expect(rig.requests.slice(before)).toEqual(['GET ', 'POST :batchUpdate']);
    await board.publish(tickets);
    expect(rig.requests.slice(before + 2)).toEqual(['GET ', 'GET ', 'POST :batchUpdate']);
  });

  it('keeps time and rows of what the tab shows when a refresh failed', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const state = 'Refresh failed: =the key was refused';
    expect(await writeStatus(rig.client, board.id, { ...tickets, state, asOf: null, rows: null }, {})).toBeNull();
    expect((await board.shown())[1]).toEqual(TICKETS.with(1, state));
  });

  it('says anew when the next refresh is due, or that it is paused, and leaves the rest of the line', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const silent = { ...tickets, state: null, asOf: null, rows: null };
    await writeStatus(rig.client, board.id, { ...silent, nextDue: new Date('2027-03-01T12:00:00Z') }, {});
    expect((await board.shown())[1]).toEqual(TICKETS.with(4, '1 Mar 2027, 13:00'));
    await writeStatus(rig.client, board.id, { ...silent, nextDue: 'paused' }, {});
    expect((await board.shown())[1]).toEqual(TICKETS.with(4, 'Paused'));
  });

  it('leaves a tab of that name to people', async () => {
    const board = new Board(rig);
    rig.edit(board.id, [{ addSheet: { properties: { title: 'willcall' } } }]);
    await board.publish(tickets);
    await board.publish(tickets);
    expect(await rig.tabs(board.id)).toEqual(['Sheet1', 'willcall', 'Willcall status']);
  });

  it('does not take the title of the list that is made in the same call', async () => {
    const board = new Board(rig);
    await board.publish({ ...tickets, tab: 'Willcall' });
    expect(await rig.tabs(board.id)).toEqual(['Sheet1', 'Willcall status']);
  });

  it('is not the copy that somebody made of it, nor the one in a copied file', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    rig.edit(board.id, [{ duplicateSheet: { sourceSheetId: await board.sheetId(), newSheetName: 'Copy' } }]);
    await board.publish({ ...tickets, state: 'Newer' });
    expect((await board.shown('Copy'))[1]?.[1]).toBe('Up to date');
    expect((await board.shown())[1]?.[1]).toBe('Newer');
  });

  it('is left alone when people protected it: the list itself must not wait for that', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const range = { sheetId: await board.sheetId() };
    const editors = { users: ['organizer@example.org'] };
    rig.edit(board.id, [{ addProtectedRange: { protectedRange: { range, editors } } }]);
    expect(await board.plan(tickets)).toEqual({ requests: [], cells: 0 });
    expect(await writeStatus(rig.client, board.id, tickets, {})).toBeNull();
    expect(await removeStatusLine(rig.client, { spreadsheetId: board.id, reportId: 'r-1' }, {})).toBeNull();
  });

  it('gets lines below the last one, above what people wrote there', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const sheetId = await board.sheetId();
    const notes = [textAt(sheetId, 2, 0, 'Ask Robin about Orders'), textAt(sheetId, 1, 7, 'mine')];
    rig.edit(board.id, [wider(sheetId), ...notes]);
    await board.publish(lineOf('r-2', { tab: 'Orders' }));
    const shown = await board.shown();
    expect(shown.map(([tab]) => tab)).toEqual(['Tab', 'Tickets', 'Orders', 'Ask Robin about Orders']);
    expect(shown[1]?.[7]).toBe('mine');
  });

  it('turns a line red in the sheet itself when its refresh is overdue', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const sheetId = await board.sheetId();
    const formula = '=ISNUMBER($E2)*(NOW()-1/96>$E2)=1';
    const answer = await fetch(
      `${rig.google.origin}/v4/spreadsheets/${board.id}?fields=sheets(conditionalFormats)&ranges=Willcall`,
      { headers: { authorization: `Bearer ${rig.google.token}` } },
    );
    expect(JSON.stringify(await answer.json())).toContain(JSON.stringify(formula).slice(1, -1));
    const overdue = { ...tickets, nextDue: new Date(Date.now() - 16 * 60_000) };
    const soon = lineOf('r-2', { nextDue: new Date(Date.now() - 14 * 60_000) });
    const never = lineOf('r-3', { nextDue: null });
    for (const line of [overdue, soon, never]) await board.publish(line);
    const reckon = [2, 3, 4].map((row) =>
      cellAt(sheetId, row - 1, 8, { formulaValue: formula.replaceAll('$E2', `$E${row}`) }),
    );
    rig.edit(board.id, [wider(sheetId), ...reckon]);
    expect((await board.shown()).slice(1, 4).map((row) => row[8])).toEqual(['TRUE', 'FALSE', 'FALSE']);
  });
});

describe('lines that people or two reports at once got wrong', () => {
  it('are found again when columns were moved, renamed, inserted and deleted', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const sheetId = await board.sheetId();
    const dimension = 'COLUMNS';
    rig.edit(board.id, [
      { insertDimension: { range: { sheetId, dimension, startIndex: 1, endIndex: 2 } } },
      { moveDimension: { source: { sheetId, dimension, startIndex: 6, endIndex: 7 }, destinationIndex: 0 } },
      { deleteDimension: { range: { sheetId, dimension, startIndex: 5, endIndex: 6 } } },
      textAt(sheetId, 0, 1, 'Liste'),
    ]);
    await board.publish({ ...tickets, state: 'Newer', rows: 7 });
    expect(await board.shown()).toEqual([
      ['Rows', 'Liste', '', 'State', 'List as of', 'Next refresh due', 'Report id'],
      ['7', 'Tickets', '', 'Newer', '1 Mar 2027, 10:00', '1 Mar 2027, 11:00', 'r-1'],
    ]);
  });

  it('are one again when somebody copied them, and notes beside the copy stay', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    await board.publish(lineOf('r-2'));
    const sheetId = await board.sheetId();
    const copies = [copyRow(sheetId, 1, 4), copyRow(sheetId, 1, 5)];
    rig.edit(board.id, [wider(sheetId), ...copies, textAt(sheetId, 5, 7, 'mine')]);
    await board.publish(tickets);
    const shown = await board.shown();
    expect(shown.map((row) => row[6] ?? '')).toEqual(['Report id', 'r-1', 'r-2', '', '']);
    expect(shown.at(-1)?.[7]).toBe('mine');
  });

  it('both appear when two reports write their first line at once', async () => {
    const board = new Board(rig);
    const [one, two] = [await board.plan(tickets), await board.plan(lineOf('r-2'))];
    await rig.client.batchUpdate(board.id, one.requests);
    await expect(rig.client.batchUpdate(board.id, two.requests)).rejects.toMatchObject({ kind: 'bad-request' });
    await board.publish(lineOf('r-2'));
    const [three, four] = [await board.plan(lineOf('r-3')), await board.plan(lineOf('r-4'))];
    await rig.client.batchUpdate(board.id, three.requests);
    await rig.client.batchUpdate(board.id, four.requests);
    const ids = (await board.shown()).slice(1).map((row) => row[6] ?? '');
    expect(ids.toSorted()).toEqual(['r-1', 'r-2', 'r-3', 'r-4']);
  });

  it('heal with the next publish when a sort came between reading and writing', async () => {
    const board = new Board(rig);
    for (const id of ['r-1', 'r-2']) await board.publish(lineOf(id));
    const { requests } = await board.plan(lineOf('r-1', { state: 'Newer' }));
    const range = { sheetId: await board.sheetId(), startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 7 };
    rig.edit(board.id, [{ sortRange: { range, sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }] } }]);
    await rig.client.batchUpdate(board.id, requests);
    for (const id of ['r-2', 'r-1']) await board.publish(lineOf(id));
    const lines = (await board.shown()).slice(1).map((row) => [row[0], row[6]]);
    expect(lines.toSorted()).toEqual([
      ['Tab of r-1', 'r-1'],
      ['Tab of r-2', 'r-2'],
    ]);
  });

  it('come back with the column of ids when that was deleted; what stands there is left to people', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const sheetId = await board.sheetId();
    rig.edit(board.id, [{ deleteDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: 6, endIndex: 7 } } }]);
    await board.publish({ ...tickets, state: 'Newer' });
    await board.publish({ ...tickets, state: 'Newest' });
    const shown = await board.shown();
    expect(shown.map((row) => [row[1], row[6] ?? ''])).toEqual([
      ['State', 'Report id'],
      ['Newest', 'r-1'],
      ['Up to date', ''],
    ]);
  });
});

describe('a list that is not told of any more', () => {
  it('takes its line and its names along, and the tab when it was the last', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    await board.publish(lineOf('r-2', { tab: 'Orders' }));
    const owner = { spreadsheetId: board.id, reportId: 'r-1' };
    expect(await removeStatusLine(rig.client, owner, {})).toBeNull();
    expect((await board.shown()).map(([tab]) => tab)).toEqual(['Tab', 'Orders']);
    expect(Object.keys(await board.named())).toEqual(['Willcall_Orders_as_of', 'Willcall_Orders_rows']);
    await removeStatusLine(rig.client, { ...owner, reportId: 'r-2' }, {});
    expect(await rig.tabs(board.id)).toEqual(['Sheet1']);
    expect(await board.named()).toEqual({});
    await board.publish(tickets);
    expect(Object.keys(await board.named())).toEqual(['Willcall_Tickets_as_of', 'Willcall_Tickets_rows']);
  });

  it('leaves the tab while people have something in it, and their notes beside the line', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const sheetId = await board.sheetId();
    rig.edit(board.id, [wider(sheetId), textAt(sheetId, 1, 7, 'mine')]);
    await removeStatusLine(rig.client, { spreadsheetId: board.id, reportId: 'r-1' }, {});
    const shown = await board.shown();
    expect(shown).toEqual([HEADER, ['', '', '', '', '', '', '', 'mine']]);
  });

  it('leaves what is not its own', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const before = await rig.picture(board.id);
    await removeStatusLine(rig.client, { spreadsheetId: board.id, reportId: 'r-9' }, {});
    expect(await rig.picture(board.id)).toEqual(before);
  });

  it('is told as a failure, not thrown, when Google does not let us', async () => {
    const id = rig.book({ role: 'reader' });
    expect(await writeStatus(rig.client, id, tickets, {})).toMatchObject({ code: 'spreadsheet-not-shared' });
  });
});

function cellAt(sheetId: number, row: number, column: number, userEnteredValue: object) {
  const start = { sheetId, rowIndex: row, columnIndex: column };
  return { updateCells: { start, rows: [{ values: [{ userEnteredValue }] }], fields: 'userEnteredValue' } };
}

function textAt(sheetId: number, row: number, column: number, stringValue: string) {
  return cellAt(sheetId, row, column, { stringValue });
}

function wider(sheetId: number) {
  return { appendDimension: { sheetId, dimension: 'COLUMNS', length: 2 } };
}

function copyRow(sheetId: number, from: number, to: number) {
  const columns = { startColumnIndex: 0, endColumnIndex: 7 };
  const source = { sheetId, startRowIndex: from, endRowIndex: from + 1, ...columns };
  const destination = { sheetId, startRowIndex: to, endRowIndex: to + 1, ...columns };
  return { copyPaste: { source, destination, pasteType: 'PASTE_NORMAL' } };
}
