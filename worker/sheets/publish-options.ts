import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import type { WriteMode, Writing } from '../../shared/writing.ts';
import { Failure } from '../failure.ts';
import type { RowHash } from '../security/row-hash.ts';
import type { SheetsClient } from './client.ts';
import { isKeyColumn, SOURCE_ID } from './key-column.ts';
import type { Memory } from './memory.ts';
import type { OnQueued } from './place-teller.ts';
import type { NextDue } from './status-tab/plan.ts';

/** Rows in the order of the report's columns. */
export type ValueRows = readonly (readonly Value[])[];

/** One of the accounts or events a report reads. */
export type PublishSource = {
  /** Stays the same from run to run: 1 to 40 of a-z, 0-9 and hyphens. */
  readonly id: string;
  /** null: it could not be read, and what the tab holds of it stays. */
  readonly rows: ValueRows | null;
  /** Whether `rows` are all there are: only then a row that is missing leaves the tab. Default: yes. */
  readonly isAll?: boolean;
  /** The key of each row, unique in its source; none when `rows` is null. */
  readonly keys: readonly string[];
  /** Whether the tab held rows of it when it was published last. */
  readonly hadRows?: boolean;
};

/** Rows by source, at least one. Sources that could not be read keep their rows. */
export type PublishContent = { readonly sources: readonly PublishSource[] };

/** How a publish writes, beside what it writes. */
export type PublishMode = {
  readonly mode: WriteMode;
  readonly writing: Writing;
  /** Keyed by the workspace's own secret. */
  readonly hash: RowHash;
  /** What the last publish left to compare with; null: nothing, or not to be trusted. */
  readonly memory: Memory | null;
  /** Whether suspicious removals and blankings are held back: not after somebody accepted them or changed the report. */
  readonly isGuarded: boolean;
  /** `list`: cells people edited are told, and nothing is written; `undo`: they are written anew. */
  readonly repair: 'list' | 'undo' | null;
  /** The list is written anew in the provider's order even when its key column is gone. */
  readonly rebuild: boolean;
  /** What the list is of, for the header note: "Ticket Tailor, Spring gala office". */
  readonly origin: string;
  /** When its reading began: the list as of then. */
  readonly asOf: Date;
  /** The report's line in the tab "Willcall", `state` in the organizer's words; null: there is to be none. */
  readonly status: { readonly state: (heldBack: HeldBack | null) => string; readonly nextDue: NextDue } | null;
};

export type PublishTarget = {
  readonly client: SheetsClient;
  /** Google's id of the spreadsheet. */
  readonly spreadsheetId: string;
  readonly reportId: string;
  readonly runId: string;
  /** Title of the tab in the report's settings, and Google's id of the tab it was published to last. */
  readonly tab: string;
  readonly sheetId: number | null;
  /** In a copied spreadsheet: the report, and Google's id of its spreadsheet, whose tab came along. It is taken over before the first publish. */
  readonly takesOver?: { readonly report: string; readonly spreadsheet: string; readonly by?: 'marks' | 'keys' } | null;
  readonly columns: readonly Column[];
  readonly how: PublishMode;
  /** Default: the spreadsheet's own. */
  readonly timeZone?: string | undefined;
  /** Number of the state that is published now. */
  readonly generation: number;
  /** One sentence about completeness for the first header note, without a time: the same content must stay identical. */
  readonly certificateNote: string;
  /** Called right before every write; throws when another process took the run over. */
  readonly assertOwner: () => Promise<void>;
  /** The same before the one write that makes the rows visible; after it nobody can cancel. Default: assertOwner. */
  readonly assertLast?: () => Promise<void>;
  readonly signal: AbortSignal;
  /** Rows handed to Google so far. */
  readonly onProgress?: (rows: number) => void;
  /** How many calls are before ours at Google while the publish waits for one; null once it goes. See WaitOptions. */
  readonly onQueued?: OnQueued;
  /** Largest body in bytes: of a publish in one call, and of one call that prepares rows. Default 2 MB, as Google advises. */
  readonly maxBytes?: number;
};

export type PublishOptions = PublishTarget & PublishContent;

/** A row that changed, by its key cell; `columns`: ids, of `changed` and `edited` rows. */
export type ChangedRow = {
  readonly kind: 'added' | 'changed' | 'removed' | 'edited';
  readonly key: string;
  readonly columns: readonly string[];
};

/** What was held back, by source id: rows that would have left and how many there are; and ids of columns that would have become blank. */
export type HeldBack = {
  readonly removals: readonly { readonly source: string; readonly rows: number; readonly of: number }[];
  readonly blanked: readonly string[];
};

/** What a publish did to the rows. `memory`: to be kept for the next one; null in mode `append`. */
export type Outcome = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly cells: number;
  readonly duplicates: number;
  readonly edited: number;
  readonly rowChanges: readonly ChangedRow[];
  readonly heldBack: HeldBack | null;
  readonly memory: Memory | null;
  readonly isAtomic: boolean;
};

/** `calls` and `bytes`: requests sent to Google, and what was in their bodies. `cut`, `replaced`: cells, see CellTable. */
export type Published = {
  readonly sheetId: number;
  readonly generation: number;
  /** Those that were kept included. */
  readonly rows: number;
  /** For each source that could not be read, by id: how many of its rows stayed. */
  readonly kept: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly bytes: number;
  readonly cut: number;
  readonly replaced: number;
  readonly outcome: Outcome;
};

/** @throws Failure `invalid-request` naming what cannot be published. */
export function checkOptions({ columns, sources }: PublishOptions): void {
  if (columns.length === 0) refuse('Columns: choose at least one.');
  if (columns.some(isKeyColumn)) refuse('Columns: the key column is added by itself, leave it out.');
  const ids = new Set<string>();
  for (const source of sources) {
    if (ids.has(source.id)) refuse(`Sources: "${source.id}" is there twice, each needs an id of its own.`);
    ids.add(source.id);
    checkSource(source);
  }
}

function checkSource({ id, rows, keys }: PublishSource): void {
  if (!SOURCE_ID.test(id)) refuse(`Sources: the id "${id}" must be 1 to 40 of a-z, 0-9 and hyphens.`);
  const wanted = rows?.length ?? 0;
  if (keys.length !== wanted)
    refuse(`Sources: "${id}" has ${keys.length} keys for ${wanted} rows, each row needs one.`);
  if (keys.includes('')) refuse(`Sources: a row of "${id}" has a blank key, each row needs one.`);
}

function refuse(sentence: string): never {
  throw new Failure('invalid-request', sentence);
}
