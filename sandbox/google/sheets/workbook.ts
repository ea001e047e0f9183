import { randomInt } from 'node:crypto';
import type { Actor } from '../actor.ts';
import type {
  AppendValuesResponse,
  BatchGetValuesByDataFilterResponse,
  BatchGetValuesResponse,
  BatchUpdateSpreadsheetResponse,
  BatchUpdateValuesResponse,
  DeveloperMetadata,
  SearchDeveloperMetadataResponse,
  Spreadsheet,
  UpdateValuesResponse,
  ValueRange,
} from '../schema.generated.ts';
import { notFound } from '../api-error.ts';
import { parseMessage } from '../wire/parse.ts';
import type { Book } from './book.ts';
import { placesOf } from './data-filter.ts';
import type { Draft } from './draft.ts';
import { createEvaluator } from './evaluate.ts';
import type { Mask } from './field-mask.ts';
import { settle } from './follow-formulas.ts';
import { matchingMetadata, printMetadata } from './metadata-search.ts';
import { placeOf } from './names.ts';
import { type AppendOptions, applyOperation, type Operation, readBatch } from './operations.ts';
import { type ReadOptions, readSpreadsheet } from './read.ts';
import { readValues, type Rendering } from './values-read.ts';
import type { WriteOptions } from './values-write.ts';

/** What the journal keeps of a change: enough to do exactly the same again. */
export type JournalEntry = {
  readonly actor: Actor;
  readonly isOwner: boolean;
  readonly seed: number;
  readonly now: number;
  readonly operation: Operation;
};

export type WorkbookHost = {
  readonly now: () => number;
  readonly isOwner: (email: string) => boolean;
  /** E-mail of the file's owner. */
  readonly owner: () => string;
  /** Called before a change becomes visible; a change that cannot be kept does not happen. */
  readonly keep: (entry: JournalEntry, bodyText: string | undefined) => void;
  readonly changed: (before: Book, after: Book) => void;
};

const tabsOnly: ReadOptions = { mask: { sheets: { properties: true } } };

/** Evenly distributed numbers in [0, 1) from a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One spreadsheet. Every method is synchronous and all-or-nothing; refusals are `ApiError`s. Bodies are checked against
 * Google's schema. Whether the actor may open the file at all is `Files.open`'s business.
 */
export class Workbook {
  #book: Book;
  readonly #host: WorkbookHost;

  constructor(book: Book, host: WorkbookHost) {
    this.#book = book;
    this.#host = host;
  }

  get id(): string {
    return this.#book.id;
  }

  get title(): string {
    return this.#book.title;
  }

  /** The present state, to read only: the next change replaces it. */
  get book(): Book {
    return this.#book;
  }

