import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../../sandbox/google/actor.ts';
import { change, startFixture, type Fixture } from './fixture.ts';

const TAB = { sheetId: 5 };

describe('somebody in front of the playground', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
    const gridProperties = { rowCount: 4, columnCount: 2, frozenRowCount: 1 };
    change(fixture, [{ addSheet: { properties: { ...TAB, title: "Gala's", gridProperties } } }]);
  });
  afterAll(() => fixture.close());

  const post = async (path: string, values: object, user = 'owner@example.org'): Promise<unknown> => {
    const { url, spreadsheetId } = fixture.playground;
    const body = JSON.stringify({ user, spreadsheetId, ...TAB, ...values });
    const response = await fetch(`${url}playground/${path}`, { method: 'POST', body });
    return await response.json();
  };
  const type = async (row: number, column: number, text: string, user?: string) =>
    await post('enter', { row, column, text }, user);
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
    await post('sort', { column: 0, order: 'ASCENDING' });
    expect(values()).toEqual([['Guest'], ['Ada', 3], ['Zoe']]);
  });

  it('inserts a column, and what is beside it moves', async () => {
    await post('insert-column', { column: 1 });
    expect(values()).toEqual([['Guest'], ['Ada', '', 3], ['Zoe']]);
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
