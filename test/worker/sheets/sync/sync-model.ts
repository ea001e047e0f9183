import fc from 'fast-check';
import type { Column } from '../../../../shared/columns.ts';
import type { Value } from '../../../../shared/records.ts';
import { STANDARD_WRITING, type Guard, type Writing } from '../../../../shared/writing.ts';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import { publish } from '../../../../worker/sheets/publish.ts';
import type { Published, PublishSource } from '../../../../worker/sheets/publish-options.ts';
import type { CellContent } from '../../../../worker/sheets/requests.ts';
import { STANDARD_HOW } from '../rig.ts';
import { BLANK, BookModel, cellAt, type Content, type ModelCell, type ModelTab } from './book-model.ts';
import { modelClient, type Hooks } from './model-client.ts';
import { act, placeOf, type Deed, type Place } from './people.ts';

/** A refresh: for each source which guests there are, by number and state; null: it could not be read. */
export type Refresh = {
  readonly a: Guests;
  readonly b: Guests;
  /** Which columns, by number. */
  readonly columns: readonly number[];
  readonly removedRows: Writing['removedRows'];
  readonly guard: Guard | null;
  readonly maxBytes: number | null;
  readonly isRepaired: boolean;
};
type Guests = {
  readonly rows: readonly { readonly guest: number; readonly state: number }[];
  readonly isAll: boolean;
} | null;

const guests = fc.option(
  fc.record({
    rows: fc.uniqueArray(fc.record({ guest: fc.nat(9), state: fc.nat(2) }), {
      selector: ({ guest }) => guest,
      maxLength: 9,
    }),
    isAll: fc.constantFrom(true, true, false),
  }),
  { freq: 8 },
);

export const refreshes = (
  removedRows: readonly Writing['removedRows'][] = ['move', 'mark', 'delete'],
): fc.Arbitrary<Refresh> =>
  fc.record({
    a: guests,
    b: guests,
    columns: fc.oneof(
      { weight: 4, arbitrary: fc.constant([0, 1, 2]) },
      { weight: 1, arbitrary: fc.uniqueArray(fc.nat(4), { minLength: 1 }) },
    ),
    removedRows: fc.constantFrom(...removedRows),
    guard: fc.option(fc.record({ percent: fc.constantFrom(1, 30, 60), few: fc.nat(4) }), { freq: 2 }),
    maxBytes: fc.constantFrom(null, null, 400),
    isRepaired: fc.constantFrom(false, false, false, true),
  });

/** Text, numbers, blanks, and text that looks like a formula. */
function valueOf(key: string, column: number, state: number): Value {
  if (column === 0) return key;
  if (column === 1) return `state ${state}`;
  if (column === 2) return state === 0 ? null : state;
  return column === 3 ? `${key} =${state}` : state === 2 ? '=1+1' : null;
}

const columnOf = (number: number): Column => ({
  id: `c${number}`,
  title: `Column ${number}`,
  type: number === 2 ? 'integer' : 'text',
  personal: 'none',
  description: `What column ${number} is`,
  standard: true,
});

/** A report over several refreshes, in a model of a spreadsheet. */
export class Stage {
  readonly book = new BookModel();
  readonly hooks: Hooks = {};
  memory: Memory | null = null;
  /** Cells each key should have by column, and keys in which people typed over ours. */
  readonly truth = new Map<string, Map<string, CellContent>>();
  readonly dirty = new Set<string>();
  private runs = 0;
  private readonly client = modelClient(this.book, this.hooks);

  tab(): ModelTab | undefined {
    return this.book.titled('Tickets');
  }

  removed(): ModelTab | undefined {
    return this.book.titled('Removed from Tickets');
  }

  act(deed: Deed): void {
    const tab = this.tab();
    if (tab) act(tab, this.removed(), deed, (key) => this.dirty.add(key));
  }

  async publish(refresh: Refresh): Promise<Published> {
    this.runs += 1;
    const { removedRows, guard, maxBytes, isRepaired } = refresh;
    const writing = { ...STANDARD_WRITING, removedRows, guard };
    const repair = isRepaired ? ('undo' as const) : null;
    const done = await publish({
      client: this.client,
      spreadsheetId: 'book',
      reportId: 'report',
      runId: `run ${this.runs}`,
      tab: 'Tickets',
      sheetId: null,
      columns: refresh.columns.map(columnOf),
      generation: this.runs,
      certificateNote: 'Complete.',
      assertOwner: () => Promise.resolve(),
      signal: new AbortController().signal,
      how: { ...STANDARD_HOW, mode: 'sync', memory: this.memory, writing, repair },
      sources: [sourceOf('a', refresh), sourceOf('b', refresh)],
      ...(maxBytes === null ? {} : { maxBytes }),
    });
    this.memory = done.outcome.memory;
    return done;
  }
}

