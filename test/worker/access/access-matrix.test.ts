import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES, type Place } from './places.ts';
import { expectedOf, ROLES, type Role } from './roles.ts';
import { accessWorld, makeTeam, type AccessWorld, type Team } from './team.ts';
import { thingOf } from './things.ts';

const PAGE = new URL('../../../docs/access-matrix.md', import.meta.url);

let world: AccessWorld;
beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.close());

/** The app's own list, so that a new route is noticed. */
const served = (app: AccessWorld['app']) => {
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
};

async function asked(line: string, place: Place, team: Team, role: Role): Promise<Response> {
  const [method = '', path = ''] = line.split(' ');
  const id = place.of ? await thingOf(world, team, place.of, role) : '';
  const authorization = team.headers.get(role) ?? null;
  const body = place.body?.(team, id);
  const headers = {
    ...(authorization !== null && { authorization }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const filled = path.replace(':id', id).replace(':word', 'a-wrong-word');
  const query = place.query === undefined ? '' : `?${place.query}`;
  return await world.app.request(`${filled}${query}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Let through means: not refused for who asks. What is then said about the request itself does not matter here. */
async function cellOf(response: Response): Promise<string> {
  const { status } = response;
  await response.body?.cancel();
  if ([401, 403, 404].includes(status)) return String(status);
  return status < 500 ? 'yes' : `broken: ${status}`;
}

/** Who is let through may change or delete things: each of them gets a team of their own. Who looks, or is refused, changes nothing. */
async function rowOf(line: string, place: Place, shared: Team): Promise<Record<string, string>> {
  const expected = expectedOf(place.kind);
  const row: Record<string, string> = {};
  for (const role of ROLES) {
    const team = expected[role] === 'yes' && !line.startsWith('GET ') ? await makeTeam(world) : shared;
    row[role] = await cellOf(await asked(line, place, team, role));
  }
  return row;
}

const SIGN: Readonly<Record<string, string>> = { yes: '✓' };

async function pageOf(rows: ReadonlyMap<string, Record<string, string>>): Promise<string> {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [...rows].map(([name, row]) =>
    line([
      `\`${name.replace(':id', '{id}').replace(':word', '{word}')}\``,
      ...ROLES.map((role) => SIGN[row[role] ?? ''] ?? row[role] ?? '?'),
    ]),
  );
  const text = [
    '# Who may call what',
    '',
    'Made by `test/worker/access/access-matrix.test.ts`, which tries every cell; `WRITE_DOCS=1` writes this page anew. ✓: let through; otherwise',
    'the status of the refusal. Ids in paths and bodies are of things of one team. An _admin elsewhere_ is an admin of another team: routes',
    'without an id are about the own team of whoever asks. A _sheet editor_ belongs to no team and proved that they can edit the spreadsheet;',
    'one _who may only look_ meets a report that lets editors look at it only. Where people are refused with 404, an id that does not exist is answered the same.',
    '',
    line(['route', ...ROLES]),
    line(['---', ...ROLES.map(() => ':-:')]),
    ...table,
    '',
  ].join('\n');
  return await format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

describe('the access matrix', () => {
  it('has a place for every route, and no other', () => {
    expect(Object.keys(PLACES).toSorted()).toEqual(served(world.app).toSorted());
  });

  it('is kept, cell by cell, and is the page in docs', { timeout: 240_000 }, async () => {
    const rows = new Map<string, Record<string, string>>();
    const wrong: string[] = [];
    const shared = await makeTeam(world);
    for (const [line, place] of Object.entries(PLACES)) {
      const row = await rowOf(line, place, shared);
      const expected = expectedOf(place.kind);
      for (const role of ROLES) {
        if (row[role] !== expected[role]) wrong.push(`${line}, ${role}: ${row[role]}, not ${expected[role]}`);
      }
      rows.set(line, row);
    }
    expect(wrong).toEqual([]);
    const page = await pageOf(rows);
    if (process.env['WRITE_DOCS']) await writeFile(PAGE, page);
    expect(page).toBe(await readFile(PAGE, 'utf8'));
  });
});
