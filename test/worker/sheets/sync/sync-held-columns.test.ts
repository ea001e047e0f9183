import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import type { PublishSource } from '../../../../worker/sheets/publish-options.ts';
import { Rig, textColumns } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const COLUMNS = textColumns(3);
const GUESTS = ['ada', 'bob', 'cleo', 'dan', 'eve'];

/** Guests with first name, mail and state. */
function source(id: string, mail: string | null, state: string): PublishSource {
  const keys = GUESTS.map((name) => `${id}-${name}`);
  return { id, keys, rows: keys.map((key) => [`${key} ${state}`, mail, state]) };
}

function list() {
  const id = rig.book();
  let memory: Memory | null = null;
  return async (...sources: PublishSource[]) => {
    const { outcome } = await rig.publish(id, { columns: COLUMNS, sources, how: { mode: 'sync', memory } });
    ({ memory } = outcome);
    const mails = (await rig.values(id)).slice(1).map((row) => row[1]);
    return { heldBack: outcome.heldBack, mails };
  };
}

const KEPT = GUESTS.map(() => 'mail');

it('a column that is held back stays filled between two others that change', async () => {
  const refresh = list();
  await refresh(source('a', 'mail', 'sold'));
  const { heldBack, mails } = await refresh(source('a', null, 'scanned'));
  expect(heldBack?.blanked).toEqual(['c1']);
  expect(mails).toEqual(KEPT);
});

it('a column is held back, too, while another account cannot be read', async () => {
  const refresh = list();
  const away: PublishSource = { id: 'b', rows: null, keys: [] };
  await refresh(source('a', 'mail', 'sold'), source('b', 'mail', 'sold'));
  const { heldBack, mails } = await refresh(source('a', null, 'scanned'), away);
  expect(heldBack?.blanked).toEqual(['c1']);
  expect(mails).toEqual([...KEPT, ...KEPT]);
});

it('a column only the account fills that cannot be read now is not held back, and still is known to have been filled', async () => {
  const refresh = list();
  const away: PublishSource = { id: 'b', rows: null, keys: [] };
  await refresh(source('a', null, 'sold'), source('b', 'mail', 'sold'));
  expect((await refresh(source('a', null, 'scanned'), away)).heldBack).toBeNull();
  const { heldBack, mails } = await refresh(source('a', null, 'scanned'), source('b', null, 'scanned'));
  expect(heldBack?.blanked).toEqual(['c1']);
  expect(mails.filter((mail) => mail === 'mail')).toEqual(KEPT);
});