function sourceOf(id: 'a' | 'b', { [id]: read, columns: wanted }: Refresh): PublishSource {
  if (read === null) return { id, rows: null, keys: [] };
  const keys = read.rows.map(({ guest }) => `guest ${guest}`);
  const rows = read.rows.map(({ guest, state }) => wanted.map((column) => valueOf(`guest ${guest}`, column, state)));
  return { id, rows, keys, isAll: read.isAll };
}

/** Rows of the report by key cell, each with its cells by column. */
export function goalOf({ a, b, columns: wanted }: Refresh): Map<string, Map<string, CellContent>> {
  const rows = [
    ...(a?.rows ?? []).map((row) => ({ ...row, id: 'a' })),
    ...(b?.rows ?? []).map((row) => ({ ...row, id: 'b' })),
  ];
  return new Map(
    rows.map(({ id, guest, state }) => [
      `${id}:guest ${guest}`,
      new Map(wanted.map((column) => [`c${column}`, contentOf(valueOf(`guest ${guest}`, column, state))])),
    ]),
  );
}

const contentOf = (value: Value): CellContent => (typeof value === 'object' ? null : value);

/** A row below the header as it was at one moment. */
export type Seen = {
  readonly content: Content;
  readonly cells: Content;
  readonly key: string | null;
  readonly isFirst: boolean;
};
export type Moment = {
  readonly place: Place;
  /** Columns of the tab, and those of them that are ours. */
  readonly columns: ReadonlySet<object>;
  readonly managedColumns: readonly object[];
  readonly rows: readonly Seen[];
  readonly above: readonly Content[];
  /** What stands in every row of the tab, to be found again. */
  readonly all: readonly Content[];
  readonly notes: string[];
};

export function momentOf(stage: Stage): Moment | null {
  const tab = stage.tab();
  const place = placeOf(tab);
  if (!tab || !place) return null;
  const seen = new Set<string>();
  const rows = tab.rows.slice(place.top + 1).map(({ content }): Seen => {
    const key = keyIn(content.get(tab.columns[place.key] ?? { metadata: [] }) ?? BLANK);
    const isFirst = key !== null && !seen.has(key);
    if (key !== null) seen.add(key);
    return { content, cells: new Map(content), key, isFirst };
  });
  const above = tab.rows.slice(0, Math.max(0, place.top)).map(({ content }) => new Map(content));
  const managedColumns = [...place.managed.values()].flatMap((at) => tab.columns[at] ?? []);
  return {
    place,
    columns: new Set(tab.columns),
    managedColumns,
    rows,
    above,
    all: tab.rows.map(({ content }) => content),
    notes: notesOf(stage),
  };
}

function keyIn({ value }: ModelCell): string | null {
  return typeof value === 'string' && /^[a-z0-9-]{1,40}:./.test(value) ? value : null;
}

/** Each note of people with the key it is beside, in the list or in the Removed tab. */
function notesOf(stage: Stage): string[] {
  const tab = stage.tab();
  const place = placeOf(tab);
  return [
    ...(tab && place ? notesIn(tab, place.key) : []),
    ...(stage.removed() ? notesIn(stage.removed() as ModelTab, 1) : []),
  ].toSorted();
}

function notesIn(tab: ModelTab, keyColumn: number): string[] {
  return tab.rows.flatMap((_, row) => {
    const key = keyIn(cellAt(tab, row, keyColumn)) ?? '';
    return tab.columns.flatMap((__, column) => {
      const { value } = cellAt(tab, row, column);
      return typeof value === 'string' && /^(note|by hand)/.test(value) ? [`${key} ${value}`] : [];
    });
  });
}

export const isBlankRow = ({ cells }: Seen) =>
  [...cells.values()].every(({ value, isFormula }) => value === null || value === '' || isFormula);

export function sameCell(a: ModelCell | undefined, b: ModelCell | undefined): boolean {
  const [one, other] = [a ?? BLANK, b ?? BLANK];
  return (one.value ?? '') === (other.value ?? '') && one.isFormula === other.isFormula;
}
