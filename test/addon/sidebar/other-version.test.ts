import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkerVersion } from '../../../addon/sidebar/compatibility.ts';
import { createIdentity } from '../../../addon/sidebar/identity.ts';
import { createWorkerApi } from '../../../addon/sidebar/worker-api.ts';
import { UnexpectedAnswer } from '../../../addon/sidebar/worker-problem.ts';
import { createSend, ifKnown } from '../../../addon/sidebar/worker-request.ts';
import { addList } from '../fake-sharing.ts';
import { startFakeWorker, type FakeWorker } from '../fake-worker.ts';
import { startOtherVersion, type Change } from '../other-version.ts';
import { savedReport } from '../sidebar-look.ts';

const same: Change = (_name, value) => value;
const closers: (() => Promise<void>)[] = [];
let worker: FakeWorker;
beforeEach(async () => {
  worker = await startFakeWorker();
  const { id } = savedReport(worker);
  worker.addRun(id, { status: 'done', phase: 'finished', finishedAt: '2027-05-01T08:00:00.000Z' });
  addList(worker.sharing, id, { name: 'Door', columns: [{ id: 'ticketId', mask: 'none' }] });
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await worker.close();
});

async function beside(version: string, change: Change = same, { adds = false, without = [] as string[] } = {}) {
  const other = await startOtherVersion(worker.url, { version, change, without: new Set(without) }, adds);
  closers.push(other.close);
  const identity = createIdentity(() => Promise.resolve('token'), Date.now);
  const known = createWorkerVersion();
  return { api: createWorkerApi(createSend(other.url, identity, known), known), known };
}

type Api = ReturnType<typeof createWorkerApi>;

const reportOf = () => [...worker.state.reports.values()][0]?.id ?? '';
const runOf = () => worker.latestRun()?.id ?? '';

/** Every question whose answer views are drawn from. */
const QUESTIONS: Record<string, (api: Api) => Promise<unknown>> = {
  providers: (api) => api.providers(),
  accounts: (api) => api.accounts(),
  reports: (api) => api.reports(),
  spreadsheets: (api) => api.spreadsheets(),
  me: (api) => api.me(),
  members: (api) => api.members(),
  invitations: (api) => api.invitations(),
  domains: (api) => api.domains(),
  run: (api) => api.run(runOf()),
  'changes of a run': (api) => api.runChanges(runOf()),
  preflight: (api) => api.preflight({ reportId: reportOf() }),
  events: (api) => api.choices([...worker.state.accounts.keys()][0] ?? '', 'events', ''),
  'shared lists': (api) => api.sharedLists(reportOf()),
  links: (api) => api.links(),
  targets: (api) => api.targets(),
  codes: (api) => api.codes(),
  history: (api) => api.history('', null),
  offers: (api) => api.scheduleOffers(reportOf()),
};

describe.each(Object.entries(QUESTIONS))('beside a worker one minor version apart: %s', (_name, ask) => {
  it('members that were added everywhere change nothing', async () => {
    const plain = await beside('0.1.0');
    const newer = await beside('0.2.0', same, { adds: true });
    expect(await ask(newer.api)).toEqual(await ask(plain.api));
    expect(newer.known.compatibility()).toBe('fine');
  });

  it('is read although any one member is missing or says what nobody knows', async () => {
    const seen = new Set<string>();
    const { api } = await beside('0.1.0', (_name, value, path) => (seen.add(path), value));
    await ask(api);
    for (const place of seen) {
      // what the answer as a whole consists of was there in every version
      if (!place.includes('[]')) continue;
      const older = await beside('0.0.9', (_n, value, path) => (path === place ? undefined : value));
      await expect(ask(older.api), `without ${place}`).resolves.toBeDefined();
      const newer = await beside('0.2.0', (_n, value, path) =>
        path === place && typeof value === 'string' ? 'novel' : value,
      );
      await expect(ask(newer.api), `novel ${place}`).resolves.toBeDefined();
    }
  });
});

