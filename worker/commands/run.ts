import type { Readable, Writable } from 'node:stream';
import type { Run } from '../../shared/api.ts';
import { createProviders } from '../providers/index.ts';
import { collect } from './collect.ts';
import { conclude, say } from './conclude.ts';
import { missingFrom } from './completeness.ts';
import { peekFlag } from './flags.ts';
import { PATIENCE, type Patience } from './follow-run.ts';
import { listenForInterruption } from './interruption.ts';
import { openOutput } from './output.ts';
import { startOwnRehearsal } from './own-rehearsal.ts';
import { readValues } from './lookup-values.ts';
import { createProgressBar, type Screen } from './progress-bar.ts';
import { runHelp } from './run-help.ts';
import { readRunOrder, type RunOrder } from './run-order.ts';
import { createWorkerClient } from './worker-client.ts';
import { findWorker, type Search, type WorkerPlace } from './worker-place.ts';

const COUNT = new Intl.NumberFormat('en-US');

/** What a command has around it. `signal` aborts with an Interruption. */
export type Surroundings = Search & {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Screen;
  readonly signal: AbortSignal;
  readonly patience: Patience;
};

/** `willcall run`: reads a dataset into a file. @returns the exit code; see docs/cli.md. */
export async function runCommand(words: string[]): Promise<number> {
  const interruption = listenForInterruption();
  try {
    return await run(words, {
      environment: process.env,
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      signal: interruption.signal,
      startRehearsal: startOwnRehearsal,
      patience: PATIENCE,
    });
  } finally {
    interruption.release();
  }
}

/** `willcall run` in given surroundings. */
export async function run(words: readonly string[], around: Surroundings): Promise<number> {
  try {
    const providers = createProviders({});
    if (words.includes('--help') || words.includes('-h')) {
      around.stdout.write(runHelp(providers, peekFlag(words, 'provider'), peekFlag(words, 'dataset')));
      return 0;
    }
    await perform(readRunOrder(words, providers), around);
    return 0;
  } catch (error) {
    return conclude(error, around, {
      command: 'willcall run',
      stopped: 'Stopped; the run was cancelled and no file was changed.',
    });
  }
}

async function perform(order: RunOrder, around: Surroundings): Promise<void> {
  const output = await openOutput(order, around.stdout);
  const values = order.lookup ? await readValues(order.lookup, around.stdin) : [];
  const place = await findWorker({ ...around, startRehearsal: () => announced(around) });
  const bar = createProgressBar(around.stderr, Date.now);
  const show = order.quiet ? () => undefined : bar.show;
  try {
    if (place.rehearsal) say(around, 'Rehearsal: these rows are simulated.');
    const run = await collect(order, {
      client: createWorkerClient(place),
      rehearsal: place.rehearsal,
      onRun: show,
      signal: around.signal,
      patience: around.patience,
      onLeftOver: (line) => say(around, line),
      values,
      write: async (rows, { columns }) => {
        bar.clear();
        // The run knows what columns that expand stand for.
        await output.write(rows, columns ?? order.columns, around.signal);
      },
    });
    summarise(run, order, around);
  } finally {
    bar.clear();
    await place.close();
  }
}

async function announced(around: Surroundings): Promise<WorkerPlace> {
  say(around, 'No worker is running on this folder: starting a rehearsal of its own …');
  return await around.startRehearsal();
}

function summarise({ rows, certificate }: Run, { out, quiet }: RunOrder, around: Surroundings): void {
  const missing = certificate && missingFrom(certificate);
  if (missing) say(around, `Warning: ${missing}`);
  if (quiet) return;
  const filtered = certificate?.filtered ?? 0;
  const leftOut = filtered > 0 ? `; ${COUNT.format(filtered)} left out by the filters` : '';
  const read = `${COUNT.format(rows)} rows`;
  say(around, `${out === '-' ? read : `${read} are in ${out}`}${leftOut}.`);
}
