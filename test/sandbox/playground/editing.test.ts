import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../sandbox/google/actor.ts';
import { change, startFixture, type Fixture } from './fixture.ts';

const TAB = { sheetId: 5 };
const OWNER = 'owner@example.org';

describe('somebody in front of the playground', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
    const gridProperties = { rowCount: 4, columnCount: 2, frozenRowCount: 1 };
    change(fixture, [{ addSheet: { properties: { ...TAB, title: "Gala's", gridProperties } } }]);
  });
  afterAll(() => fixture.close());

  const post = async (path: string, values: object, user = OWNER): Promise<unknown> => {
    const { url, spreadsheetId } = fixture.playground;
    const body = JSON.stringify({ user, spreadsheetId, ...TAB, ...values });
    const response = await fetch(`${url}playground/${path}`, { method: 'POST', body });
    return await response.json();
  };
  const edit = async (values: object, user?: string, sheetId = TAB.sheetId) =>
    await post('edit', { sheetId, edit: values }, user);
  const undo = async () => await post('undo', {});
  const type = async (row: number, column: number, text: string, user?: string) =>
    await edit({ kind: 'enter', row, column, texts: [[text]] }, user);
  const get = async (path: string, values: Record<string, string>) => {
    const { url, spreadsheetId } = fixture.playground;
    const query = new URLSearchParams({ user: OWNER, spreadsheetId, sheetId: String(TAB.sheetId), ...values });
    return Object(await (await fetch(`${url}playground/${path}?${query.toString()}`)).json());
  };
  const tabs = async () => (await get('workbook', {})).tabs;
  const tab = async () => (await tabs()).find(({ sheetId }: typeof TAB) => sheetId === TAB.sheetId);
  const values = () => {
    const { google, playground } = fixture;
    const owner = { email: 'owner@example.org', scopes: [scopes.spreadsheets] };
    const book = google.files.open(owner, playground.spreadsheetId, 'read');
    return book.getValues("'Gala''s'", { valueRenderOption: 'UNFORMATTED_VALUE' }).values;
  };

  it('types into cells, and what is typed is read as Google reads it', async () => {
    await type(0, 0, 'Guest');
    await type(1, 0, 'Zoe');
    await type(2, 0, 'Ada');
    await type(2, 1, '=1+2');
    await type(3, 0, 'gone');
    await type(3, 0, '');
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
  });

  it('sorts all rows below the frozen ones', async () => {
    await edit({ kind: 'sort', column: 0, order: 'ASCENDING', box: null });
    expect(values()).toEqual([['Guest'], ['Ada', 3], ['Zoe']]);
  });

  it('takes the sorting back, and what was typed before it', async () => {
    await undo();
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
    await type(1, 0, 'Zora');
    await undo();
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
  });

  it('cannot take back anything once somebody else changed the spreadsheet', async () => {
    await type(3, 0, 'mine');
    const title = 'Other';
    change(fixture, [{ addSheet: { properties: { sheetId: 6, title } } }]);
    expect(await undo()).toHaveProperty('error', expect.stringMatching(/^There is nothing to undo/));
    await edit({ kind: 'clear', box: { row: 3, column: 0, rows: 1, columns: 1 } });
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
  });

  it('inserts rows and columns before and after, and deletes them', async () => {
    await edit({ kind: 'insert', dimension: 'COLUMNS', from: 1, count: 1, like: 'before' });
    await edit({ kind: 'insert', dimension: 'ROWS', from: 1, count: 2, like: 'after' });
    expect(values()).toEqual([['Guest'], [], [], ['Zoe'], ['Ada', '', 3]]);
    await undo();
    await edit({ kind: 'delete', dimension: 'COLUMNS', from: 1, count: 1 });
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
  });

  it('pastes a block past the edge, and the tab grows', async () => {
    await edit({
      kind: 'enter',
      row: 3,
      column: 1,
      texts: [
        ['1', '2'],
        ['007', 'x'],
      ],
    });
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3], ['', 1, 2], ['', 7, 'x']]);
    expect(await tab()).toMatchObject({ rowCount: 5, columnCount: 3 });
    await undo();
    expect(values()).toEqual([['Guest'], ['Zoe'], ['Ada', 3]]);
  });

  it('filters a column by its values: the others are hidden, and copied blocks leave them out', async () => {
    await edit({ kind: 'filter', box: null });
    expect(await get('filter-values', { column: '0' })).toEqual({
      values: [
        { text: 'Ada', isHidden: false },
        { text: 'Zoe', isHidden: false },
      ],
      hasMore: false,
    });
    await edit({ kind: 'filter-values', column: 0, hidden: ['Zoe'] });
    expect(await tab()).toMatchObject({ filter: { row: 0, from: 0, to: 2, active: [0] }, rowSizes: [[1, 2, 0]] });
    const block = { row: '0', column: '0', rows: '5', columns: '2' };
    expect(await get('text', block)).toEqual({ text: 'Guest\t\nAda\t3' });
    expect(await get('filter-values', { column: '0' })).toHaveProperty(['values', 1], { text: 'Zoe', isHidden: true });
    await edit({ kind: 'no-filter' });
    expect(await tab()).toMatchObject({ rowSizes: [] });
  });

  it('hides columns, freezes rows, writes notes and chooses looks', async () => {
    const one = { row: 1, column: 0, rows: 1, columns: 1 };
    await edit({ kind: 'hide', dimension: 'COLUMNS', from: 1, count: 1, hidden: true });
    await edit({ kind: 'freeze', dimension: 'COLUMNS', count: 1 });
    await edit({ kind: 'note', row: 1, column: 0, text: 'Needs a ramp' });
    await edit({ kind: 'look', box: one, look: { bold: true, background: '#fce8b2' } });
    expect(await tab()).toMatchObject({ columnSizes: [[1, 2, 0]], frozenColumnCount: 1 });
    const cells = await get('cells', { row: '1', column: '0', rows: '1', columns: '1' });
    expect(cells).toMatchObject({
      styles: [{}, { bold: true, background: '#fce8b2' }],
      rows: [[['Zoe', 1, null, 'Needs a ramp']]],
    });
    await edit({ kind: 'hide', dimension: 'COLUMNS', from: 1, count: 1, hidden: false });
    expect(await tab()).toMatchObject({ columnSizes: [] });
  });

  it('copies within the spreadsheet with looks and formulas', async () => {
    const source = { ...TAB, box: { row: 1, column: 0, rows: 2, columns: 2 } };
    await edit({ kind: 'copy', source, row: 0, column: 0, cut: false }, undefined, 6);
    const { rows } = await get('cells', { sheetId: '6', row: '0', column: '0', rows: '5', columns: '5' });
    expect(rows).toEqual([[['Zoe', 1, null, 'Needs a ramp']], ['Ada', ['3', 2, '=1+2']]]);
  });

  it('adds, copies, renames, moves, hides and deletes tabs', async () => {
    const titles = async () => (await tabs()).map(({ title }: { title: string }) => title);
    const { sheetId } = Object(await edit({ kind: 'duplicate-tab' }));
    await edit({ kind: 'rename-tab', title: 'Last year' }, undefined, sheetId);
    await edit({ kind: 'move-tab', by: 1 }, undefined, sheetId);
    expect(await titles()).toEqual(['Sheet1', "Gala's", 'Other', 'Last year']);
    await edit({ kind: 'move-tab', by: -1 }, undefined, sheetId);
    expect(await titles()).toEqual(['Sheet1', "Gala's", 'Last year', 'Other']);
    await edit({ kind: 'hide-tab', hidden: true }, undefined, sheetId);
    expect((await tabs())[2]).toMatchObject({ hidden: true });
    await edit({ kind: 'delete-tab' }, undefined, sheetId);
    expect(await titles()).toEqual(['Sheet1', "Gala's", 'Other']);
    expect(await edit({ kind: 'rename-tab', title: 'Other' })).toHaveProperty(
      'error',
      expect.stringContaining('Other'),
    );
  });

  it('changes nothing where one may only look, or not even that', async () => {
    const before = values();
    await post('share', { email: 'reader@example.org', role: 'reader' });
    expect(await type(1, 0, 'x', 'reader@example.org')).toEqual({
      error: 'You may look at this spreadsheet, not change it.',
    });
    expect(await type(1, 0, 'x', 'stranger@example.net')).toHaveProperty('error');
    expect(values()).toEqual(before);
  });
});
