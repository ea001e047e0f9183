import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../helpers/database.ts';

type Column = { name: string; type: string };

const DOCUMENT = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, each a list of its cells. */
function tableBelow(heading: string): string[][] {
  const [, section = ''] = DOCUMENT.split(`\n## ${heading}\n`);
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const namesIn = (cell = ''): string[] => [...cell.matchAll(/`([a-z_*]+\.[a-z_]+)`/g)].map(([, name = '']) => name);

const fits = (pattern: string, column: string): boolean =>
  pattern.startsWith('*.') ? column.endsWith(pattern.slice(1)) : pattern === column;

describe('docs/privacy.md tells of every column of the database', () => {
  const sensitive = tableBelow('In the database: personal data and secrets');
  const plain = tableBelow('In the database: everything else');
  const inSensitive = sensitive.flatMap(([where]) => namesIn(where));
  const inPlain = plain.flatMap(([where]) => namesIn(where));
  let database: TestDatabase;
  let columns: Column[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    const found = await sql<Column>`
      select table_name || '.' || column_name as name, data_type as type
      from information_schema.columns where table_schema = 'public' order by 1`.execute(database.db);
    columns = found.rows;
  });
  afterAll(async () => await database.drop());

  it('each is placed', () => {
    const placed = [...inSensitive, ...inPlain];
    const lost = columns.filter(({ name }) => !placed.some((pattern) => fits(pattern, name)));
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it('none is named that is not there, or twice', () => {
    const all = [...inSensitive, ...inPlain];
    expect(all.filter((pattern) => !columns.some(({ name }) => fits(pattern, name)))).toEqual([]);
    expect(all.filter((pattern, at) => all.indexOf(pattern) !== at)).toEqual([]);
  });

  it('what is bytes, or has the name of a secret or of a person, is told as such', () => {
    const suspicious = columns.filter(
      ({ name, type }) =>
        type === 'bytea' ||
        /(?<!writer)_email$|\.email$|subject$|(created|requested|removed|asked)_by(_name|_email)?$|hash$|sealed$|_key$|\.actor/.test(
          name,
        ),
    );
    expect(suspicious.length).toBeGreaterThan(25);
    const told = suspicious.filter(({ name }) => !inSensitive.some((pattern) => fits(pattern, name)));
    expect(told.map(({ name }) => name)).toEqual(['audit_log.actor_kind']);
  });

  it('with what protects it, and until when', () => {
    for (const cells of sensitive) {
      expect(cells).toHaveLength(4);
      for (const cell of cells) expect(cell).not.toBe('');
    }
    for (const cells of plain) expect(cells.filter((cell) => cell !== '')).toHaveLength(2);
  });
});
