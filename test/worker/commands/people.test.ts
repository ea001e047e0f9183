import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPeopleCommand, type PeopleCommand } from '../../../worker/commands/people.ts';
import { foundLines, receiptLines } from '../../../worker/commands/people-lines.ts';
import { listen, type Listening } from '../../../worker/listen.ts';
import { createWorld, type World } from '../routes/world.ts';
import { Recorder } from './surroundings.ts';

let world: World;
let worker: Listening;
beforeAll(async () => {
  world = await createWorld();
  await world.report('ada', await world.connect('ada'), await world.link('ada'));
  worker = await listen(world.app, '127.0.0.1', 0);
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

async function run(command: PeopleCommand, ...words: string[]) {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const token = (await world.google.headerOf('ada')).replace('Bearer ', '');
  const environment = { WILLCALL_URL: `http://127.0.0.1:${worker.port}`, WILLCALL_TOKEN: token };
  const signal = new AbortController().signal;
  const code = await runPeopleCommand(command, words, { environment, stdout, stderr, signal, pollMs: 5 });
  return { code, out: stdout.written, err: stderr.written };
}

describe('people on the command line', () => {
  it('are looked for by one thing, and where nobody is found it says where else to look', async () => {
    const { code, out } = await run('search-person', '--email', 'guest@example.org');
    expect(code).toBe(0);
    expect(out).toContain('Nothing was found.\n\nLook also at:\n- The ticketing systems themselves');
    const wrong = await run('search-person', '--email', 'a@b.org', '--name', 'Ada');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('Give one of --email, --phone, --name and --order.');
  });

  it('are not erased without --yes', async () => {
    const { code, err } = await run('erase', '--email', 'guest@example.org');
    expect(code).toBe(2);
    expect(err).toContain('Nothing was erased. It cannot be undone: add --yes to do it.');
  });

  it('are not erased by a name alone, and not when nobody is found', async () => {
    expect((await run('erase', '--name', 'Ada', '--yes')).err).toContain('"rows" is missing');
    expect(await run('erase', '--email', 'guest@example.org', '--yes')).toMatchObject({ code: 1 });
    expect((await run('erase', '--name', 'Ada', '--row', 'nothing', '--yes')).err).toContain('--row');
  });

  it('are listed row by row, with what can be given to --row', () => {
    const place = {
      reportId: 'r1',
      report: 'Door',
      spreadsheet: 's',
      spreadsheetTitle: null,
      kind: 'list',
      tab: 'Tickets',
    } as const;
    const columns = [{ id: 'ownerName', title: 'Name', value: 'Ada' }];
    const beside = [{ title: '', value: 'front row' }];
    const find = { ...place, row: 4, key: 'a:77', person: 'buyer' as const, columns, beside };
    const text = foundLines({ finds: [find], truncated: false, unread: [], elsewhere: [] });
    expect(text).toContain(
      'Door, tab "Tickets", row 4 (only bought it): r1 a:77\n    Name: Ada\n    beside it: front row\n',
    );
  });

  it('are told of in a receipt, with what could not be done', () => {
    const place = {
      reportId: 'r1',
      report: 'Door',
      spreadsheet: 's',
      spreadsheetTitle: null,
      kind: 'list',
      tab: '',
    } as const;
    const problem = { code: 'tab-protected', message: 'A protected range is in the way.' } as const;
    const counts = { rows: 0, cells: 0, beside: 0, remark: null, problem };
    const text = receiptLines({
      id: 'e1',
      kind: 'person',
      by: 'email',
      state: 'incomplete',
      places: [{ ...place, ...counts, state: 'failed' }],
      rows: 0,
      remembered: 2,
      unreachable: ['Version history.'],
      requestedBy: 'ada@example.org',
      createdAt: '',
      finishedAt: null,
    });
    expect(text).toContain('  Door: failed, 0 rows, 0 cells, 0 beside\n    A protected range is in the way.');
    expect(text).toContain('- Version history.');
  });
});
