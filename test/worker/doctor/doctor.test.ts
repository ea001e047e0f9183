import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGoogle } from '../../../sandbox/google/google.ts';
import { runDoctor } from '../../../worker/commands/doctor.ts';
import { runChecks } from '../../../worker/doctor/check.ts';
import { ok } from '../../../worker/doctor/finding.ts';
import { deploymentMark } from '../../../worker/security/deployment.ts';
import { createSealer } from '../../../worker/security/sealing.ts';
import { authority, certificate } from '../../helpers/certificate.ts';
import { testDatabase } from '../../helpers/database.ts';
import { Recorder, temporaryFolder } from '../commands/surroundings.ts';
import { fetchTrusting, serveSecurely } from './servers.ts';

const Answer = z.object({
  isInOrder: z.boolean(),
  isRehearsal: z.boolean(),
  checks: z.array(z.object({ id: z.string(), state: z.string(), found: z.string(), fix: z.string().optional() })),
});

async function doctor(
  words: readonly string[],
  environment: Record<string, string>,
  outside: Parameters<typeof runDoctor>[1]['outside'] = {},
) {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const { signal } = new AbortController();
  const code = await runDoctor(words, { environment, stdout, stderr, signal, outside });
  return { code, out: stdout.written, err: stderr.written };
}

/** A deployment with a certificate, Google, database and key; its worker answers over TLS. */
async function deployment() {
  const [google, database, by] = [await startGoogle({}), await testDatabase(), authority()];
  onTestFinished(async () => {
    await google.close();
    await database.drop();
  });
  const dir = temporaryFolder();
  const key = Buffer.alloc(32, 7);
  writeFileSync(join(dir, 'master.key'), key.toString('base64'), { mode: 0o600 });
  writeFileSync(join(dir, 'writer.json'), JSON.stringify(google.writerKey), { mode: 0o600 });
  const origin = /^https:\/\/n-[a-z0-9-]+-script\.googleusercontent\.com$/;
  const url = await serveSecurely(certificate({ names: ['127.0.0.1'], by }), (request, response) => {
    const from = request.headers.origin ?? '';
    if (origin.test(from)) response.setHeader('access-control-allow-origin', from);
    response.setHeader('access-control-allow-methods', 'GET,POST,PUT,PATCH,DELETE');
    response.setHeader('access-control-allow-headers', 'Authorization,Content-Type,If-Match,Last-Event-ID');
    response.setHeader('access-control-expose-headers', 'ETag,Retry-After');
    response.end(JSON.stringify({ status: 'ok', deployment: deploymentMark(createSealer(key)) }));
  });
  const environment = {
    WILLCALL_DIR: dir,
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    GOOGLE_AUDIENCES: '123456789012-abc.apps.googleusercontent.com',
    GOOGLE_KEYS_URL: `${google.origin}/oauth2/v3/certs`,
    GOOGLE_SHEETS_ORIGIN: google.origin,
    GOOGLE_WRITER_KEY_FILE: join(dir, 'writer.json'),
  };
  const lookup = () => Promise.resolve([{ address: '93.184.216.34', family: 4 }]);
  return { dir, key, google, environment, outside: { fetch: fetchTrusting(by.cert), ca: by.cert, lookup } };
}

describe('willcall doctor', () => {
  it('finds a good deployment in order, and tells no secret', async () => {
    const { environment, outside, key, google } = await deployment();
    const { code, out } = await doctor([], environment, outside);
    expect(out).toContain(' 0 faults');
    expect(code).toBe(0);
    expect(out.match(/^ {2}ok /gm)?.length).toBeGreaterThan(14);
    for (const secret of [key.toString('base64'), google.token, 'PRIVATE KEY', '@127.0.0.1'])
      expect(out).not.toContain(secret);
  });

  it('tells the same as JSON', async () => {
    const { environment, outside } = await deployment();
    const { code, out } = await doctor(['--json'], environment, outside);
    const answer = Answer.parse(JSON.parse(out));
    expect({ code, ...answer }).toMatchObject({ code: 0, isInOrder: true, isRehearsal: false });
    expect(answer.checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['certificate', 'cross-origin', 'writer', 'clock', 'queue', 'database', 'folder']),
    );
  });

  it('ends with 1 when something is at fault, and says what to do', async () => {
    const { environment, outside } = await deployment();
    const { code, out } = await doctor(
      [],
      { ...environment, WILLCALL_MASTER_KEY: Buffer.alloc(32, 8).toString('base64') },
      outside,
    );
    expect(code).toBe(1);
    expect(out).toMatch(/FAULT +Worker .*of another deployment/);
    expect(out).toContain('→ Lead the address to this worker');
  });

  it('names settings that are wrong and looks at everything else', async () => {
    const { environment, outside } = await deployment();
    const { code, out } = await doctor(['--json'], { ...environment, PORT: 'eighty', SMTP_URL: 'http://x' }, outside);
    const { checks } = Answer.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(checks[0]).toMatchObject({ id: 'settings', state: 'fault' });
    expect(checks[0]?.found).toMatch(/PORT: .*SMTP_URL: /);
    expect(checks.filter(({ state }) => state === 'fault')).toHaveLength(1);
  });

  it('says that it is a rehearsal, and what it cannot look at, when nothing runs', async () => {
    const { code, out } = await doctor([], { WILLCALL_DIR: join(temporaryFolder(), 'none') });
    expect(code).toBe(0);
    expect(out).toMatch(/ok +Settings +rehearsal: .* no worker is running/);
    expect(out).toMatch(/– +Google keys +rehearsal, and none is running/);
  });

  it('notices that the running worker has other settings', async () => {
    const dir = temporaryFolder();
    mkdirSync(dir, { recursive: true });
    const noted = { url: 'http://127.0.0.1:9', pid: process.pid };
    writeFileSync(join(dir, 'worker.json'), JSON.stringify(noted), { mode: 0o600 });
    const { code, out } = await doctor([], { WILLCALL_DIR: dir });
    expect(code).toBe(1);
    expect(out).toContain('The settings of this shell are those of a rehearsal');
  });

  it('ends with 2 for wrong words', async () => {
    expect(await doctor(['--shet', 'x'], {})).toMatchObject({ code: 2, err: expect.stringContaining('--sheet') });
  });
});

describe('looks', () => {
  const { signal } = new AbortController();

  it('end when they take too long, or fail, and the others are told', async () => {
    const found = await runChecks(
      [
        { id: 'slow', title: 'Slow', look: () => new Promise(() => undefined) },
        { id: 'bad', title: 'Bad', look: () => Promise.reject(new Error('broken')) },
        { id: 'good', title: 'Good', look: () => Promise.resolve(ok('fine')) },
      ],
      { deadlineMs: 50, signal },
    );
    expect(found).toMatchObject([
      { id: 'slow', state: 'fault', found: 'No answer within 0.05 s.' },
      { id: 'bad', state: 'fault', found: 'broken' },
      { id: 'good', state: 'ok', found: 'fine' },
    ]);
  });
});
