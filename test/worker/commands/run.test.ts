import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../shared/records.ts';
import { Interruption } from '../../../worker/commands/interruption.ts';
import { run } from '../../../worker/commands/run.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { CERTIFICATE, connection } from './stub-worker.ts';
import { scene, TICKETS } from './surroundings.ts';

const ROWS: Value[][] = [
  ['0001', { minor: 8500, currency: 'EUR' }],
  ['0002', null],
];
const CSV = 'Ticket ID,Price\r\n0001,85.00\r\n0002,\r\n';
const oneAccount = [connection('tixngo', 'Town theatre')];

describe('willcall run', () => {
  it('reads a dataset into a CSV file and leaves nothing at the worker', async () => {
    const { worker, dir, err, around } = await scene({ rows: ROWS, connections: oneAccount });
    const file = join(dir, 'tickets.csv');
    expect(await run([...TICKETS, '--out', file], around)).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(CSV);
    expect(worker.bodies.report).toMatchObject({
      sources: [
        { connectionId: oneAccount[0]?.id, scope: { appId: 'demo-app', eventId: 'spring-gala-2027' }, lookup: null },
      ],
      dataset: 'tickets',
      filters: {},
      columns: ['ticketId', 'price'],
      destination: null,
    });
    expect(worker.asked.at(-1)).toBe('DELETE /v1/reports/{id}');
    expect(worker.asked).not.toContain('DELETE /v1/connections/{id}');
    expect(err.written).toBe(`willcall: 2 rows are in ${file}.\n`);
  });

  it('writes JSON when the file ends in .json', async () => {
    const { dir, around } = await scene({ rows: ROWS, connections: oneAccount });
    const file = join(dir, 'tickets.JSON');
    expect(await run([...TICKETS, '--out', file], around)).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([
      { ticketId: '0001', price: { minor: 8500, currency: 'EUR' } },
      { ticketId: '0002', price: null },
    ]);
  });

  it('puts nothing but the rows on standard output, and draws no progress in a pipe', async () => {
    const { out, err, around } = await scene({ rows: ROWS, connections: oneAccount });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(0);
    expect(out.written).toBe(CSV);
    expect(err.written).toBe('willcall: 2 rows.\n');
  });

  it('says nothing at all when it is quiet', async () => {
    const { out, err, around } = await scene({ rows: ROWS, connections: oneAccount }, true);
    expect(await run([...TICKETS, '--out', '-', '--format', 'json', '--quiet'], around)).toBe(0);
    expect(JSON.parse(out.written)).toHaveLength(2);
    expect(err.written).toBe('');
  });

  it('draws progress on a terminal and takes it away again', async () => {
    const reading = { status: 'running', phase: 'reading', rows: 7750, total: 12_480 } as const;
    const done = { status: 'done', phase: 'finished', rows: 2, total: 2, certificate: CERTIFICATE } as const;
    const { out, err, around } = await scene({ rows: ROWS, connections: oneAccount, states: [reading, done] }, true);
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(0);
    expect(err.written).toContain(' 62 %  7,750 of 12,480 rows');
    expect(err.written.split('\u001b[2K').at(-1)).toBe('willcall: 2 rows.\n');
    expect(out.written).toBe(CSV);
  });

  it('warns when the list is not complete, and says what is missing', async () => {
    const certificate = { ...CERTIFICATE, complete: false, providerTotal: 5, notes: ['3 records of 5 were not found'] };
    const states = [{ status: 'done', rows: 2, certificate } as const];
    const { dir, err, around } = await scene({ rows: ROWS, connections: oneAccount, states });
    expect(await run([...TICKETS, '--quiet', '--out', join(dir, 'tickets.csv')], around)).toBe(0);
    expect(err.written).toContain('Warning: The list is not complete: 3 records of 5 were not found.');
  });
});

