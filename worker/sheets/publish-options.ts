import type { Column } from '../../shared/columns.ts';
import type { Value } from '../../shared/records.ts';
import { Failure } from '../failure.ts';
import type { SheetsClient } from './client.ts';
import { isKeyColumn, SOURCE_ID } from './key-column.ts';

/** Rows in the order of the report's columns. */
export type ValueRows = readonly (readonly Value[])[];

/** One of the accounts or events a report reads. */
export type PublishSource = {
  /** Stays the same from run to run: 1 to 40 of a-z, 0-9 and hyphens. */
  readonly id: string;
  /** null: it could not be read, and what the tab holds of it stays. */
  readonly rows: ValueRows | null;
  /** The key of each row, unique in its source; none when `rows` is null. */
  readonly keys: readonly string[];
  /** Whether the tab held rows of it when it was published last. */
  readonly hadRows?: boolean;
};

/** Either plain rows, or rows by source: then the tab gets the key column, and sources that could not be read keep their rows. */
export type PublishContent =
  | { readonly rows: ValueRows; readonly sources?: undefined }
  | { readonly sources: readonly PublishSource[]; readonly rows?: undefined };

export type PublishTarget = {
  readonly client: SheetsClient;
  /** Google's id of the spreadsheet. */
  readonly spreadsheetId: string;
  readonly reportId: string;
  readonly runId: string;
  /** Title of the tab in the report's settings, and Google's id of the tab it was published to last. */
  readonly tab: string;
  readonly sheetId: number | null;
  readonly columns: readonly Column[];
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
  /** Largest body in bytes: of a publish in one call, and of one call that prepares rows. Default 2 MB, as Google advises. */
  readonly maxBytes?: number;
};

export type PublishOptions = PublishTarget & PublishContent;

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
};

/** @throws Failure `invalid-request` naming what cannot be published. */
export function checkOptions({ columns, sources = [] }: PublishOptions): void {
  if (columns.length === 0) refuse('Columns: choose at least one.');
  if (sources.length > 0 && columns.some(isKeyColumn))
    refuse('Columns: the key column is added by itself, leave it out.');
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