  /** `spreadsheets.get` */
  get(actor: Actor, options: ReadOptions = {}): Spreadsheet {
    return readSpreadsheet(this.#book, this.#caller(actor), options);
  }

  /** `spreadsheets.getByDataFilter` */
  getByDataFilter(actor: Actor, body: unknown, options: ReadOptions = {}): Spreadsheet {
    const { dataFilters = [], includeGridData } = parseMessage('GetSpreadsheetByDataFilterRequest', body);
    const places = dataFilters.flatMap((filter) => placesOf(this.#book, filter));
    return readSpreadsheet(this.#book, this.#caller(actor), { ...options, includeGridData }, places);
  }

  /**
   * `spreadsheets.batchUpdate`. `bodyText` is the JSON the body was read from: a large one need not be printed again.
   * `mask` chooses parts of the answer.
   */
  batchUpdate(actor: Actor, body: unknown, bodyText?: string, mask?: Mask): BatchUpdateSpreadsheetResponse {
    const batch = readBatch(body);
    const answer = this.#apply(actor, { kind: 'batchUpdate', body: batch }, batch === body ? bodyText : undefined);
    if (batch.includeSpreadsheetInResponse !== true) return answer;
    const shown = mask === undefined || mask === true ? undefined : mask['updatedSpreadsheet'];
    if (mask !== undefined && mask !== true && shown === undefined) return answer;
    const options = { ranges: batch.responseRanges, includeGridData: batch.responseIncludeGridData, mask: shown };
    if (this.#book.habits.answersNoCells) return { ...answer, updatedSpreadsheet: this.get(actor, tabsOnly) };
    return { ...answer, updatedSpreadsheet: this.get(actor, options) };
  }

  /** `values.get` */
  getValues(range: string, rendering: Rendering = {}, evaluator = createEvaluator(this.#book)): ValueRange {
    const { tab, bound } = placeOf(this.#book, range);
    return readValues(this.#book, tab, bound, rendering, evaluator);
  }

  /** `values.batchGet` */
  batchGetValues(ranges: readonly string[], rendering: Rendering = {}): BatchGetValuesResponse {
    const evaluator = createEvaluator(this.#book);
    const valueRanges = ranges.map((range) => this.getValues(range, rendering, evaluator));
    return { spreadsheetId: this.id, valueRanges: valueRanges.length > 0 ? valueRanges : undefined };
  }

  /** `values.batchGetByDataFilter` */
  batchGetValuesByDataFilter(body: unknown): BatchGetValuesByDataFilterResponse {
    const { dataFilters = [], ...rendering } = parseMessage('BatchGetValuesByDataFilterRequest', body);
    const evaluator = createEvaluator(this.#book);
    const valueRanges = dataFilters.flatMap((filter) =>
      placesOf(this.#book, filter).map(({ tab, bound }) => ({
        valueRange: readValues(this.#book, tab, bound, rendering, evaluator),
        dataFilters: [filter],
      })),
    );
    return { spreadsheetId: this.id, valueRanges: valueRanges.length > 0 ? valueRanges : undefined };
  }

  /** `values.update` */
  updateValues(actor: Actor, range: string, body: unknown, options: WriteOptions): UpdateValuesResponse {
    return this.#apply(actor, { kind: 'update', range, body: parseMessage('ValueRange', body, 'data'), options });
  }

  /** `values.batchUpdate` */
  batchUpdateValues(actor: Actor, body: unknown): BatchUpdateValuesResponse {
    return this.#apply(actor, { kind: 'updateMany', body: parseMessage('BatchUpdateValuesRequest', body) });
  }

  /** `values.batchUpdateByDataFilter` */
  batchUpdateValuesByDataFilter(actor: Actor, body: unknown): object {
    return this.#apply(actor, {
      kind: 'updateByFilter',
      body: parseMessage('BatchUpdateValuesByDataFilterRequest', body),
    });
  }

  /** `values.append` */
  appendValues(actor: Actor, range: string, body: unknown, options: AppendOptions): AppendValuesResponse {
    return this.#apply(actor, { kind: 'append', range, body: parseMessage('ValueRange', body, 'data'), options });
  }

  /** `values.clear` */
  clearValues(actor: Actor, range: string): object {
    return this.#apply(actor, { kind: 'clear', range });
  }

  /** `values.batchClear` */
  batchClearValues(actor: Actor, body: unknown): object {
    return this.#apply(actor, { kind: 'clearMany', body: parseMessage('BatchClearValuesRequest', body) });
  }

  /** `values.batchClearByDataFilter` */
  batchClearValuesByDataFilter(actor: Actor, body: unknown): object {
    return this.#apply(actor, {
      kind: 'clearByFilter',
      body: parseMessage('BatchClearValuesByDataFilterRequest', body),
    });
  }

  /** `developerMetadata.get`. Throws 404. */
  developerMetadata(metadataId: number): DeveloperMetadata {
    const found = this.#book.developerMetadata.find((one) => one.metadataId === metadataId);
    if (!found) throw notFound();
    return printMetadata(found);
  }

  /** `developerMetadata.search` */
  searchDeveloperMetadata(body: unknown): SearchDeveloperMetadataResponse {
    const { dataFilters = [] } = parseMessage('SearchDeveloperMetadataRequest', body);
    const matched = new Map<DeveloperMetadata, (typeof dataFilters)[number][]>();
    for (const filter of dataFilters) {
      for (const one of matchingMetadata(this.#book, filter)) matched.set(one, [...(matched.get(one) ?? []), filter]);
    }
    const matchedDeveloperMetadata = [...matched].map(([one, filters]) => ({
      developerMetadata: printMetadata(one),
      dataFilters: filters,
    }));
    return matchedDeveloperMetadata.length > 0 ? { matchedDeveloperMetadata } : {};
  }

  /** Changes the title as the file's owner; Drive renames through this. */
  rename(title: string): void {
    this.#apply({ email: '', scopes: [] }, { kind: 'rename', title });
  }

  /** Does a change again that the journal kept. */
  replay(entry: JournalEntry): void {
    const draft = this.#draft(entry);
    applyOperation(draft, entry.operation);
    settle(draft);
    this.#book = draft.book;
  }

  /** Changes the book by a function the journal cannot keep; the caller makes the new state durable. */
  edit<T>(actor: Actor, change: (draft: Draft) => T): T {
    const draft = this.#draft(this.#entry(actor, { kind: 'rename', title: this.title }));
    const result = change(draft);
    settle(draft);
    this.#commit(draft.book);
    return result;
  }

  #apply(actor: Actor, operation: Operation, bodyText?: string): object {
    const entry = this.#entry(actor, operation);
    const draft = this.#draft(entry);
    const answer = applyOperation(draft, operation);
    settle(draft);
    this.#host.keep(entry, bodyText);
    this.#commit(draft.book);
    return { spreadsheetId: this.id, ...answer };
  }

  #commit(book: Book): void {
    const before = this.#book;
    this.#book = book;
    this.#host.changed(before, book);
  }

  #caller(actor: Actor): { actor: Actor; isOwner: boolean; owner: string } {
    return { actor, isOwner: this.#host.isOwner(actor.email), owner: this.#host.owner() };
  }

  #entry(actor: Actor, operation: Operation): JournalEntry {
    const { isOwner } = this.#caller(actor);
    return { actor, isOwner, seed: randomInt(2 ** 31), now: this.#host.now(), operation };
  }

  #draft({ actor, isOwner, seed, now }: JournalEntry): Draft {
    return { book: this.#book.fork(), actor, isOwner, random: randomOf(seed), now };
  }
}
