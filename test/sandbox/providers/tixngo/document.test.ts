import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TixngoSwitches } from '../../../../sandbox/providers/tixngo/switches.ts';
import { boxOffice, Page, page } from './box-office.ts';

const document = readFileSync(new URL('../../../../docs/providers/tixngo.md', import.meta.url), 'utf8');

type Field = { name: string; type: string; isLight: boolean };

function fieldsUnder(heading: string): Field[] {
  const section = document.split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  const cells = section
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, name = '']) => /^[a-z]\w+$/.test(name) && name !== 'field');
  return cells.map(([, name = '', type = '', light]) => ({ name, type, isLight: light === 'yes' }));
}

const CHECKS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  'decimal string': (value) => typeof value === 'string' && /^(\d+(\.\d+)?)?$/.test(value),
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  'date-time': (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|[+-]\d\d:\d\d)$/.test(value),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  'array of objects': Array.isArray,
};

describe('docs/providers/tixngo.md and the stand-in agree', () => {
  it('on every field of a ticket and its type', async () => {
    const { ask } = await boxOffice();
    const fields = fieldsUnder('Ticket fields');
    const { result } = await page(ask, 'spring-gala-2027', 0, 1000);
    for (const row of result) expect(Object.keys(row).sort()).toEqual(fields.map(({ name }) => name).sort());
    for (const { name, type } of fields) {
      const values = result.map((row) => row[name]).filter((value) => value !== null);
      expect({ name, seen: values.length > 0, wrong: values.filter((value) => !CHECKS[type]?.(value)) }).toEqual({
        name,
        seen: true,
        wrong: [],
      });
    }
  });

  it('on the common columns', async () => {
    const { ask } = await boxOffice();
    const range = { from: '2027-01-01T00:00:00.000Z', to: '2028-01-01T00:00:00.000Z' };
    const query = { mobileAppId: 'demo-app', limit: '1', offset: '0', ...range };
    const [light] = Page.parse((await ask('events/tickets-light', query)).body).result;
    const names = fieldsUnder('Ticket fields').filter(({ isLight }) => isLight);
    expect(Object.keys(light ?? {}).sort()).toEqual(names.map(({ name }) => name).sort());
  });

  it('on every switch', () => {
    for (const name of Object.keys(TixngoSwitches.shape)) expect(document).toContain(`\`${name}\``);
  });
});
