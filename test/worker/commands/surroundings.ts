import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../../worker/commands/run.ts';
import { startStubWorker, type StubOptions, type StubWorker } from './stub-worker.ts';

/** A stream that remembers what was written to it; as a terminal when told so. */
export class Recorder extends Writable {
  written = '';
  readonly isTTY: boolean;
  readonly columns = 100;

  constructor(isTTY = false) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written += chunk.toString('utf8');
    done();
  }
}

/** A folder for as long as the test runs. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'willcall-cli-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export type Scene = {
  worker: StubWorker;
  out: Recorder;
  err: Recorder;
  dir: string;
  around: Surroundings;
  interrupt: AbortController;
};

/** A command beside a stub worker it knows by WILLCALL_URL. */
export async function scene(options: StubOptions = {}, isTTY = false): Promise<Scene> {
  const worker = await startStubWorker(options);
  onTestFinished(() => worker.close());
  const out = new Recorder();
  const err = new Recorder(isTTY);
  const interrupt = new AbortController();
  const around: Surroundings = {
    environment: { WILLCALL_URL: worker.url, WILLCALL_TOKEN: 'a-token' },
    stdin: Readable.from([]),
    stdout: out,
    stderr: err,
    signal: interrupt.signal,
    startRehearsal: () => Promise.reject(new Error('no rehearsal here')),
    patience: { pollMs: 5, giveUpMs: 60, cancelMs: 500 },
  };
  return { worker, out, err, dir: temporaryFolder(), around, interrupt };
}

/** The words for two columns of the tickets of one event. */
export const TICKETS =
  '--provider tixngo --dataset tickets --app demo-app --event spring-gala-2027 --columns ticketId,price'.split(' ');
