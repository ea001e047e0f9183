import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../worker/failure.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let connection: string;
const stopping = new AbortController();
beforeAll(async () => {
  world = await createWorld({ stopping: stopping.signal });
  connection = await world.connect('ada');
});
afterAll(() => world.close());

async function startRun() {
  const report = await world.report('ada', connection, null);
  const { status, answer } = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
  return { report, status, run: answer, id: String(answer['id']) };
}

const change = (id: string, values: { rows?: number; version: number; status?: 'running' | 'done' }) =>
  world.db.updateTable('runs').set(values).where('id', '=', id).execute();

/** The events of a stream, read until it ends or `until` has been seen. */
async function* eventsOf(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) return;
    text += value;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const fields = Object.fromEntries(
        part.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
      );
      const data: Record<string, unknown> = JSON.parse(fields['data'] ?? '{}');
      yield { event: fields['event'], id: fields['id'], rows: data['rows'], status: data['status'] };
    }
  }
}
const events = (id: string, headers: Record<string, string> = {}) =>
  world.ask('ada', 'GET', `/v1/runs/${id}/events`, undefined, headers);

describe('a run', () => {
  it('is queued once, however often it is asked for', async () => {
    const { status, run, report } = await startRun();
    expect(status).toBe(202);
    expect(run).toMatchObject({ reportId: report, status: 'queued', rows: 0, version: 1 });
    const again = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    expect(again).toMatchObject({ status: 202, answer: run });
    expect((await world.json('ada', 'GET', `/v1/reports/${report}/runs`)).answer).toEqual({ runs: [run] });
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).answer['lastRun']).toEqual(run);
  });

  it('is cancelled, and stays cancelled', async () => {
    const { id } = await startRun();
    expect(await world.json('ada', 'DELETE', `/v1/runs/${id}`)).toMatchObject({
      status: 202,
      answer: { status: 'cancelled' },
    });
    expect((await world.json('ada', 'DELETE', `/v1/runs/${id}`)).answer).toMatchObject({ status: 'cancelled' });
  });
});

