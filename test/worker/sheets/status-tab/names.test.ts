import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameBase } from '../../../../worker/sheets/status-tab/names.ts';
import { Rig } from '../rig.ts';
import { Board, lineOf } from './board.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const tickets = lineOf('r-1', { tab: 'Tickets' });

describe('named ranges of a list', () => {
  it('are valid names whatever the tab is called', async () => {
    expect(nameBase('Tickets')).toBe('Willcall_Tickets');
    expect(nameBase('  Gäste & Größen: 2027/28! ')).toBe('Willcall_Gaste_Grossen_2027_28');
    expect(nameBase('チケット')).toBe('Willcall_list');
    expect(nameBase('x'.repeat(300))).toHaveLength(200);
    const board = new Board(rig);
    for (const [index, tab] of ['A1', 'チケット', "it's", 'TRUE', '1', 'x'.repeat(100)].entries())
      await board.publish(lineOf(`r-${index}`, { tab }));
    expect(Object.keys(await board.named())).toHaveLength(12);
  });

  it('show when the list is of and how long it is, in any cell people like', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    expect(await board.named()).toEqual({
      Willcall_Tickets_as_of: '1 Mar 2027, 10:00',
      Willcall_Tickets_rows: '12,480',
    });
  });

  it('are no name that is taken, in whatever case', async () => {
    const board = new Board(rig);
    const range = { sheetId: 0, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
    const rows = [{ values: [{ userEnteredValue: { stringValue: 'mine' } }] }];
    rig.edit(board.id, [
      { addNamedRange: { namedRange: { name: 'WILLCALL_tickets_rows', range } } },
      { updateCells: { range, rows, fields: 'userEnteredValue' } },
    ]);
    await board.publish(tickets);
    await board.publish(lineOf('r-2', { tab: 'Tickets!' }));
    expect(Object.keys(await board.named())).toEqual([
      'WILLCALL_tickets_rows',
      'Willcall_Tickets_2_as_of',
      'Willcall_Tickets_2_rows',
      'Willcall_Tickets_3_as_of',
      'Willcall_Tickets_3_rows',
    ]);
  });

  it('keep the name people gave them and follow their line when it was sorted elsewhere', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    await board.publish(lineOf('r-2', { tab: 'Orders', rows: 5 }));
    const [first] = (await board.book()).namedRanges ?? [];
    rig.edit(board.id, [{ updateNamedRange: { namedRange: { ...first, name: 'FRESHNESS' }, fields: 'name' } }]);
    const range = { sheetId: await board.sheetId(), startRowIndex: 1, startColumnIndex: 0, endColumnIndex: 7 };
    rig.edit(board.id, [{ sortRange: { range, sortSpecs: [{ dimensionIndex: 5, sortOrder: 'ASCENDING' }] } }]);
    await board.publish({ ...tickets, tab: 'Guests', asOf: new Date('2027-03-02T09:00:00Z'), rows: 12_481 });
    const named = await board.named();
    expect(named).toMatchObject({ FRESHNESS: '2 Mar 2027, 10:00', Willcall_Tickets_rows: '12,481' });
    expect(Object.keys(named)).not.toContain('Willcall_Guests_as_of');
  });

  it('stay deleted when somebody deleted them', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    const { namedRanges = [] } = await board.book();
    rig.edit(
      board.id,
      namedRanges.map(({ namedRangeId }) => ({ deleteNamedRange: { namedRangeId } })),
    );
    await board.publish(tickets);
    expect(await board.named()).toEqual({});
  });

  it('are new ones after the tab was deleted: Google keeps the old names, broken and out of sight', async () => {
    const board = new Board(rig);
    await board.publish(tickets);
    rig.edit(board.id, [{ deleteSheet: { sheetId: await board.sheetId() } }]);
    await board.publish(tickets);
    await board.publish(tickets);
    expect(Object.keys(await board.named())).toEqual(['Willcall_Tickets_2_as_of', 'Willcall_Tickets_2_rows']);
  });
});
