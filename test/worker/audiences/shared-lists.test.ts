import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSharedLists } from '../../../worker/audiences/shared-lists.ts';
import { insertAudience } from '../../../worker/db/audiences.ts';
import { insertErasure } from '../../../worker/db/erasures.ts';
import { findReport } from '../../../worker/db/reports.ts';
import { hashOfRecord } from '../../../worker/erasure/erased-people.ts';
import { catalogueOf, createProviders } from '../../../worker/providers/index.ts';
import { rowHashOf } from '../../../worker/security/row-hash.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A list behind a share link with one guest, read through the writer. */
async function listOfOne() {
  const { db } = database;
  const sealer = createSealer(randomBytes(32));
  const team = await db.insertInto('workspaces').values({ name: 'w' }).returning('id').executeTakeFirstOrThrow();
  const own = { workspace_id: team.id, created_by: 'ada' };
  const connectionId = randomUUID();
  await db
    .insertInto('connections')
    .values({ ...own, id: connectionId, provider: 'tixngo', label: 'Box', sealed: Buffer.from('x') })
    .execute();
  const sheet = { workspace_id: team.id, google_id: `sheet-${team.id}`, writer_email: 'writer@example.org' };
  const book = await db.insertInto('spreadsheets').values(sheet).returning('id').executeTakeFirstOrThrow();
  const columns = JSON.stringify(['ticketId', 'ownerLastName']);
  const place = { spreadsheet_id: book.id, tab: 'Tickets', generation: 1, write_mode: 'sync' } as const;
  const { id } = await db
    .insertInto('reports')
    .values({ ...own, ...place, name: 'Tickets', dataset: 'tickets', columns })
    .returning('id')
    .executeTakeFirstOrThrow();
  const source = { workspace_id: team.id, report_id: id, connection_id: connectionId, position: 0, scope: '{}' };
  const { tag } = await db.insertInto('report_sources').values(source).returning('tag').executeTakeFirstOrThrow();
  const names = JSON.stringify([{ id: 'ownerLastName', mask: 'none' }]);
  const audience = await insertAudience(db, { ...own, report_id: id, name: 'Door', columns: names });
  const report = await findReport(db, id);
  if (!report) throw new Error('no report');
  const catalogue = catalogueOf(createProviders({}));
  const readList = async () => [{ key: { source: tag, key: 'T-1' }, cells: ['Menn'] }];
  const lists = createSharedLists({ db, sealer, catalogue, readList, now: () => new Date() });
  const read = async () => (await lists.read(audience, report)).rows;
  const erase = async () => {
    const hash = await rowHashOf(db, sealer, team.id);
    const row = hashOfRecord(hash, { connectionId, dataset: 'tickets', key: 'T-1' });
    await insertErasure(db, {
      workspaceId: team.id,
      kind: 'person',
      sought: 'name',
      actor: { kind: 'person', id: 'ada', name: 'ada@example.org' },
      hashes: [{ kind: 'row', hash: row, part: 'whole' }],
      places: [],
    });
  };
  return { read, erase };
}

describe('a list behind a share link', () => {
  it('shows nobody any more who was erased, also when it was read a moment before', async () => {
    const { read, erase } = await listOfOne();
    expect(await read()).toEqual([['Menn']]);
    await erase();
    expect(await read()).toEqual([[null]]);
  });
});
