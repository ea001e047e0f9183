import { setTimeout as delay } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { FACTS } from '../doctor/facts/index.ts';
import type { Place } from '../doctor/place.ts';
import { createBench } from '../doctor/sheet/bench.ts';
import { steadyPace } from '../doctor/sheet/pace.ts';
import { closingLines, triedLine } from '../doctor/sheet/print.ts';
import { tryFacts, type Tried } from '../doctor/sheet/try-facts.ts';
import { openWriter } from '../google-sheets.ts';
import { createLog } from '../log.ts';
import { isSheetError } from '../sheets/sheet-error.ts';
import { CommandError, UsageError } from './command-error.ts';

type Options = {
  readonly spreadsheet: string;
  readonly isJson: boolean;
  readonly stdout: Writable;
  readonly signal: AbortSignal;
  /** Milliseconds between two calls of a kind; default: so that Google's quota is not used up. */
  readonly everyMs?: number | undefined;
};

/** Longest wait for one answer. */
const DEADLINE_MS = 60_000;

/**
 * Tries what is assumed about Google Sheets in tabs of its own of a spreadsheet.
 *
 * @returns 0 when something could be tried and nothing is false, else 1. @throws UsageError, CommandError, ConfigError
 */
export async function examineSheet(
  place: Place,
  { spreadsheet, isJson, stdout, signal, everyMs }: Options,
): Promise<number> {
  const spreadsheetId = idOf(spreadsheet);
  if (!place.hasGoogle)
    throw new CommandError('This is a rehearsal, and none is running on this folder. Start it: willcall start');
  const { config } = place;
  const writer = await openWriter(config);
  const sleep = async (ms: number, stop?: AbortSignal) => {
    await delay(ms, undefined, stop ? { signal: stop } : {});
  };
  const sheets = {
    origin: config.GOOGLE_SHEETS_ORIGIN,
    auth: writer,
    limits: steadyPace({ now: Date.now, sleep, ...(everyMs === undefined ? {} : { everyMs }) }),
    now: Date.now,
    sleep,
    log: createLog({ level: 'silent' }),
    deadlineMs: DEADLINE_MS,
  };
  const say = (line: string) => void (isJson || stdout.write(`${line}\n`));
  say(`willcall doctor — what is assumed about Google Sheets, tried as ${writer.email}; takes some minutes\n`);
  const bench = createBench({ sheets, spreadsheetId, signal });
  const all = await tryFacts(FACTS, { bench, signal, onTried: (tried) => say(triedLine(tried)) }).catch(
    (error: unknown) => {
      throw explained(error, writer.email);
    },
  );
  tell(all, { isJson, stdout, isRehearsal: place.isRehearsal });
  return areInOrder(all) ? 0 : 1;
}

function tell(
  facts: readonly Tried[],
  { isJson, stdout, isRehearsal }: { isJson: boolean; stdout: Writable; isRehearsal: boolean },
): void {
  const isInOrder = areInOrder(facts);
  if (isJson) stdout.write(`${JSON.stringify({ isInOrder, isRehearsal, facts }, null, 2)}\n`);
  else stdout.write(`${['', ...closingLines(facts)].join('\n')}\n`);
}

const areInOrder = (facts: readonly Tried[]): boolean =>
  facts.some(({ outcome }) => outcome === 'true') && !facts.some(({ outcome }) => outcome === 'false');

/** The id, also out of the address people copy. @throws UsageError */
function idOf(text: string): string {
  const id = /\/d\/([\w-]+)/.exec(text)?.[1] ?? text;
  if (/^[\w-]{10,}$/.test(id)) return id;
  throw new UsageError('--sheet wants the id of a spreadsheet: the part of its address between /d/ and /edit.');
}

function explained(error: unknown, email: string): unknown {
  if (isSheetError(error, 'no-access'))
    return new CommandError(`Share the spreadsheet with ${email} as an editor, then try again.`, { cause: error });
  if (isSheetError(error, 'gone')) return new CommandError('There is no such spreadsheet.', { cause: error });
  if (isSheetError(error, 'writer', 'token'))
    return new CommandError(`${error.message} See what willcall doctor says of the Google address.`, { cause: error });
  return error;
}
