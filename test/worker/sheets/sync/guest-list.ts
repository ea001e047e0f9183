import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Column } from '../../../../shared/columns.ts';
import type { Memory } from '../../../../worker/sheets/memory.ts';
import type { Published, PublishMode } from '../../../../worker/sheets/publish-options.ts';
import type { Job, Rig } from '../rig.ts';
import { deedsIn, type Deeds } from './deeds.ts';

/** A guest of the ticketing system. */
export type Guest = { readonly name: string; readonly state: string; readonly seats: number; readonly day: string };

export function guest(name: string, change: Partial<Guest> = {}): Guest {
  return { name, state: 'sold', seats: 1, day: '2027-03-01', ...change };
}

/** Guests who bought one seat each. */
export function guests(...names: string[]): Guest[] {
  return names.map((name) => guest(name));
}

const TITLES = { name: 'Guest', state: 'State', seats: 'Seats', day: 'Day' };
const TYPES = { name: 'text', state: 'text', seats: 'integer', day: 'date' } as const;

export const COLUMNS: readonly Column[] = (['name', 'state', 'seats', 'day'] as const).map((id) => ({
  id,
  title: TITLES[id],
  type: TYPES[id],
  personal: 'none',
  description: `What ${id} is`,
  standard: true,
}));

export const KEY = 'Willcall key';
const FIRST = guests('ada', 'bob', 'cleo', 'dan');

/**
 * A list "Tickets" kept up to date with "Keep my notes". Columns: A Guest, B State, C Seats, D Day, E the key, F Notes, which the
 * organizer added, with a note beside each guest; then blank ones to K. Rows: 1 the header, 2 to 5 ada, bob, cleo and dan; then ten
 * blank ones.
 */
export class GuestList {
  readonly rig: Rig;
  readonly id: string;
  sheetId = -1;
  /** Titles people gave our columns. */
  titles: Readonly<Record<string, string>> = {};
  private memory: Memory | null = null;

  private constructor(rig: Rig, id: string) {
    this.rig = rig;
    this.id = id;
  }

  static async make(rig: Rig, first: readonly Guest[] = FIRST): Promise<GuestList> {
    const list = new GuestList(rig, rig.book({ timeZone: 'Europe/Berlin' }));
    ({ sheetId: list.sheetId } = await list.refresh(first));
    const { sheetId } = list;
    list.did(
      { appendDimension: { sheetId, dimension: 'COLUMNS', length: 6 } },
      { appendDimension: { sheetId, dimension: 'ROWS', length: 10 } },
      list.do.type('F1', 'Notes'),
      ...first.map(({ name }, row) => list.do.type(`F${row + 2}`, `note ${name}`)),
    );
    return list;
  }

  /** What people can do in the list's tab, and in the other one of the spreadsheet. */
  get do(): Deeds {
    return deedsIn(this.sheetId);
  }

  get elsewhere(): Deeds {
    return deedsIn(0);
  }

  /** People do it in the browser. */
  did(...requests: object[]): void {
    this.rig.edit(this.id, requests);
  }

  /** Willcall refreshes the list: these guests are all there are now. */
  async refresh(all: readonly Guest[], { how, ...job }: Omit<Job, 'rows' | 'sources'> = {}): Promise<Published> {
    const columns = job.columns ?? COLUMNS;
    const rows = all.map((one) => columns.map(({ id }) => valueOf(one, id)));
    const source = { id: 'a', keys: all.map(({ name }) => name), rows };
    const sheetId = this.sheetId < 0 ? null : this.sheetId;
    const mode: Partial<PublishMode> = { mode: 'sync', memory: this.memory, isGuarded: false, ...how };
    const done = await this.rig.publish(this.id, { columns, sheetId, ...job, sources: [source], how: mode });
    this.memory = done.outcome.memory;
    return done;
  }

  /** Rows below the header as people see them in columns with these titles, the blank ones at the end left out. */
  async rows(titles = ['Guest', 'State', 'Notes'], tab = 'Tickets'): Promise<string[]> {
    const lines = (await this.lines(tab)).map((line) =>
      titles.map((title) => line[this.titles[title] ?? title] ?? '').join(' '),
    );
    const trimmed = lines.map((line) => line.trim());
    return trimmed.slice(0, trimmed.findLastIndex((line) => line !== '') + 1);
  }

  /** Rows below the header, cells by title: formulas as their results. The header is the first row that names the key column. */
  async lines(tab = 'Tickets'): Promise<Record<string, string>[]> {
    const { values } = await this.rig.client.getResults(this.id, `'${tab}'`);
    const top = values.findIndex((row) => row.includes(this.titles[KEY] ?? KEY));
    const header = (values[top] ?? []).map(String);
    return values
      .slice(top + 1)
      .map((row) => Object.fromEntries(row.map((cell, at) => [header[at] ?? '', String(cell ?? '')])));
  }

  /** Whether each of these guests is there once, with all that is known of them and with their own note (`noteless`: who has none). */
  async expectRight(all: readonly Guest[], noteless: readonly string[] = []): Promise<void> {
    const title = (name: string) => this.titles[name] ?? name;
    const lines = (await this.lines()).filter((line) => line[title(KEY)]?.startsWith('a:'));
    const found = lines.map((line) =>
      [KEY, 'Guest', 'State', 'Seats', 'Day', 'Notes'].map((name) => line[title(name)] ?? ''),
    );
    const wanted = all.map(({ name, state, seats, day }) => [
      `a:${name}`,
      name,
      state,
      String(seats),
      String(serialOf(day)),
      noteless.includes(name) ? '' : `note ${name}`,
    ]);
    const byKey = (a: string[], b: string[]) => (a[0] ?? '').localeCompare(b[0] ?? '');
    assert.deepEqual(found.toSorted(byKey), wanted.toSorted(byKey));
  }

  /** Result of a cell of the other tab. */
  async result(range: string): Promise<unknown> {
    return (await this.rig.client.getResults(this.id, range)).values[0]?.[0];
  }

  /** What Google tells of the list's tab with this field mask. */
  async sheet(fields: string): Promise<unknown> {
    return await this.sheetOf(this.sheetId, fields);
  }

  async sheetOf(sheetId: number, fields: string): Promise<unknown> {
    const mask = `sheets(properties(sheetId),${fields})`;
    const answer = await fetch(`${this.rig.google.origin}/v4/spreadsheets/${this.id}?fields=${mask}`, {
      headers: { authorization: `Bearer ${this.rig.google.token}` },
    });
    return Answer.parse(await answer.json()).sheets.find(({ properties }) => (properties.sheetId ?? 0) === sheetId);
  }
}

const Answer = z.object({
  sheets: z.array(z.looseObject({ properties: z.looseObject({ sheetId: z.number().optional() }) })),
});

function valueOf({ name, state, seats, day }: Guest, id: string): string | number | null {
  const known: Record<string, string | number> = { name, state, seats, day };
  return known[id] ?? null;
}

/** A day as the number Google keeps. */
export function serialOf(day: string): number {
  return Date.parse(day) / 86_400_000 + 25_569;
}
