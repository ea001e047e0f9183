import { randomBytes } from 'node:crypto';
import type { Connection, Run } from '../../shared/api.ts';
import type { Value } from '../../shared/records.ts';
import { CommandError, StaleError, UsageError } from './command-error.ts';
import { followRun, type Following } from './follow-run.ts';
import type { RunOrder } from './run-order.ts';
import { sentence, type WorkerClient } from './worker-client.ts';
import type { WorkerPlace } from './worker-place.ts';

export type Collecting = Omit<Following, 'client'> & {
  readonly client: WorkerClient;
  readonly rehearsal: WorkerPlace['rehearsal'];
  /** What to look up, when the order is to look something up. */
  readonly values: string[];
  /** Takes the rows once the run is done. */
  readonly write: (rows: AsyncIterable<readonly Value[]>, run: Run) => Promise<void>;
  /** Called with a sentence when something could not be deleted afterwards. */
  readonly onLeftOver: (line: string) => void;
};

/**
 * Makes a report for this one read, runs it, hands over its rows, and deletes it again, with the connection if one was made.
 *
 * @throws CommandError with the reason and the next step when the run fails; StaleError when the ticketing system is out of reach.
 */
export async function collect(order: RunOrder, collecting: Collecting): Promise<Run> {
  const { client, signal, values } = collecting;
  const name = `willcall run ${randomBytes(4).toString('hex')}`;
  const chosen = await chooseConnection(order, name, collecting);
  const remove = chosen.isOurs ? () => client.deleteConnection(chosen.id) : null;
  return await lending(remove, `connection "${name}"`, collecting, async () => {
    signal.throwIfAborted();
    const report = await client.createReport({
      name,
      sources: [
        { connectionId: chosen.id, scope: order.scope, lookup: order.lookup && { by: order.lookup.by, values } },
      ],
      dataset: order.dataset.id,
      filters: order.filters,
      columns: order.columns.map(({ id }) => id),
      destination: null,
    });
    const removeReport = () => client.deleteReport(report.id);
    return await lending(removeReport, `report "${name}"`, collecting, () => runOnce(report.id, collecting));
  });
}

async function runOnce(reportId: string, collecting: Collecting): Promise<Run> {
  const { client, signal, write } = collecting;
  signal.throwIfAborted();
  const run = await followRun(await client.startRun(reportId), collecting);
  if (run.status === 'stale') throw new StaleError(staleSentence(run));
  if (run.error) throw new CommandError(sentence(run.error.code, run.error.message));
  if (run.status !== 'done') throw new CommandError('Somebody cancelled this run. Start it again.');
  await write(allOf(client.rows(run.id, signal), run.rows), run);
  return run;
}

function staleSentence({ error, certificate }: Run): string {
  const reason = error ?? certificate?.sources.find((source) => source.error)?.error;
  const why = reason?.message ?? 'The ticketing system does not answer.';
  return `${why} Nothing was read, and no file was changed: what you have is the last good copy. Try again later.`;
}

/** A download that breaks off between two rows looks like one that is over: only the count tells. */
async function* allOf(rows: AsyncIterable<Value[]>, expected: number): AsyncGenerator<Value[]> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield row;
  }
  if (count === expected) return;
  throw new CommandError(`The worker has ${expected} rows, but sent ${count}. Try again.`);
}

/** Does something with a thing at the worker that is deleted afterwards, whatever happened. */
async function lending<T>(
  remove: (() => Promise<unknown>) | null,
  what: string,
  { onLeftOver }: Collecting,
  use: () => Promise<T>,
): Promise<T> {
  try {
    return await use();
  } finally {
    await remove?.().catch(() => onLeftOver(`The temporary ${what} could not be deleted at the worker.`));
  }
}

async function chooseConnection(
  { provider, connection }: RunOrder,
  label: string,
  { client, rehearsal }: Collecting,
): Promise<{ id: string; isOurs: boolean }> {
  const credentials = connection === null ? rehearsal?.[provider.id]?.credentials : undefined;
  if (credentials) {
    const made = await client.createConnection({ provider: provider.id, label, credentials });
    return { id: made.id, isOurs: true };
  }
  const all = (await client.connections()).filter((one) => one.provider === provider.id);
  return { id: existing(all, connection, provider.title).id, isOurs: false };
}

function existing(all: readonly Connection[], wanted: string | null, title: string): Connection {
  const [only, ...more] = wanted === null ? all : all.filter(({ id }) => id === wanted);
  if (only && more.length === 0) return only;
  if (all.length === 0) throw new CommandError(`No ${title} account is connected. Connect one in the sidebar first.`);
  const known = all.map(({ id, label }) => `${id} (${label})`).join(', ');
  if (only) throw new UsageError(`Several ${title} accounts are connected. Choose with --connection: ${known}.`);
  throw new UsageError(`--connection: there is no ${title} account "${wanted}". There are: ${known}.`);
}
