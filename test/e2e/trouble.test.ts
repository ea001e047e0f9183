import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Report, Run, RunList } from '../../shared/api.ts';
import { startEmbedded } from '../../worker/db/embedded.ts';
import { createLog } from '../../worker/log.ts';
import { pathOf } from '../helpers/needs.ts';
import { openHouse, type House } from './house.ts';

/** 18 pages and a catch-up for 46 tickets, 6 of them deleted. */
const SMALL_PAGES = '{"tixngo": {"pageSize": 4, "overlap": 1}}';
const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function opened(settings: Record<string, string> = {}): Promise<House> {
  const house = await openHouse({ PROVIDER_SETTINGS: SMALL_PAGES, ...settings });
  closers.push(house.close);
  house.sandbox.providers.tixngo.switches.set({ latencyMs: 60 });
  return house;
}

async function reportIntoTab(house: House): Promise<Report> {
  return await house.report({ destination: { spreadsheet: await house.link(house.book()), tab: 'Tickets' } });
}

async function untilPages(house: House, id: string, pages: number): Promise<void> {
  while ((await house.call('GET', `/v1/runs/${id}`, Run)).pages < pages) await sleep(20);
}

/** Waits for the end, through times in which the worker cannot answer. */
async function untilOver(house: House, id: string): Promise<Run> {
  for (;;) {
    const { status, body } = await house.ask('GET', `/v1/runs/${id}`);
    const run = status === 200 ? Run.parse(body) : null;
    if (run?.finishedAt) return run;
    await sleep(50);
  }
}

describe('200 clicks on one report', () => {
  it('start one run, and one more ends it at once', async () => {
    const house = await opened();
    house.sandbox.providers.tixngo.switches.set({ latencyMs: 3000 });
    const { id } = await house.report({});
    const clicks = Array.from({ length: 200 }, () => house.call('POST', `/v1/reports/${id}/runs`, Run));
    const runs = new Set((await Promise.all(clicks)).map((run) => run.id));
    expect(runs.size).toBe(1);
    const [run] = runs;
    const asked = Date.now();
    expect(await house.call('DELETE', `/v1/runs/${run}`, Run)).toMatchObject({ status: 'cancelled' });
    expect(Date.now() - asked).toBeLessThan(1000);
    const { runs: all } = await house.call('GET', `/v1/reports/${id}/runs`, RunList);
    expect(all).toHaveLength(1);
  }, 30_000);
});

describe('a database that is killed in the middle of a run and started again', () => {
  it('costs seconds: the run goes on where it was', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'willcall-trouble-'));
    chmodSync(dir, 0o755);
    closers.push(() => rmSync(dir, { recursive: true, force: true }));
    const server = await startEmbedded({ dir, log: createLog({ level: 'silent' }), settings: { fsync: 'off' } });
    closers.push(server.stop);
    const house = await opened({ DATABASE_URL: server.url });
    const { id: reportId } = await reportIntoTab(house);
    const { id } = await house.call('POST', `/v1/reports/${reportId}/runs`, Run);
    await untilPages(house, id, 3);
    const read = house.sandbox.providers.tixngo.requests.length;
    process.kill(Number(readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    const killedAt = Date.now();
    const during = await house.ask('GET', `/v1/runs/${id}`);
    expect([200, 503]).toContain(during.status);
    const run = await untilOver(house, id);
    expect(run).toMatchObject({ status: 'done', rows: 40, certificate: { complete: true } });
    expect(Date.now() - killedAt).toBeLessThan(20_000);
    // of 18 pages three were staged; at most the page under way is read once more
    expect(house.sandbox.providers.tixngo.requests.length - read).toBeLessThanOrEqual(18 - 3 + 1);
  }, 60_000);
});

const redisServer = pathOf('redis');
describe.skipIf(redisServer === null)('a Redis that is killed, and comes back empty', () => {
  async function startRedis(port: number, dir: string): Promise<ChildProcess> {
    const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir];
    const child = spawn(redisServer ?? '', flags, { stdio: 'ignore' });
    closers.push(async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });
    for (;;) {
      const socket = createConnection(port, '127.0.0.1');
      const [event] = await Promise.race([
        once(socket, 'connect').then(() => ['up']),
        once(socket, 'error').then(() => ['down']),
      ]).catch(() => ['down']);
      socket.destroy();
      if (event === 'up') return child;
      await sleep(20);
    }
  }

  it('stops neither the run that goes on, nor one that is started meanwhile, nor the end of the worker', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'willcall-redis-'));
    closers.push(() => rmSync(dir, { recursive: true, force: true }));
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const redis = await startRedis(port, dir);
    const house = await opened({ REDIS_URL: `redis://127.0.0.1:${port}` });
    const report = await reportIntoTab(house);
    const other = await house.report({});
    const { id } = await house.call('POST', `/v1/reports/${report.id}/runs`, Run);
    await untilPages(house, id, 2);
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    const asked = Date.now();
    const meanwhile = await house.call('POST', `/v1/reports/${other.id}/runs`, Run);
    expect(Date.now() - asked).toBeLessThan(3000);
    const again = await startRedis(port, dir);
    expect(await untilOver(house, meanwhile.id)).toMatchObject({ status: 'done' });
    expect(await untilOver(house, id)).toMatchObject({ status: 'done', rows: 40 });
    again.kill('SIGKILL');
    await once(again, 'exit');
    const stopping = Date.now();
    closers.splice(closers.indexOf(house.close), 1);
    await house.close();
    expect(Date.now() - stopping).toBeLessThan(10_000);
  }, 60_000);
});
