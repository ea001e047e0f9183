import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Spreadsheet } from '../../shared/api.ts';
import { openHouse, shareWith, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const read = async (id: string) => await house.call('GET', `/v1/spreadsheets/${id}`, Spreadsheet);
const writerOf = async (id: string) => (await read(id)).writerEmail;

async function filled() {
  const googleId = house.book();
  const spreadsheet = await house.link(googleId);
  const report = await house.report({ destination: { spreadsheet, tab: 'Tickets' } });
  expect((await house.refresh(report.id)).status).toBe('done');
  return { googleId, spreadsheet, report: report.id, writer: await writerOf(spreadsheet) };
}

describe('when the writer loses access', () => {
  it('the spreadsheet says so from the next refresh on, and linking it again mends it', async () => {
    const { googleId, spreadsheet, report, writer } = await filled();
    expect(await read(spreadsheet)).toMatchObject({ unshared: null });
    shareWith(house.sandbox, googleId, writer, null);
    expect(await house.refresh(report)).toMatchObject({ status: 'failed', error: { code: 'spreadsheet-not-shared' } });
    expect(await read(spreadsheet)).toMatchObject({ state: 'linked', unshared: { why: 'removed' } });
    // as the one button in the sidebar does: share, leave the mark, have it checked
    await house.link(googleId);
    expect(await read(spreadsheet)).toMatchObject({ state: 'linked', unshared: null });
    expect((await house.refresh(report)).status).toBe('done');
  });

  it('a refresh that works after somebody shared it by hand takes the mark away', async () => {
    const { googleId, spreadsheet, report, writer } = await filled();
    shareWith(house.sandbox, googleId, writer, null);
    await house.refresh(report);
    shareWith(house.sandbox, googleId, writer);
    expect((await house.refresh(report)).status).toBe('done');
    expect(await read(spreadsheet)).toMatchObject({ unshared: null });
  });

  it('a writer that may only look is told apart from one that was taken out', async () => {
    const { googleId, spreadsheet, report, writer } = await filled();
    const { files } = house.sandbox.google;
    const permissions = files.get(googleId)?.permissions ?? [];
    const reading = permissions.map((line) =>
      line.emailAddress === writer ? { ...line, role: 'reader' as const } : line,
    );
    files.setPermissions(googleId, reading);
    house.edit(googleId, [
      {
        updateCells: {
          start: { sheetId: await tabOf(googleId), rowIndex: 2 },
          rows: [{ values: [{}] }],
          fields: 'userEnteredValue',
        },
      },
    ]);
    expect(await house.refresh(report)).toMatchObject({ status: 'failed', error: { code: 'spreadsheet-not-shared' } });
    expect(await read(spreadsheet)).toMatchObject({ unshared: { why: 'view-only' } });
  });

  it('a spreadsheet that was deleted is told as gone', async () => {
    const { googleId, spreadsheet, report } = await filled();
    house.sandbox.google.files.delete(googleId);
    expect(await house.refresh(report)).toMatchObject({ error: { code: 'spreadsheet-gone' } });
    expect(await read(spreadsheet)).toMatchObject({ unshared: { why: 'gone' } });
  });
});

async function tabOf(googleId: string): Promise<number> {
  const tabs = house.sandbox.google.files.get(googleId)?.workbook.book.tabs ?? [];
  return tabs.find(({ title }) => title === 'Tickets')?.sheetId ?? 0;
}
