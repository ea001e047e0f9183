import { describe, expect, it } from 'vitest';
import type { Report, Run } from '../../../shared/api.ts';
import type { ChangeSummary, Hold, RunChanges } from '../../../shared/changes.ts';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { runReportCommand, type ReportCommand } from '../../../worker/commands/reports.ts';
import type { StubOptions } from './stub-worker.ts';
import { scene } from './surroundings.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const HOLD: Hold = {
  removals: [{ account: 'Hall', rows: 40, of: 100 }],
  blanked: [],
  since: '2027-05-01T09:00:00Z',
  decision: 'open',
  sentence: '40 of 100 rows of Hall would leave the list.',
};
const report = (change: Partial<Report> = {}): Report => ({
  id: ID,
  name: 'Guests',
  sources: [],
  dataset: 'tickets',
  filters: {},
  columns: [],
  destination: { spreadsheet: ID, tab: 'Guests' },
  writeMode: 'sync',
  writing: STANDARD_WRITING,
  editors: 'refresh',
  retention: null,
  retentionDue: null,
  clearedAt: null,
  version: 1,
  hold: null,
  staleSince: null,
  filtersApplied: [],
  schedule: null,
  createdAt: '',
  updatedAt: '',
  lastRun: null,
  ...change,
});
const SUMMARY: ChangeSummary = {
  added: 2,
  changed: 1,
  removed: 0,
  unchanged: 1_240,
  cells: 24,
  calls: 4,
  bytes: 900,
  duplicates: 0,
  edited: 2,
  cut: 0,
  atomic: true,
};
const CHANGES: RunChanges = {
  summary: SUMMARY,
  changes: [
    { kind: 'added', account: 'Hall', key: 'T-1', columns: [] },
    { kind: 'edited', account: 'Hall', key: 'T-\u001b[2J2', columns: ['price', 'status'] },
  ],
  truncated: false,
};
const done: Partial<Run> = { status: 'done', phase: 'finished', rows: 1_242, changes: SUMMARY };

async function command(name: ReportCommand, words: string, options: StubOptions = {}) {
  const stage = await scene({ reports: [report()], states: [done], changes: CHANGES, ...options });
  const code = await runReportCommand(name, words.split(' ').filter(Boolean), stage.around);
  return { code, out: stage.out.written, err: stage.err.written, ...stage.worker };
}

describe('the commands about saved reports', () => {
  it('list them with their way of writing, and tell which wait for a decision', async () => {
    const reports = [
      report(),
      report({ name: 'Copy', writeMode: 'replace', hold: HOLD }),
      report({ destination: null }),
    ];
    const { out, code } = await command('reports', '', { reports });
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      `${ID}  Guests  ·  tab "Guests", keep my notes  ·  never refreshed`,
      `${ID}  Copy  ·  tab "Guests", exact copy  ·  never refreshed  ·  waits for a decision`,
      `${ID}  Guests  ·  no tab  ·  never refreshed`,
      '',
    ]);
  });

  it('refresh one by its name, and tell what changed', async () => {
    const { code, err, bodies } = await command('refresh', '--report Guests');
    expect([code, bodies.order]).toEqual([0, {}]);
    expect(err).toBe('willcall: 1,242 rows: 2 added, 1 changed, 0 removed (24 cells, 4 calls).\n');
  });

  it('have the list written anew when they are told to', async () => {
    expect((await command('refresh', `--report ${ID} --rebuild`)).bodies.order).toEqual({ rebuild: true });
  });

  it('tell why nothing was written, and what to do', async () => {
    const held = {
      status: 'held' as const,
      error: { code: 'key-column-gone' as const, message: 'The column is gone.' },
    };
    const { code, err } = await command('refresh', '--report Guests', { states: [held] });
    expect(code).toBe(1);
    expect(err).toMatch(/^willcall: The column is gone\. Bring the column back/);
    const away = { status: 'stale' as const, error: { code: 'provider-unavailable' as const, message: 'It is away.' } };
    expect((await command('refresh', '--report Guests', { states: [away] })).code).toBe(3);
  });

  it('list cells people edited, without letting them steer the terminal, or write them anew', async () => {
    const listed = await command('repair', '--report Guests');
    expect(listed.bodies.order).toEqual({ repair: 'list' });
    expect(listed.out).toBe('edited\tHall\tT- [2J2\tprice,status\n');
    expect(listed.err).toBe('willcall: 2 cells were edited by people. --undo writes them anew.\n');
    expect((await command('repair', '--report Guests --undo')).bodies.order).toEqual({ repair: 'undo' });
  });

  it('tell what the last refresh changed', async () => {
    const { out } = await command('changes', '--report Guests');
    expect(out).toBe('added\tHall\tT-1\t\nedited\tHall\tT- [2J2\tprice,status\n');
    expect(JSON.parse((await command('changes', '--report Guests --json')).out)).toEqual(CHANGES);
  });

  it('accept or reject what is held back', async () => {
    const accepted = await command('decide', '--report Guests --accept');
    expect(accepted).toMatchObject({ code: 0, bodies: { decision: { decision: 'accept' } } });
    expect(accepted.err).toContain('0 removed');
    expect((await command('decide', '--report Guests --reject')).err).toContain('Things stay as they are.');
  });

  it.each([
    ['refresh', '', '--report is missing'],
    ['refresh', '--report Nobody', `there is no report "Nobody". There are: ${ID} (Guests).`],
    ['refresh', '--report Guests --mode copy', 'There is no flag "--mode"'],
    ['decide', '--report Guests', 'Give either --accept or --reject.'],
    ['decide', '--report Guests --accept --reject', 'Give either --accept or --reject.'],
  ] as const)('name what is wrong: %s %s', async (name, words, sentence) => {
    const { code, err } = await command(name, words);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toContain(`More: willcall ${name} --help`);
  });

  it('want a worker: a rehearsal of their own would have no reports', async () => {
    const { around, err, dir } = await scene();
    const alone = { ...around, environment: { WILLCALL_DIR: dir } };
    expect(await runReportCommand('reports', [], alone)).toBe(1);
    expect(err.written).toContain('No worker is running on this folder. Start it: willcall start');
  });
});
