import { lookup } from 'node:dns/promises';
import type { Writable } from 'node:stream';
import { connect } from '../db/connection.ts';
import { runChecks } from '../doctor/check.ts';
import { checksOf, type Around } from '../doctor/checks.ts';
import type { Fetch } from '../doctor/fetch.ts';
import { findPlace, type Place } from '../doctor/place.ts';
import { findingLines } from '../doctor/print.ts';
import { conclude } from './conclude.ts';
import { examineSheet } from './doctor-sheet.ts';
import { readFlags } from './flags.ts';
import { embeddedUrl } from './operator-database.ts';
import { interruptible } from './worker-command.ts';

const HELP = `willcall doctor — is everything in order, and what is to be done

  willcall doctor             settings, address, certificate, browser access, Google, clocks, database, queue, e-mail, folder
  willcall doctor --sheet ID  tries what is assumed about Google Sheets in a tab of its own of that spreadsheet; it must be
                              shared with Willcall's Google address as an editor. ID: the part of its address after /d/
  --json                      everything as one JSON object

Give it the settings of the worker; it may run meanwhile. In a rehearsal what can be is looked at. Nothing is changed.

Exit codes: 0 in order, warnings included · 1 something is at fault · 2 wrong use
`;

/** The longest any look may take, in milliseconds. */
const DEADLINE_MS = 15_000;

/** What the command has around it; a test brings its own authorities, names and time. */
export type DoctorSurroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly signal: AbortSignal;
  readonly outside?: Partial<Pick<Around, 'fetch' | 'lookup' | 'now' | 'ca' | 'deadlineMs'>>;
  /** Between two calls of a kind to Google Sheets, in milliseconds. */
  readonly everyMs?: number;
};

/** `willcall doctor`. */
export async function doctorCommand(words: string[]): Promise<number> {
  const { stdout, stderr, env: environment } = process;
  return await interruptible(async (signal) => await runDoctor(words, { environment, stdout, stderr, signal }));
}

/** @returns the exit code; see docs/doctor.md. */
export async function runDoctor(words: readonly string[], around: DoctorSurroundings): Promise<number> {
  try {
    const flags = readFlags(words, { sheet: 'text', json: 'switch', help: 'switch' });
    if (flags.has('help')) {
      around.stdout.write(HELP);
      return 0;
    }
    const place = await findPlace(around.environment);
    const isJson = flags.has('json');
    const spreadsheet = flags.get('sheet')?.[0];
    if (spreadsheet === undefined) return await examine(place, around, isJson);
    const { stdout, signal, everyMs } = around;
    return await examineSheet(place, { spreadsheet, isJson, stdout, signal, everyMs });
  } catch (error) {
    return conclude(error, around, { command: 'willcall doctor', stopped: 'Stopped.' });
  }
}

async function examine(place: Place, around: DoctorSurroundings, isJson: boolean): Promise<number> {
  const { stdout, signal, outside = {} } = around;
  const { url, isEmbedded } = databaseOf(place);
  const deadlineMs = outside.deadlineMs ?? DEADLINE_MS;
  const db = url === null ? null : connect(url, { max: 4, deadlineMs });
  try {
    const checks = checksOf({
      fetch: askDirectly,
      lookup: async (name) => await lookup(name, { all: true }),
      now: Date.now,
      ...outside,
      place,
      database: db === null || url === null ? null : { db, url, isEmbedded },
      deadlineMs,
    });
    const found = await runChecks(checks, { deadlineMs, signal });
    const isInOrder = !found.some(({ state }) => state === 'fault');
    const { isRehearsal, dir } = place;
    if (isJson)
      stdout.write(
        `${JSON.stringify({ isInOrder, isRehearsal, folder: dir, url: place.url, checks: found }, null, 2)}\n`,
      );
    else stdout.write(`${[`willcall doctor — ${place.url ?? 'no worker'}`, '', ...findingLines(found)].join('\n')}\n`);
    return isInOrder ? 0 : 1;
  } finally {
    await db?.destroy();
  }
}

const askDirectly: Fetch = async (url, init) => await fetch(url, init);

/** The database of the settings, or the embedded one while its worker runs. */
function databaseOf({ config, dir, worker }: Place): { url: string | null; isEmbedded: boolean } {
  if (config.DATABASE_URL !== undefined) return { url: config.DATABASE_URL, isEmbedded: false };
  return { url: worker === null ? null : embeddedUrl(dir), isEmbedded: true };
}
