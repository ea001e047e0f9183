import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { FACTS } from '../../../worker/doctor/facts/index.ts';
import { factTable } from '../../../worker/doctor/facts/table.ts';
import { SheetsFacts } from '../../../worker/sheets/facts.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FILE = join(ROOT, 'docs', 'doctor.md');
const BLOCK = /(<!-- facts:.*?-->\n)[^]*(<!-- \/facts -->)/;

describe('the facts', () => {
  it('stand in docs/doctor.md as they are tried; WRITE_DOCS=1 writes them', async () => {
    const text = readFileSync(FILE, 'utf8');
    const table = factTable(FACTS);
    const wanted = await format(
      text.replace(BLOCK, (_, begin, end) => `${begin}\n${table}\n\n${end}`),
      {
        parser: 'markdown',
        printWidth: 120,
        singleQuote: true,
      },
    );
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(FILE, wanted);
    else expect(text).toBe(wanted);
  });

  it('each have a name of their own, and say where we rely on them', () => {
    expect(new Set(FACTS.map(({ id }) => id)).size).toBe(FACTS.length);
    for (const { usedIn, id } of FACTS) {
      expect([id, usedIn.length]).not.toEqual([id, 0]);
      for (const file of usedIn) expect([id, file, existsSync(join(ROOT, file))]).toEqual([id, file, true]);
    }
  });

  it('have every switch there is', () => {
    const switches = FACTS.flatMap((fact) => fact.switch ?? []);
    expect(switches.toSorted()).toEqual(SheetsFacts.keyof().options.toSorted());
  });
});
