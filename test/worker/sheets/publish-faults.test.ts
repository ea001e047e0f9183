import { afterEach, afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Rig, textRows } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterEach(() => rig.google.faults.clear());
afterAll(() => rig.google.close());

/** Bodies so small that 8 rows take several calls to prepare. */
const STAGED = { maxBytes: 60 };
const OLD = textRows(5, 2);
const NEW = textRows(8, 2, 'n');

/** A tab with five rows, and something of the user below it. */
async function published(): Promise<{ id: string; sheetId: number }> {
  const id = rig.book();
  const { sheetId } = await rig.publish(id, { rows: OLD });
  const range = { sheetId, startRowIndex: 7, endRowIndex: 8, startColumnIndex: 0, endColumnIndex: 1 };
  const rows = [{ values: [{ userEnteredValue: { stringValue: 'total' } }] }];
  rig.edit(id, [
    { appendDimension: { sheetId, dimension: 'ROWS', length: 2 } },
    { updateCells: { range, rows, fields: 'userEnteredValue' } },
  ]);
  rig.requests.length = 0;
  return { id, sheetId };
}

const header = ['Column 0', 'Column 1'];

async function expectNew(id: string): Promise<void> {
  expect(await rig.list(id)).toEqual([header, ...NEW, [], ['total']]);
  expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
}

async function expectOld(id: string): Promise<void> {
  expect(await rig.list(id)).toEqual([header, ...OLD, [], ['total']]);
}

/** How many writes a publish of `NEW` over `OLD` makes. */
async function writesOf(job: { maxBytes?: number }): Promise<number> {
  const { id } = await published();
  await rig.publish(id, { rows: NEW, ...job });
  return rig.requests.filter((request) => !request.startsWith('GET')).length;
}

describe.each([
  ['in one call', {}],
  ['prepared in a hidden tab', STAGED],
])('a publish %s', (_, job) => {
  it.each([
    ['done, then the connection is lost', { drop: 'after' }],
    ['not done, and the connection is lost', { drop: 'before' }],
    ['answered 503', { status: 503 }],
    ['answered 500', { status: 500 }],
    ['answered 429', { status: 429 }],
  ] as const)('ends right, with no row twice, whichever write is %s', async (__, fault) => {
    const writes = await writesOf(job);
    for (let skip = 0; skip < writes; skip++) {
      const { id } = await published();
      rig.google.faults.add({ method: 'POST|PUT', skip, ...fault });
      await rig.publish(id, { rows: NEW, ...job });
      await expectNew(id);
    }
  });

  it.each([
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['a lost connection', { drop: 'before' }],
  ] as const)('reads again after %s, whichever read it is', async (__, fault) => {
    for (let skip = 0; skip < 3; skip++) {
      const { id } = await published();
      rig.google.faults.add({ method: 'GET', skip, ...fault });
      await rig.publish(id, { rows: NEW, ...job });
      await expectNew(id);
    }
  });

  it('gives up after some tries, without having changed the tab', async () => {
    const { id } = await published();
    rig.google.faults.add({ method: 'POST|PUT', times: 100, status: 503 });
    await expect(rig.publish(id, { rows: NEW, ...job })).rejects.toMatchObject({ code: 'unavailable' });
    rig.google.faults.clear();
    await expectOld(id);
    expect(rig.requests.filter((request) => !request.startsWith('GET')).length).toBeLessThanOrEqual(8);
  });

  it('is recognised when the run already did it and was killed right after', async () => {
    const { id } = await published();
    const run = { rows: NEW, runId: 'killed', generation: 9, ...job };
    await rig.publish(id, run);
    rig.requests.length = 0;
    const again = await rig.publish(id, run);
    expect(again).toMatchObject({ generation: 9, rows: 8, bytes: 0 });
    expect(rig.requests.every((request) => request.startsWith('GET'))).toBe(true);
  });

  it('stops before the write at which another process turns out to be the owner', async () => {
    const writes = await writesOf(job);
    for (let allowed = 0; allowed < writes; allowed++) {
      const { id } = await published();
      let asked = 0;
      const assertOwner = () => {
        asked += 1;
        return asked > allowed ? Promise.reject(new Error('somebody else has it')) : Promise.resolve();
      };
      await expect(rig.publish(id, { rows: NEW, ...job, assertOwner })).rejects.toThrow('somebody else has it');
      const sent = rig.requests.filter((request) => !request.startsWith('GET')).length;
      // what it prepared itself it takes away again
      expect(sent).toBe('maxBytes' in job && allowed > 0 ? allowed + 1 : allowed);
      expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
      await expectOld(id);
      await rig.publish(id, { rows: NEW, ...job });
      await expectNew(id);
    }
  });

  it('leaves the tab untouched when it is cancelled before its last call, and nothing behind', async () => {
    const writes = await writesOf(job);
    for (let allowed = 0; allowed < writes; allowed++) {
      const { id } = await published();
      const cancel = new AbortController();
      let asked = 0;
      const assertOwner = () => {
        asked += 1;
        if (asked > allowed) cancel.abort(new Error('cancelled'));
        return Promise.resolve();
      };
      const attempt = rig.publish(id, { rows: NEW, ...job, assertOwner, signal: cancel.signal });
      await expect(attempt).rejects.toThrow('cancelled');
      await expectOld(id);
      expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
    }
  });
});

