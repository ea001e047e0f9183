import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECORDS_OF_MAKERS, TABLES_OF_BELONGINGS } from '../../../worker/db/belongings.ts';
import { testDatabase, type TestDatabase } from '../../helpers/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function tablesWith(column: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = ${column} order by name`.execute(database.db);
  return rows.map(({ name }) => name);
}

describe('the schema', () => {
  it('has no table of things people made that is forgotten when somebody goes', async () => {
    const known = [...TABLES_OF_BELONGINGS, ...RECORDS_OF_MAKERS];
    expect(await tablesWith('created_by')).toEqual(known.toSorted());
  });

  it('lets every row of a workspace go with it', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confdeltype = 'c' and conrelid::regclass::text <> 'workspaces'`.execute(database.db);
    const cascading = new Set(rows.map(({ name }) => name));
    const left = (await tablesWith('workspace_id')).filter((name) => !cascading.has(name));
    expect(left).toEqual([]);
  });
});
