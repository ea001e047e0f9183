import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const TESTS = new URL('.', import.meta.url);
const PAGE = new URL('../../../../docs/your-tab.md', import.meta.url);

/** What people do and what becomes of it, one line a test. */
async function tested(): Promise<string[]> {
  const files = (await readdir(TESTS)).filter((file) => /^people-.*\.test\.ts$/.test(file));
  const sources = await Promise.all(files.map((file) => readFile(new URL(file, TESTS), 'utf8')));
  const names = sources.flatMap((source) => [...source.matchAll(/^ {2}it\('([^']*)'/gm)].map(([, name = '']) => name));
  return names.filter((name) => name.includes(' -> '));
}

/** The same, as the page tells it: the tables below the heading "What you did …". */
async function told(): Promise<string[]> {
  const page = await readFile(PAGE, 'utf8');
  const [, tables = ''] = page.split(/^## What you did.*$/m);
  const [mine = ''] = tables.split(/^## /m);
  const rows = [...mine.matchAll(/^\| (.*?) +\| (.*?) +\|$/gm)].map(
    ([, deed = '', result = '']) => `${deed} -> ${result}`,
  );
  return rows.filter((row) => !row.startsWith('you …') && !row.startsWith('---'));
}

it('every line of the page "Your tab" is a test of that name, and the other way round', async () => {
  const sorted = (names: string[]) => names.toSorted((a, b) => a.localeCompare(b));
  const names = await tested();
  expect(names.length).toBeGreaterThan(80);
  expect(sorted(await told())).toEqual(sorted(names));
});