describe('the events of a run', () => {
  it('tell its state at once, then each newer one, and end with the last', async () => {
    const { id } = await startRun();
    const response = await events(id);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const stream = eventsOf(response);
    expect((await stream.next()).value).toEqual({ event: 'run', id: '1', rows: 0, status: 'queued' });
    await change(id, { rows: 20, version: 2, status: 'running' });
    expect((await stream.next()).value).toEqual({ event: 'run', id: '2', rows: 20, status: 'running' });
    await change(id, { rows: 40, version: 3, status: 'done' });
    expect((await stream.next()).value).toEqual({ event: 'run', id: '3', rows: 40, status: 'done' });
    expect((await stream.next()).done).toBe(true);
  });

  it('go on after the last one the client has', async () => {
    const { id } = await startRun();
    const stream = eventsOf(await events(id, { 'last-event-id': '1' }));
    const next = stream.next();
    await sleep(50);
    await change(id, { version: 2, status: 'done' });
    expect((await next).value).toMatchObject({ id: '2', status: 'done' });
    const nothing = await eventsOf(await events(id, { 'last-event-id': '2' })).next();
    expect(nothing.done).toBe(true);
  });

  it('are open in at most 20 places for one person, who may close one to open another', async () => {
    const { id } = await startRun();
    const streams = await Promise.all(Array.from({ length: 20 }, async () => await events(id)));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await events(id);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      code: 'rate-limited',
      message: expect.stringContaining('too many places'),
    });
    await streams[0]?.body?.cancel();
    await vi.waitFor(async () => expect((await events(id)).status).toBe(200), { interval: 20 });
    await change(id, { version: 9, status: 'done' });
    await Promise.all(streams.slice(1).map(async (stream) => await stream.text()));
  });

  it('are for nobody who may not see the run', async () => {
    const { id } = await startRun();
    expect((await world.ask('mallory', 'GET', `/v1/runs/${id}/events`)).status).toBe(404);
    expect((await world.ask(null, 'GET', `/v1/runs/${id}/events`)).status).toBe(401);
  });

  it('end for an API key that is revoked meanwhile', async () => {
    const { id } = await startRun();
    const key = await world.json('ada', 'POST', '/v1/keys', { name: 'Board', scopes: ['read'] });
    const authorization = `Bearer ${String(key.answer['secret'])}`;
    const stream = eventsOf(await world.ask(null, 'GET', `/v1/runs/${id}/events`, undefined, { authorization }));
    expect((await stream.next()).value).toMatchObject({ status: 'queued' });
    expect((await world.json('ada', 'DELETE', `/v1/keys/${String(key.answer['id'])}`)).status).toBe(200);
    await change(id, { rows: 20, version: 2, status: 'running' });
    expect((await stream.next()).done).toBe(true);
    await change(id, { version: 3, status: 'done' });
  });

  it('stop asking the database when nobody listens, and end at shutdown', async () => {
    let looks = 0;
    const own = new AbortController();
    const counting = await createWorld({ stopping: own.signal });
    const readRun = counting.deps.readRun;
    Object.assign(counting.deps, { readRun: (id: string) => ((looks += 1), readRun(id)) });
    const report = await counting.report('ada', await counting.connect('ada'), null);
    const { answer } = await counting.json('ada', 'POST', `/v1/reports/${report}/runs`);
    const path = `/v1/runs/${String(answer['id'])}/events`;
    const first = (await counting.ask('ada', 'GET', path)).body?.getReader();
    await first?.read();
    await first?.cancel();
    await sleep(20);
    const before = looks;
    const second = eventsOf(await counting.ask('ada', 'GET', path));
    await second.next();
    own.abort();
    expect((await second.next()).done).toBe(true);
    expect(looks - before).toBe(1);
    await counting.close();
  });
});

describe('the rows of a run', () => {
  it('are downloaded as JSON lines once it is done', async () => {
    const { id } = await startRun();
    const early = await world.json('ada', 'GET', `/v1/runs/${id}/rows`);
    expect(early).toMatchObject({
      status: 409,
      answer: { message: 'There are no rows to download: this refresh is not done, or did not work.' },
    });
    await change(id, { version: 2, status: 'done' });
    const response = await world.ask('ada', 'GET', `/v1/runs/${id}/rows`);
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(await response.text()).toBe('["0042"]\n["0043"]\n');
  });

  it('are refused with a sentence when they are gone, or in a tab', async () => {
    const { id, report } = await startRun();
    await change(id, { version: 2, status: 'done' });
    const runRows = async function* (): AsyncGenerator<string> {
      yield* [];
      throw new Failure('not-found', 'The rows are not kept any more.');
    };
    const before = world.deps.runRows;
    Object.assign(world.deps, { runRows });
    expect(await world.json('ada', 'GET', `/v1/runs/${id}/rows`)).toMatchObject({ status: 404 });
    Object.assign(world.deps, { runRows: before });
    const spreadsheet = await world.link('ada');
    await world.json('ada', 'PATCH', `/v1/reports/${report}`, { destination: { spreadsheet, tab: 'Tickets' } });
    expect(await world.json('ada', 'GET', `/v1/runs/${id}/rows`)).toMatchObject({ status: 409 });
  });

  it('break off, rather than end, when something goes wrong half way', async () => {
    const { id } = await startRun();
    await change(id, { version: 2, status: 'done' });
    const before = world.deps.runRows;
    const runRows = async function* () {
      yield `${'x'.repeat(70_000)}\n`;
      throw new Error('gone');
    };
    Object.assign(world.deps, { runRows });
    const response = await world.ask('ada', 'GET', `/v1/runs/${id}/rows`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('gone');
    Object.assign(world.deps, { runRows: before });
  });
});
