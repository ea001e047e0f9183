import type { Writable } from 'node:stream';
import { CommandError } from './command-error.ts';
import { conclude } from './conclude.ts';
import { readFlags, type FlagKinds, type Flags } from './flags.ts';
import { listenForInterruption } from './interruption.ts';
import { createWorkerClient, type WorkerClient } from './worker-client.ts';
import { findWorker, type Search } from './worker-place.ts';

/** What every command that asks a running worker has around it. */
export type Surroundings = Pick<Search, 'environment'> & {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly signal: AbortSignal;
};

export type Scene<Around> = { readonly flags: Flags; readonly client: WorkerClient; readonly around: Around };

/** A command that asks a running worker. `perform` throws what `conclude` says in words. */
export type WorkerCommand<Around> = {
  readonly help: string;
  readonly flags: FlagKinds;
  readonly perform: (scene: Scene<Around>) => Promise<void>;
};

/** Does `work` with a signal that Ctrl-C fires. */
export async function interruptible(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const interruption = listenForInterruption();
  try {
    return await work(interruption.signal);
  } finally {
    interruption.release();
  }
}

/** Reads the flags, finds the worker and performs the command `name`. @returns the exit code; see docs/cli.md. */
export async function runWorkerCommand<Around extends Surroundings>(
  name: string,
  command: WorkerCommand<Around>,
  words: readonly string[],
  around: Around,
): Promise<number> {
  try {
    const flags = readFlags(words, command.flags);
    if (flags.has('help')) {
      around.stdout.write(command.help);
      return 0;
    }
    const place = await findWorker({ environment: around.environment, startRehearsal: noRehearsal });
    await command.perform({ flags, client: createWorkerClient(place), around });
    return 0;
  } catch (error) {
    return conclude(error, around, { command: `willcall ${name}`, stopped: 'Stopped.' });
  }
}

function noRehearsal(): Promise<never> {
  throw new CommandError('No worker is running on this folder. Start it: willcall start');
}
