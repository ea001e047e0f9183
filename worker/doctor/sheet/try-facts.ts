import { CommandError } from '../../commands/command-error.ts';
import { isSheetError } from '../../sheets/sheet-error.ts';
import type { Fact } from '../facts/fact.ts';
import { reasonOf } from '../reason.ts';
import { TITLE, type Bench } from './bench.ts';

/** How a fact turned out. */
export type Tried = Pick<Fact, 'id' | 'sentence'> & {
  readonly outcome: 'true' | 'false' | 'not tried';
  readonly seen: string;
  /** Of GOOGLE_SHEETS_FACTS, to be set to false; null: there is no other way yet. */
  readonly switch: string | null;
};

type Options = {
  readonly bench: Bench;
  readonly signal: AbortSignal;
  readonly onTried?: (tried: Tried) => void;
};

/**
 * Tries fact after fact, and removes what was made for it whatever happens.
 *
 * @throws SheetError when the spreadsheet cannot be used at all; the signal's reason.
 */
export async function tryFacts(facts: readonly Fact[], { bench, signal, onTried }: Options): Promise<Tried[]> {
  const all: Tried[] = [];
  try {
    for (const fact of facts) {
      signal.throwIfAborted();
      const tried = await attempt(fact, bench);
      bench.next();
      all.push(tried);
      onTried?.(tried);
    }
    return all;
  } finally {
    await bench.clear().catch((error: unknown) => {
      throw isHopeless(error) ? error : notCleared(error);
    });
  }
}

const notCleared = (cause: unknown) =>
  new CommandError(
    `Tabs whose titles hold "${TITLE}" may be left in the spreadsheet, hidden ones too: delete them. Removing them failed: ${reasonOf(cause)}`,
    { cause },
  );

/** The spreadsheet cannot be used at all, so nothing was made in it either. */
const isHopeless = (error: unknown) => isSheetError(error, 'no-access', 'gone', 'writer', 'token');

async function attempt({ id, sentence, attempt: tryIt, switch: name }: Fact, bench: Bench): Promise<Tried> {
  const known = { id, sentence, switch: name ?? null };
  try {
    const { holds, seen } = await tryIt(bench);
    const outcome = holds === null ? 'not tried' : holds ? 'true' : 'false';
    return { ...known, outcome, seen };
  } catch (error) {
    if (isHopeless(error) || isAborted(error)) throw error;
    return { ...known, outcome: 'not tried', seen: reasonOf(error) };
  }
}

/** Ctrl-C; everything else is about this fact only. */
const isAborted = (error: unknown) => error instanceof Error && ['Interruption', 'AbortError'].includes(error.name);
