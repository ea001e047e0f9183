import { afterAll, beforeAll, expect, it } from 'vitest';
import { readProof, removeProof } from '../../../worker/sheets/proof.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await Rig.start();
});
afterAll(() => rig.google.close());

const KEY = 'willcall-proof-1';

it('a proof is read with title and zone of the spreadsheet, and gone after it was removed', async () => {
  const id = rig.book({ timeZone: 'Europe/Zurich' });
  expect(await readProof(rig.client, id, KEY)).toEqual({
    value: null,
    title: 'Spring gala',
    timeZone: 'Europe/Zurich',
  });
  const developerMetadata = {
    metadataKey: KEY,
    metadataValue: 'secret',
    location: { spreadsheet: true },
    visibility: 'DOCUMENT',
  };
  rig.edit(id, [{ createDeveloperMetadata: { developerMetadata } }]);
  expect((await readProof(rig.client, id, KEY)).value).toBe('secret');
  await removeProof(rig.client, id, KEY);
  expect((await readProof(rig.client, id, KEY)).value).toBeNull();
});

it('says what is wrong with the spreadsheet', async () => {
  const hidden = rig.book({ role: null });
  await expect(readProof(rig.client, hidden, KEY)).rejects.toMatchObject({ code: 'spreadsheet-not-shared' });
  await expect(removeProof(rig.client, rig.book({ role: 'reader' }), KEY)).rejects.toMatchObject({
    code: 'spreadsheet-not-shared',
  });
  await expect(readProof(rig.client, 'nowhere-at-all', KEY)).rejects.toMatchObject({ code: 'spreadsheet-gone' });
});
