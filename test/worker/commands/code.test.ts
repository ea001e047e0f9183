import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCodeCommand, type CodeCommand } from '../../../worker/commands/code.ts';
import { listen } from '../../../worker/listen.ts';
import { createWorld, type World } from '../routes/world.ts';
import { Recorder, temporaryFolder } from './surroundings.ts';

describe('report files and the audit log on the command line', () => {
  let world: World;
  let url: string;
  let key: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    world = await createWorld();
    const server = await listen(world.app, '127.0.0.1', 0);
    url = `http://127.0.0.1:${server.port}`;
    close = server.close;
    await world.report('ada', await world.connect('ada'), await world.link('ada'));
    const made = await world.json('ada', 'POST', '/v1/keys', { name: 'Deploy', scopes: ['read', 'manage'] });
    key = String(made.answer['secret']);
  });
  afterAll(async () => {
    await close();
    await world.close();
  });

  const run = async (command: CodeCommand, words: string[], { token = key, stdin = '' } = {}) => {
    const [stdout, stderr] = [new Recorder(), new Recorder()];
    const environment = { WILLCALL_URL: url, WILLCALL_TOKEN: token };
    const signal = new AbortController().signal;
    const code = await runCodeCommand(command, words, {
      environment,
      stdin: Readable.from([stdin]),
      stdout,
      stderr,
      signal,
    });
    return { code, out: stdout.written, err: stderr.written };
  };

  it('a file goes out, is changed by hand, and comes back with a diff; the second time nothing changes', async () => {
    const file = join(temporaryFolder(), 'reports.yaml');
    expect(await run('export', ['--out', file])).toEqual({ code: 0, out: '', err: '' });
    const changed = readFileSync(file, 'utf8').replace('removedRows: move', 'removedRows: mark');
    writeFileSync(file, changed);
    const dry = await run('apply', [file, '--dry-run']);
    expect(dry.out).toBe('~ Tickets\n    writing.removedRows: move → mark\n');
    expect(dry.err).toContain('Nothing was changed. It would be: 0 new, 1 changed, 0 as before.');
    const first = await run('apply', [file]);
    expect([first.out, first.err]).toEqual([dry.out, 'willcall: Applied: 0 new, 1 changed, 0 as before.\n']);
    const second = await run('apply', [file]);
    expect([second.out, second.err]).toEqual([
      '= Tickets\n',
      'willcall: Nothing to change: the reports are as the file says.\n',
    ]);
    expect((await run('export', ['--report', 'Tickets'])).out).toBe(changed);
  });

  it('a file that is wrong ends with 1, its line, and the next step', async () => {
    const { code, err } = await run('apply', ['-'], {
      stdin: 'willcall: 1\nreports:\n  - name: Tickets\n    tabs: A\n',
    });
    expect([code, err]).toEqual([1, expect.stringContaining('Line 4: There is no field "reports[0].tabs" here.')]);
  });

  it('a file must be named', async () => {
    expect(await run('apply', ['--dry-run'])).toMatchObject({ code: 2, err: expect.stringContaining('Name the file') });
  });

  it('the audit log is for admins, a deed a line', async () => {
    const token = (await world.google.headerOf('ada')).slice('Bearer '.length);
    const { out } = await run('audit', ['--action', 'report', '--limit', '2'], { token });
    expect(out.split('\n').map((line) => line.split('\t').slice(1, 3))).toEqual([
      ['key Deploy', 'report.changed'],
      ['ada@example.org', 'report.created'],
      [],
    ]);
    expect(await run('audit', [])).toMatchObject({ code: 1, err: expect.stringContaining('API keys cannot do this') });
  });
});