describe('what to read', () => {
  const vivenu = [connection('vivenu', 'Fair')];
  const LOOKUP = '--provider vivenu --dataset tickets --columns ticketId --out -'.split(' ');
  const lookup = createProviders({})
    .find(({ id }) => id === 'vivenu')
    ?.datasets.find(({ id }) => id === 'tickets')?.lookups[0]?.id;

  it('may be several events and filters', async () => {
    const states = [{ status: 'done', rows: 2, certificate: { ...CERTIFICATE, filtered: 1_300 } } as const];
    const { worker, err, around } = await scene({ connections: oneAccount, rows: ROWS, states });
    const more = [
      '--event',
      'autumn,winter',
      '--status',
      'valid,reserved',
      '--updated-last',
      '7 days',
      '--text',
      'VIP',
    ];
    expect(await run([...TICKETS, ...more, '--out', '-'], around)).toBe(0);
    expect(worker.bodies.report).toMatchObject({
      sources: [{ scope: { appId: 'demo-app', eventId: 'spring-gala-2027,autumn,winter' } }],
      filters: { status: ['valid', 'reserved'], updated: { last: '7 days' }, text: 'VIP' },
    });
    expect(err.written).toBe('willcall: 2 rows; 1,300 left out by the filters.\n');
  });

  it('may be looked up: what stands in a file or comes from standard input, in its order', async () => {
    const one = await scene({ connections: vivenu, rows: [['a']] });
    const file = join(one.dir, 'codes.txt');
    writeFileSync(file, '\uFEFF0003\r\n\r\n 0001 \n0002');
    expect(await run([...LOOKUP, '--lookup', lookup ?? '', '--values', file], one.around)).toBe(0);
    const values = ['0003', '0001', '0002'];
    expect(one.worker.bodies.report?.sources[0]?.lookup).toEqual({ by: lookup, values });
    const other = await scene({ connections: vivenu, rows: [['a']] });
    const around = { ...other.around, stdin: Readable.from(['7\n', '8\n']) };
    expect(await run([...LOOKUP, '--lookup', lookup ?? '', '--values', '-'], around)).toBe(0);
    expect(other.worker.bodies.report?.sources[0]?.lookup).toEqual({ by: lookup, values: ['7', '8'] });
  });

  it.each([
    ['a file that is not there', 'nothing.txt', 'nothing.txt cannot be read. Is it there?'],
    ['nothing in it', '-', 'there is nothing in standard input. Write one value a line.'],
  ])('is refused before anything is asked: %s', async (_what, file, sentence) => {
    const { worker, err, around } = await scene({ connections: vivenu });
    expect(await run([...LOOKUP, '--lookup', lookup ?? '', '--values', file], around)).toBe(1);
    expect(err.written).toContain(sentence);
    expect(worker.asked).toEqual([]);
  });

  it('gets a column for each answer when a column of questions spreads out', async () => {
    const column = { type: 'text', personal: 'none', description: '', standard: false } as const;
    const columns = [
      { ...column, id: 'ticketId', title: 'Ticket ID' },
      { ...column, id: 'answer.diet', title: 'Diet' },
    ];
    const rows = [['0001', 'vegan']];
    const states = [{ status: 'done', rows: 1, certificate: CERTIFICATE, columns } as const];
    const { out, around } = await scene({ connections: oneAccount, rows, states });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(0);
    expect(out.written).toBe('Ticket ID,Diet\r\n0001,vegan\r\n');
  });
});

describe('a ticketing system out of reach', () => {
  it('leaves the file as the last good copy, says so and exits with 3', async () => {
    const error = { code: 'provider-unavailable', message: 'TIXNGO does not answer.' } as const;
    const states = [{ status: 'stale', phase: 'finished', error } as const];
    const { dir, err, worker, around } = await scene({ connections: oneAccount, states });
    const file = join(dir, 'tickets.csv');
    writeFileSync(file, 'yesterday');
    expect(await run([...TICKETS, '--out', file], around)).toBe(3);
    expect(err.written).toBe(
      'willcall: TIXNGO does not answer. Nothing was read, and no file was changed: what you have is the last good copy. Try again later.\n',
    );
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(worker.asked.at(-1)).toBe('DELETE /v1/reports/{id}');
  });
});