describe('beside a newer worker', () => {
  const saying =
    (member: string, word: string): Change =>
    (name, value) =>
      name === member ? word : value;

  it('a run in a phase or an end nobody knows is one that goes on, or did not work', async () => {
    const going = await beside('0.2.0', (name, value) =>
      name === 'finishedAt' ? null : name === 'status' || name === 'phase' ? 'polishing' : value,
    );
    expect(await going.api.run(runOf())).toMatchObject({ status: 'running', phase: 'reading' });
    const over = await beside('0.2.0', saying('status', 'archived'));
    expect(await over.api.run(runOf())).toMatchObject({ status: 'failed' });
  });

  it('a ticketing system nobody knows is left out, and people are told once', async () => {
    const { api, known } = await beside('0.2.0', (name, value, path) =>
      name === 'id' && path === '.providers[].id' && value === 'tixngo' ? 'novelty' : value,
    );
    let told = 0;
    known.subscribe(() => (told += 1));
    expect((await api.providers()).map(({ id }) => id)).toEqual(['ticket-tailor']);
    await api.providers();
    expect(known.compatibility()).toBe('sidebar-older');
    expect(told).toBe(1);
  });

  it('a column of a kind nobody knows is a text, and personal', async () => {
    const { api, known } = await beside('0.2.0', (_name, value, path) =>
      path.endsWith('columns[].type') || path.endsWith('columns[].personal') ? 'novel' : value,
    );
    const [system] = await api.providers();
    expect(system?.datasets[0]?.columns[0]).toMatchObject({ type: 'text', personal: 'identity' });
    expect(known.compatibility()).toBe('fine');
  });

  it('a report with a part nobody knows is left out as a whole: saved without it, it would bring in something else', async () => {
    const lookup = { by: 'barcode', mystery: true };
    const { api, known } = await beside('0.2.0', (name, value) =>
      name === 'sources' && Array.isArray(value) ? [...value, { connectionId: 'x', lookup }] : value,
    );
    expect(await api.reports()).toEqual([]);
    expect(known.compatibility()).toBe('sidebar-older');
  });

  it.each([
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'internal'],
    [503, 'unavailable'],
  ])('an error nobody knows, with status %i, counts as %s and keeps its sentence', async (status, code) => {
    const known = { 403: 'forbidden', 404: 'not-found', 409: 'conflict', 503: 'unavailable' } as const;
    worker.refuse('GET /v1/me', known[status as keyof typeof known], 'The moon is full.');
    const { api } = await beside('0.2.0', saying('code', 'full-moon'));
    await expect(api.me()).rejects.toMatchObject({ code, message: 'The moon is full.' });
  });

  it('two minor versions apart it says so', async () => {
    const { api, known } = await beside('0.3.0');
    await api.me();
    expect(known.compatibility()).toBe('sidebar-older');
  });
});

describe('beside an older worker', () => {
  it('a question it does not know is no error, and what hangs on it is not offered', async () => {
    const { api, known } = await beside('0.0.9', same, { without: ['GET /v1/links'] });
    expect(await ifKnown(api.links())).toBeUndefined();
    expect(await ifKnown(api.me())).toBeDefined();
    expect(known.compatibility()).toBe('fine');
  });

  it('of the same version the same is an error', async () => {
    const { api } = await beside('0.1.0', same, { without: ['GET /v1/links'] });
    await expect(ifKnown(api.links())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('what it does not tell is blank', async () => {
    const told = new Set(['schedule', 'hold', 'editors', 'staleSince', 'filtersApplied']);
    const { api } = await beside('0.0.9', (name, value) => (told.has(name) ? undefined : value));
    const [report] = await api.reports();
    expect(report).toMatchObject({ schedule: null, hold: null, editors: 'none', staleSince: null, filtersApplied: [] });
  });
});

describe('beside a worker of the same version, or one that does not tell', () => {
  it.each(['0.1.0', 'none at all'])('an answer that does not fit is refused, not guessed at (%s)', async (version) => {
    const { api } = await beside(version, (name, value) => (name === 'reports' ? undefined : value));
    await expect(api.reports()).rejects.toBeInstanceOf(UnexpectedAnswer);
  });
});
