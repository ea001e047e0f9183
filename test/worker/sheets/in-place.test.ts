import { afterAll, beforeAll, expect, it } from 'vitest';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import type { PublishTarget } from '../../../worker/sheets/publish-options.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const ROWS = 240;
const LONG = 'x'.repeat(45_000);

/** A list too large for one call. */
function rowsOf(name: string): string[][] {
  return Array.from({ length: ROWS }, (_, row) => [`${name} ${row}`, `${LONG}${name}`]);
}

/** A spreadsheet with room for the list, but not for another one beside it to prepare it in. */
function fullBook(): string {
  const id = rig.book();
  const room = (ROWS + 1) * 3 + 100;
  const small = { sheetId: 0, gridProperties: { rowCount: 1, columnCount: 1 } };
  const rowCount = Math.floor((10_000_000 - room) / 10);
  rig.edit(id, [
    { updateSheetProperties: { properties: small, fields: 'gridProperties.rowCount,gridProperties.columnCount' } },
    { addSheet: { properties: { title: 'big', gridProperties: { rowCount, columnCount: 10 } } } },
  ]);
  return id;
}

type Run = Partial<Pick<PublishTarget, 'runId' | 'generation' | 'assertOwner' | 'onProgress'>>;

const publish = (id: string, name: string, run: Run = {}) =>
  rig.publish(id, { rows: rowsOf(name), how: { writing: { ...STANDARD_WRITING, inPlace: true } }, ...run });

const names = async (id: string) => (await rig.values(id, 'Tickets!A2:A')).flat();
const namesOf = (name: string) => rowsOf(name).map(([first]) => first);

it('a list that finds no room beside itself is refused, naming the choice, and the old one stays', async () => {
  const id = fullBook();
  rig.requests.length = 0;
  await expect(rig.publish(id, { rows: rowsOf('a') })).rejects.toMatchObject({
    code: 'no-free-cells',
    message: expect.stringMatching(/10,000,000.*piece by piece/),
  });
  expect(rig.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

it('by choice it is written piece by piece, and says that it was not all or nothing', async () => {
  const id = fullBook();
  const done = await publish(id, 'a');
  expect(done).toMatchObject({ rows: ROWS, outcome: { added: ROWS, isAtomic: false } });
  expect(await names(id)).toEqual(namesOf('a'));
  expect(await publish(id, 'b')).toMatchObject({ outcome: { added: 0, changed: ROWS, isAtomic: false } });
  expect(await names(id)).toEqual(namesOf('b'));
  expect(await rig.tabs(id)).toEqual(['Sheet1', 'big', 'Tickets']);
});

it('killed in between, the next run makes it whole, whichever call was the last', async () => {
  const id = fullBook();
  await publish(id, 'a');
  for (const allowed of [1, 3, 7]) {
    let asked = 0;
    const assertOwner = () => (++asked > allowed ? Promise.reject(new Error('killed')) : Promise.resolve());
    const run = { runId: `killed ${allowed}`, generation: 90 + allowed };
    await expect(publish(id, `b${allowed}`, { ...run, assertOwner })).rejects.toThrow('killed');
    await publish(id, `c${allowed}`, allowed === 3 ? run : {});
    expect(await names(id)).toEqual(namesOf(`c${allowed}`));
  }
});

it('begins anew when people move rows meanwhile', async () => {
  const id = fullBook();
  const { sheetId } = await publish(id, 'a');
  let isMoved = false;
  const onProgress = () => {
    if (isMoved) return;
    isMoved = true;
    rig.edit(id, [{ insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 } } }]);
  };
  await publish(id, 'b', { onProgress });
  expect((await rig.values(id, 'Tickets!A3:A')).flat()).toEqual(namesOf('b'));
});