describe('a hidden tab', () => {
  it('that a killed run left over is removed by the next publish, small or large', async () => {
    for (const job of [STAGED, {}]) {
      const { id } = await published();
      const dead = new Error('killed');
      let asked = 0;
      const assertOwner = () => {
        if (++asked <= 2) return Promise.resolve();
        rig.google.faults.add({ method: 'POST', status: 503, times: 100 });
        return Promise.reject(dead);
      };
      await expect(rig.publish(id, { rows: NEW, ...STAGED, assertOwner })).rejects.toBe(dead);
      rig.google.faults.clear();
      expect(await rig.tabs(id)).toHaveLength(3);
      await rig.publish(id, { rows: NEW, ...job });
      await expectNew(id);
    }
  });

  it('is halved in its bodies when Google finds one too large', async () => {
    const { id } = await published();
    rig.google.faults.add({ method: 'PUT', status: 413 });
    await rig.publish(id, { rows: NEW, maxBytes: 200 });
    await expectNew(id);
  });

  it('that somebody deleted ends the run with a clear sentence and the tab as it was', async () => {
    const { id } = await published();
    const onProgress = (rows: number) => {
      if (rows < NEW.length) return;
      const { tabs } = rig.google.files.get(id)?.workbook.book ?? { tabs: [] };
      rig.edit(
        id,
        tabs.filter(({ hidden }) => hidden).map(({ sheetId }) => ({ deleteSheet: { sheetId } })),
      );
    };
    await expect(rig.publish(id, { rows: NEW, ...STAGED, onProgress })).rejects.toMatchObject({ code: 'conflict' });
    await expectOld(id);
  });
});

describe('people at work while rows are prepared', () => {
  it('may insert rows and rename the tab: the swap goes by what is there then', async () => {
    const { id, sheetId } = await published();
    const onProgress = (rows: number) => {
      if (rows !== NEW.length) return;
      const range = { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 };
      rig.edit(id, [
        { insertDimension: { range } },
        { updateSheetProperties: { properties: { sheetId, title: 'Mine' }, fields: 'title' } },
      ]);
    };
    await rig.publish(id, { rows: NEW, ...STAGED, onProgress: once(onProgress, NEW.length) });
    expect(await rig.list(id, 'Mine')).toEqual([[], header, ...NEW, [], ['total']]);
  });

  it('may delete the tab: it is made again', async () => {
    const { id, sheetId } = await published();
    const onProgress = once(() => rig.edit(id, [{ deleteSheet: { sheetId } }]), NEW.length);
    const { sheetId: made } = await rig.publish(id, { rows: NEW, ...STAGED, sheetId, onProgress });
    expect(made).not.toBe(sheetId);
    expect(await rig.list(id)).toEqual([header, ...NEW]);
  });

  it('may protect the tab: nothing is written and nothing stays behind', async () => {
    const { id, sheetId } = await published();
    const protect = { addProtectedRange: { protectedRange: { range: { sheetId } } } };
    const attempt = rig.publish(id, {
      rows: NEW,
      ...STAGED,
      onProgress: once(() => rig.edit(id, [protect]), NEW.length),
    });
    await expect(attempt).rejects.toMatchObject({ code: 'tab-protected' });
    await expectOld(id);
    expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  });

  it('may delete the spreadsheet, or take its sharing away', async () => {
    for (const [code, change] of [
      ['spreadsheet-gone', (id: string) => rig.google.files.delete(id)],
      [
        'spreadsheet-not-shared',
        (id: string) => rig.google.files.setPermissions(id, rig.google.files.get(id)?.permissions.slice(0, 1) ?? []),
      ],
    ] as const) {
      const { id } = await published();
      const attempt = rig.publish(id, { rows: NEW, ...STAGED, onProgress: once(() => change(id), NEW.length) });
      await expect(attempt).rejects.toMatchObject({ code });
    }
  });
});

it('a first publish whose answer is lost makes one tab, not two', async () => {
  const id = rig.book();
  rig.google.faults.add({ method: 'POST', drop: 'after' });
  await rig.publish(id, { rows: NEW });
  expect(await rig.tabs(id)).toEqual(['Sheet1', 'Tickets']);
  expect(await rig.list(id)).toEqual([header, ...NEW]);
});

it.each([{}, STAGED])('the last call is refused as a whole when it arrives a second time (%j)', async (job) => {
  const { id } = await published();
  await rig.publish(id, { rows: NEW, ...job });
  const { url, init } = rig.lastWrite();
  const late = await fetch(url, init);
  expect(late.status).toBe(400);
  await expectNew(id);
});

/** Calls `act` the first time that `rows` rows are done. */
function once(act: (rows: number) => void, rows: number): (done: number) => void {
  let isDone = false;
  return (done) => {
    if (isDone || done !== rows) return;
    isDone = true;
    act(done);
  };
}