describe('a run that fails', () => {
  const unknownEvent = { code: 'provider-not-found', message: 'There is no event "spring-gala-2027".' } as const;

  it('prints the reason and the next step, and keeps the old file', async () => {
    const states = [{ status: 'failed', phase: 'finished', error: unknownEvent } as const];
    const { dir, err, worker, around } = await scene({ connections: oneAccount, states });
    const file = join(dir, 'tickets.csv');
    writeFileSync(file, 'yesterday');
    expect(await run([...TICKETS, '--out', file], around)).toBe(1);
    expect(err.written).toBe('willcall: There is no event "spring-gala-2027". Check the event and the app ID.\n');
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(readdirSync(dir)).toEqual(['tickets.csv']);
    expect(worker.asked).toContain('DELETE /v1/reports/{id}');
  });

  it('is said to be cancelled when somebody else cancelled it', async () => {
    const { err, around } = await scene({ connections: oneAccount, states: [{ status: 'cancelled' }] });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(1);
    expect(err.written).toContain('Somebody cancelled this run.');
  });

  it.each([
    ['breaks off in a line', 2, '["0001",null]\n["00'],
    ['breaks off between lines', 2, '["0001",null]\n'],
  ])('keeps the old file when the download %s', async (_how, rows, sent) => {
    const states = [{ status: 'done', rows, certificate: CERTIFICATE } as const];
    const { dir, around } = await scene({
      connections: oneAccount,
      states,
      download: (response) => response.end(sent),
    });
    const file = join(dir, 'tickets.csv');
    writeFileSync(file, 'yesterday');
    expect(await run([...TICKETS, '--out', file], around)).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(readdirSync(dir)).toEqual(['tickets.csv']);
  });

  it('keeps the old file when the worker dies while rows come in', async () => {
    const { dir, err, around } = await scene({
      connections: oneAccount,
      rows: ROWS,
      download: (response) => response.write('["0001",null]\n', () => response.destroy()),
    });
    const file = join(dir, 'tickets.csv');
    writeFileSync(file, 'yesterday');
    expect(await run([...TICKETS, '--out', file], around)).toBe(1);
    expect(err.written).toContain('The worker stopped answering before all rows were here.');
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(readdirSync(dir)).toEqual(['tickets.csv']);
  });

  it('says so when the worker is gone', async () => {
    const { worker, err, around } = await scene({ connections: oneAccount });
    worker.close();
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(1);
    expect(err.written).toBe(`willcall: The worker at ${worker.url} does not answer. Is it running?\n`);
  });

  it('says how to sign in again when the token is refused', async () => {
    const { err, around } = await scene({ connections: oneAccount, token: 'another' });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(1);
    expect(err.written).toContain(
      'This token has expired. Set WILLCALL_TOKEN to an API key, or to a fresh Google ID token. (request req-1)',
    );
  });

  it('does not let the texts of others steer the terminal', async () => {
    const error = { code: 'provider-unavailable', message: 'down\u001b[2J\nwillcall: all fine' } as const;
    const { err, around } = await scene({ connections: oneAccount, states: [{ status: 'failed', error }] });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(1);
    expect(err.written).toContain('willcall: down [2J willcall: all fine');
  });

  it('goes on when a worker that was away answers again', async () => {
    const away = { status: 503, code: 'unavailable', message: 'Starting.' } as const;
    const refuse: Record<string, typeof away> = { 'GET /v1/runs/{id}': away };
    const { err, around } = await scene({ connections: oneAccount, rows: ROWS, refuse });
    const ending = run([...TICKETS, '--out', '-'], around);
    await sleep(20);
    delete refuse['GET /v1/runs/{id}'];
    expect(await ending).toBe(0);
    expect(err.written).toBe('willcall: 2 rows.\n');
  });
});

