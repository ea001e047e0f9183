import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Connection, ConnectionList, Report, Run, RunList } from '../../shared/api.ts';
import { openStage, untilOver, type Stage, type WorkerProcess } from './stage.ts';
import { fillWithEverything } from './everything-kept.ts';
import { dumpOf, formsOf, redisDump, rowsIn } from './traces.ts';

const PLANTED = { email: 'planted.account@example.org', apiKey: 'planted/key+0123456789=abcdef' };
const EVENT = 'spring-gala-2027';

const BACKENDS: { name: string; redis: () => string | null | undefined }[] = [
  { name: 'Postgres', redis: () => null },
  { name: 'Redis', redis: () => inject('redisUrl') ?? undefined },
];

for (const { name, redis } of BACKENDS) {
  const redisUrl = redis();
  describe.skipIf(redisUrl === undefined)(`with the queue on ${name}, nothing secret or personal lies around`, () => {
    let stage: Stage;
    let worker: WorkerProcess;
    let report: Report;
    const answers: string[] = [];
    const output: string[] = [];
    const more: [string, string][] = [];

    beforeAll(async () => {
      stage = await openStage(redisUrl ?? null, { quota: false });
      worker = await stage.startWorker();
      report = await stage.prepare(worker);
    }, 60_000);
    afterAll(async () => await stage.close());

    /** What must not be found, by what it is. */
    function secrets(): [string, string][] {
      const { credentials } = stage.sandbox.providers.tixngo;
      const [ticket] = stage.sandbox.providers.tixngo.tickets(EVENT);
      const { ownerEmail, ownerPhone, ticketBarcode, ticketId } = ticket ?? {};
      return [
        ['key', credentials.apiKey],
        ['account and key', `${credentials.email}:${credentials.apiKey}`],
        ['planted key', PLANTED.apiKey],
        ['planted account', PLANTED.email],
        ['ID token', worker.token],
        ['signature of the ID token', worker.token.split('.')[2] ?? ''],
        ["writer's key", stage.sandbox.google.writerKey.private_key.slice(40, 120)],
        ["a guest's e-mail", textOf(ownerEmail)],
        ["a guest's phone", textOf(ownerPhone)],
        ["a ticket's barcode", textOf(ticketBarcode)],
        ["a ticket's ID", textOf(ticketId)],
        ...more,
      ];
    }

    async function expectNoTrace(): Promise<void> {
      const places = {
        database: await dumpOf(stage.database.db, '.*'),
        redis: redisUrl ? await redisDump(redisUrl) : '',
        log: [...output, ...worker.output].join('\n'),
        answers: answers.join('\n'),
        files: filesOf(stage.dir),
      };
      expect(places.database).toContain(report.id);
      expect(places.log).toContain('"msg":"request"');
      const found = Object.entries(places).flatMap(([place, text]) =>
        secrets()
          .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
          .map(([what]) => `${what} in ${place}`),
      );
      expect(found).toEqual([]);
    }

    it('after a run that failed for its key, and one that failed for its scope', async () => {
      const credentials = { ...PLANTED };
      const connection = await worker.call('POST', '/v1/connections', Connection, {
        provider: 'tixngo',
        label: 'Planted',
        credentials,
      });
      const { name: title, sources, dataset, columns, destination, writeMode } = report;
      const input = { name: title, dataset, columns, destination: null, writeMode };
      expect(destination).not.toBeNull();
      const scope = { appId: 'demo-app', eventId: EVENT };
      const wrongKey = await worker.call('POST', '/v1/reports', Report, {
        ...input,
        sources: [{ connectionId: connection.id, scope }],
      });
      const wrongEvent = await worker.call('POST', '/v1/reports', Report, {
        ...input,
        sources: sources.map((source) => ({ ...source, scope: { ...scope, eventId: 'none' } })),
      });
      for (const { id } of [wrongKey, wrongEvent]) {
        const started = await worker.call('POST', `/v1/reports/${id}/runs`, Run);
        const run = await untilOver(worker, started.id);
        expect(run.status).toBe('failed');
        answers.push(JSON.stringify([run, await worker.call('GET', `/v1/reports/${id}/runs`, RunList)]));
      }
      answers.push(JSON.stringify(await worker.call('GET', '/v1/connections', ConnectionList)));
      answers.push(
        await rawAnswer('POST', '/v1/connections', { provider: 'tixngo', label: 'Planted', credentials, extra: 1 }),
      );
      answers.push(
        await rawAnswer('POST', '/v1/connections', {
          provider: 'tixngo',
          label: 'Planted',
          credentials: [PLANTED.apiKey],
        }),
      );
      answers.push(await rawAnswer('POST', `/v1/connections/${connection.id}/test`));
      await expectNoTrace();
    }, 60_000);

    it('while rows are staged by a worker that was killed, and after the run was cancelled', async () => {
      const { switches } = stage.sandbox.providers.tixngo;
      switches.set({ latencyMs: 60 });
      const { id } = await worker.call('POST', `/v1/reports/${report.id}/runs`, Run);
      let run = await worker.call('GET', `/v1/runs/${id}`, Run);
      while (run.pages < 3) run = await worker.call('GET', `/v1/runs/${id}`, Run);
      await worker.kill('SIGKILL');
      output.push(...worker.output);
      const staged = await stage.database.db.selectFrom('run_pages').select('number').execute();
      expect(staged.length).toBeGreaterThanOrEqual(3);
      await expectNoTrace();
      worker = await stage.startWorker();
      const cancelled = await worker.call('DELETE', `/v1/runs/${id}`, Run);
      expect(cancelled.status).toBe('cancelled');
      expect(await stage.database.db.selectFrom('run_pages').select('number').execute()).toEqual([]);
      await expectNoTrace();
      switches.set({ latencyMs: 0 });
    }, 60_000);

    it('while a team is in full use: a held run, history, a live link, keys, notices, somebody erased, and a killed run', async () => {
      const full = await fillWithEverything(stage, worker, report);
      more.push(...full.secrets);
      expect(more.length).toBeGreaterThan(50);
      await expectNoTrace();
      const { switches } = stage.sandbox.providers.tixngo;
      switches.set({ latencyMs: 60 });
      const { id } = await worker.call('POST', `/v1/reports/${report.id}/runs`, Run);
      let run = await worker.call('GET', `/v1/runs/${id}`, Run);
      while (run.pages < 2) run = await worker.call('GET', `/v1/runs/${id}`, Run);
      await worker.kill('SIGKILL');
      output.push(...worker.output);
      const sizes = await rowsIn(stage.database.db, [...full.tables, 'run_pages']);
      expect([...sizes].filter(([, rows]) => rows === 0)).toEqual([]);
      await expectNoTrace();
      switches.set({ latencyMs: 0 });
      worker = await stage.startWorker();
      await worker.call('DELETE', `/v1/runs/${id}`, Run);
      for (const path of ['audit', 'keys', 'notice-targets', 'links', 'people/erasures', 'report-file', 'reports'])
        answers.push(await rawAnswer('GET', `/v1/${path}`));
      await expectNoTrace();
    }, 120_000);

    async function rawAnswer(method: string, path: string, body?: unknown): Promise<string> {
      const headers = { authorization: `Bearer ${worker.token}`, 'content-type': 'application/json' };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return await (await fetch(worker.url + path, { method, headers, ...sent })).text();
    }
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string' && value.length > 5) return value;
  throw new TypeError('nothing to look for');
}

/** What the worker keeps on disk; the operator's own key file is not its doing. */
function filesOf(dir: string): string {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== 'writer.json');
  return files.map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'latin1')).join('\n');
}
