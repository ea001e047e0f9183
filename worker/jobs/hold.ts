import type { Hold } from '../../shared/changes.ts';
import type { StoredHold } from '../db/tables.ts';
import type { HeldBack } from '../sheets/publish-options.ts';

/** What people call things: accounts by the tag of their source, columns by id. */
export type Names = {
  readonly accounts: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
};

const COUNT = new Intl.NumberFormat('en-US');

/**
 * What a report holds back after a publish. What somebody said to keep stays answered until more of it is held back; a publish that
 * held nothing back releases it, unless the account in question could not be read (`unread`: tags of sources).
 */
export function holdAfter(
  before: StoredHold | null,
  heldBack: HeldBack | null,
  names: Names,
  now: Date,
  unread: readonly string[] = [],
): StoredHold | null {
  if (!heldBack) return before?.removals.some(({ source }) => unread.includes(source)) === true ? before : null;
  const isKnown = before !== null && !isWorse(heldBack, before);
  const removals = heldBack.removals.map(({ source, rows, of }) => ({
    account: nameOf(names.accounts, source),
    rows,
    of,
  }));
  const blanked = heldBack.blanked.map((id) => nameOf(names.columns, id));
  const hold: Hold = {
    removals,
    blanked,
    since: isKnown ? before.hold.since : now.toISOString(),
    decision: isKnown ? before.hold.decision : 'open',
    sentence: sentenceOf({ removals, blanked }),
  };
  return { hold, removals: heldBack.removals, blanked: heldBack.blanked };
}

/** For the tab "Willcall". */
export function waitingSentence(stored: StoredHold | null): string | null {
  if (!stored) return null;
  const { decision, sentence } = stored.hold;
  return `${decision === 'open' ? 'Waits for you' : 'Kept, as you decided'}: ${sentence}`;
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id;

/** Whether it is more than what somebody has seen. */
function isWorse({ removals, blanked }: HeldBack, before: StoredHold): boolean {
  const seen = new Map(before.removals.map(({ source, rows }) => [source, rows]));
  return (
    removals.some(({ source, rows }) => rows > (seen.get(source) ?? 0)) ||
    blanked.some((id) => !before.blanked.includes(id))
  );
}

function sentenceOf({ removals, blanked }: Pick<Hold, 'removals' | 'blanked'>): string {
  const rows = removals.map(
    ({ account, rows: gone, of }) =>
      `${COUNT.format(gone)} of ${COUNT.format(of)} rows of ${account} would leave the list`,
  );
  const columns = blanked.length === 0 ? [] : [`${listed(blanked)} would become blank`];
  return `${listed([...rows, ...columns])}. That looks like a mistake of the ticketing system, so they stay as they are. Everything else is up to date.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