describe('Ctrl-C', () => {
  it('cancels the run, tidies up, keeps the old file and exits with 130', async () => {
    const states = [{ status: 'running', phase: 'reading', rows: 10, total: 100 } as const];
    const { dir, worker, err, around, interrupt } = await scene({ connections: oneAccount, states });
    const file = join(dir, 'tickets.csv');
    writeFileSync(file, 'yesterday');
    const ending = run([...TICKETS, '--out', file], around);
    while (!worker.asked.includes('GET /v1/runs/{id}')) await sleep(5);
    interrupt.abort(new Interruption('SIGINT'));
    expect(await ending).toBe(130);
    const last = worker.asked.slice(worker.asked.indexOf('DELETE /v1/runs/{id}'));
    expect(last).toEqual(['DELETE /v1/runs/{id}', 'GET /v1/runs/{id}', 'DELETE /v1/reports/{id}']);
    expect(readFileSync(file, 'utf8')).toBe('yesterday');
    expect(err.written).toContain('the run was cancelled and no file was changed');
  });

  it('while rows come in leaves no half file', async () => {
    const { dir, worker, around, interrupt } = await scene({
      connections: oneAccount,
      rows: ROWS,
      download: (response) => void response.write('["0001",null]\n'),
    });
    const ending = run([...TICKETS, '--out', join(dir, 'tickets.csv')], around);
    while (!worker.asked.includes('GET /v1/runs/{id}/rows')) await sleep(5);
    await sleep(20);
    interrupt.abort(new Interruption('SIGTERM'));
    expect(await ending).toBe(143);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('the file', () => {
  it('keeps its permissions, and a link stays a link', async () => {
    const { dir, around } = await scene({ rows: ROWS, connections: oneAccount });
    writeFileSync(join(dir, 'real.csv'), 'yesterday', { mode: 0o600 });
    symlinkSync(join(dir, 'real.csv'), join(dir, 'link.csv'));
    expect(await run([...TICKETS, '--out', join(dir, 'link.csv')], around)).toBe(0);
    expect(readFileSync(join(dir, 'real.csv'), 'utf8')).toBe(CSV);
    expect(statSync(join(dir, 'real.csv')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir).toSorted()).toEqual(['link.csv', 'real.csv']);
  });

  it('that cannot be written is refused before the worker is asked anything', async () => {
    const { dir, err, worker, around } = await scene({ rows: ROWS, connections: oneAccount });
    expect(await run([...TICKETS, '--out', join(dir, 'no', 'tickets.csv')], around)).toBe(1);
    expect(err.written).toContain(`the folder ${join(dir, 'no')} does not exist`);
    expect(await run([...TICKETS, '--format', 'csv', '--out', dir], around)).toBe(1);
    expect(err.written).toContain(`${dir} is a folder.`);
    expect(worker.asked).toEqual([]);
  });
});

describe('which account', () => {
  const two = [connection('tixngo', 'Town theatre'), connection('tixngo', 'Open air'), connection('vivenu', 'Fair')];

  it('is asked for when there are several, with their ids', async () => {
    const { err, around } = await scene({ connections: two });
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(2);
    expect(err.written).toContain(`Choose with --connection: ${two[0]?.id} (Town theatre), ${two[1]?.id} (Open air).`);
  });

  it('is the one that is named', async () => {
    const { worker, around } = await scene({ connections: two, rows: ROWS });
    expect(await run([...TICKETS, '--out', '-', '--connection', two[1]?.id ?? ''], around)).toBe(0);
    expect(worker.bodies.report?.sources[0]?.connectionId).toBe(two[1]?.id);
  });

  it('must be one of this ticketing system', async () => {
    const { err, around } = await scene({ connections: two });
    expect(await run([...TICKETS, '--out', '-', '--connection', two[2]?.id ?? ''], around)).toBe(2);
    expect(err.written).toContain(`there is no TIXNGO account "${two[2]?.id}"`);
  });

  it('must be connected first', async () => {
    const { err, around } = await scene();
    expect(await run([...TICKETS, '--out', '-'], around)).toBe(1);
    expect(err.written).toContain('No TIXNGO account is connected. Connect one in the sidebar first.');
  });
});
