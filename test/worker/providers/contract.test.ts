import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProviders } from '../../../worker/providers/index.ts';
import { benchOf, byKey, CASES, keysOf, type Bench } from './contract-bench.ts';
import { CONTRACT_SOURCES, type StandIn } from './contract-sources.ts';

const OVERSIZE = 300_000;
const DEADLINE = { deadlineMs: 200 };

describe('the contract', () => {
  it('is tried with every provider and dataset there is', () => {
    const offered = createProviders({}).map(({ id, datasets }) => [id, datasets.map((one) => one.id).toSorted()]);
    const tried = Object.entries(CONTRACT_SOURCES)
      .filter(([id]) => createProviders({}).some((provider) => provider.id === id))
      .map(([id, { trials }]) => [id, Object.keys(trials).toSorted()]);
    expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(offered));
  });
});

describe.each([...new Set(CASES.map(({ provider }) => provider))])('%s', (provider) => {
  const source = CONTRACT_SOURCES[provider];
  let standIn: StandIn;
  let reset: object;
  beforeAll(async () => {
    if (!source) throw new Error(`${provider} is not in test/worker/providers/contract-sources.ts`);
    standIn = await source.start();
    standIn.switches.set(source.switches ?? {});
    reset = Object(structuredClone(standIn.switches.get()));
  });
  afterEach(() => standIn.switches.set(reset));
  afterAll(async () => await standIn.close());

  describe.each(CASES.filter((one) => one.provider === provider).map((one) => [one.dataset.id, one] as const))(
    '%s',
    (_, one) => {
      const bench = () => benchOf(one, standIn);
      let whole: Awaited<ReturnType<Bench['read']>>;
      beforeAll(async () => {
        whole = await bench().read();
      });
      const expectAll = async ({ read }: Bench, options = {}) => {
        const again = await read(options);
        expect(byKey(again)).toEqual(byKey(whole));
        expect(again.certificate.complete).toBe(whole.certificate.complete);
      };

      it('comes page after page, as it comes at once', async () => {
        expect(keysOf(whole).length).toBeGreaterThan(0);
        expect(new Set(keysOf(whole)).size).toBe(keysOf(whole).length);
        expect(whole.certificate.rowErrors).toBe(bench().trial.unreadable ?? 0);
        const paged = await bench().read({ pageSize: 2 });
        expect(byKey(paged)).toEqual(byKey(whole));
        if (one.dataset.paging.pageSize !== null) expect(paged.cursors.length).toBeGreaterThan(1);
      });

      it('may be empty', async () => {
        const { fault, read } = bench();
        fault({ kind: 'emptied', times: 50 });
        const { rows, certificate } = await read();
        expect({ rows, complete: certificate.complete }).toEqual({ rows: [], complete: true });
      });

      it('has the same keys when it is read twice', async () => {
        expect(keysOf(await bench().read())).toEqual(keysOf(whole));
      });

      it('loses nothing when a page comes twice, or says that it cannot go on', async () => {
        const { fault, read } = bench();
        fault({ kind: 'repeated', skip: 1 });
        const outcome = await read().then(keysOf, (error: unknown) => error);
        // By a key the provider gives, a page that names itself as the next one cannot be gone on from.
        if (outcome instanceof Error) expect(outcome).toMatchObject({ kind: 'unexpected-shape' });
        else expect(outcome).toEqual(keysOf(whole));
      });

      it('goes on from the first, the last and pages in between of a killed reading', async () => {
        const { read } = bench();
        const paged = await read();
        const pages = paged.cursors.length - 1;
        const stops = new Set([1, 2, Math.ceil(pages / 2), pages - 1, pages].filter((page) => page > 0));
        for (const stopAfterPage of stops) {
          expect([stopAfterPage, byKey(await read({ stopAfterPage }))]).toEqual([stopAfterPage, byKey(paged)]);
        }
      });

      it.each([
        [401, 'auth'],
        [403, 'auth'],
        [404, 'not-found'],
      ] as const)('is told at once when it is refused with %i', async (status, kind) => {
        const { fault, read, waits } = bench();
        fault({ kind: 'status', status, times: 50 });
        await expect(read()).rejects.toMatchObject({ name: 'ProviderError', kind });
        expect(waits).toEqual([]);
      });

      it('waits as long as it is told', async () => {
        const { fault, waits, ...rest } = bench();
        fault({ kind: 'status', status: 429, retryAfterSeconds: 7 });
        await expectAll({ fault, waits, ...rest });
        expect(waits.filter((ms) => ms >= 7_000 && ms < 8_000).length).toBe(1);
      });

      it('waits some seconds when nobody says how long', async () => {
        const { fault, waits, ...rest } = bench();
        fault({ kind: 'status', status: 429, times: 2 });
        await expectAll({ fault, waits, ...rest });
        expect(waits.filter((ms) => ms >= 5_000).length).toBe(2);
      });

      it.each([
        ['a server in trouble', { kind: 'status', status: 500 }],
        ['half an answer', { kind: 'truncated', framing: 'content-length' }],
        ['half an answer that looks finished', { kind: 'truncated', framing: 'close-delimited' }],
        ['no answer in time', { kind: 'hanging' }],
        ['a closed connection', { kind: 'dropped' }],
        ['a web page', { kind: 'html' }],
        ['another shape', { kind: 'wrong-shape' }],
      ])('survives %s', async (_name, fault) => {
        const tried = bench();
        tried.fault(fault);
        await expectAll(tried, DEADLINE);
      });

      it('gives up on a server that stays in trouble', async () => {
        const { fault, read } = bench();
        fault({ kind: 'status', status: 500, times: 100 });
        await expect(read()).rejects.toMatchObject({ kind: 'unavailable' });
      });

      it.each([['wrong-shape'], ['error-object']])('gives up on what stays something else: %s', async (kind) => {
        const { fault, read } = bench();
        fault({ kind, times: 100 });
        await expect(read()).rejects.toMatchObject({ name: 'ProviderError' });
      });

      it('gives up on an answer that is too large', async () => {
        const { fault, read } = bench();
        fault({ kind: 'oversize', bytes: OVERSIZE, times: 100 });
        await expect(read({ maxBytes: OVERSIZE - 1 })).rejects.toMatchObject({ kind: 'unexpected-shape' });
      });

      it('does not mind members it does not know', async () => {
        const { fault, read } = bench();
        fault({ kind: 'extra-members', times: 1000 });
        const plain = one.dataset.columns.filter(({ type }) => type !== 'json').map(({ id }) => id);
        const shown = (rows: ReturnType<typeof byKey>) =>
          rows.map(([key, row]) => [key, ...plain.map((id) => row[id] ?? null)]);
        expect(shown(byKey(await read()))).toEqual(shown(byKey(whole)));
      });

      it('leaves blank what is null where a text was', async () => {
        const { fault, read, trial } = bench();
        const ids = '(^|_)(id|uid|code|key|href|next|object)$|(Id|Key)$';
        fault({ kind: 'nulls', times: 1000, keep: trial.keep ? `${ids}|^(${trial.keep})$` : ids });
        const again = await read();
        expect({ keys: keysOf(again), errors: again.certificate.notes }).toEqual({
          keys: keysOf(whole),
          errors: whole.certificate.notes,
        });
      });

      it('counts records that lack what they are known by, and never drops one in silence', async () => {
        const { fault, read } = bench();
        fault({ kind: 'nulls', keep: '^(href|next)$' });
        const again = await read().catch((error: unknown) => error);
        if (again instanceof Error) expect(again).toMatchObject({ kind: 'unexpected-shape' });
        else
          expect(Object(again).certificate.complete && keysOf(Object(again)).length !== keysOf(whole).length).toBe(
            false,
          );
      });

      it('loses nothing that is there before and after, while everything moves', async () => {
        const moving = await source?.start();
        if (!moving) throw new Error('no stand-in');
        moving.switches.set(source?.switches ?? {});
        const { read } = benchOf(one, moving);
        const before = new Set(keysOf(await read()));
        moving.switches.set(source?.shifting);
        const during = keysOf(await read());
        moving.switches.set(reset);
        const after = keysOf(await read());
        await moving.close();
        expect(after.filter((key) => before.has(key) && !during.includes(key))).toEqual([]);
      });
    },
  );
});
