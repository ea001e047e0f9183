import type { Actor } from '../actor.ts';

/** One spreadsheet: its tabs, cells and properties. Every method is synchronous and all-or-nothing; refusals are `ApiError`s. */
export type Workbook = {
  readonly id: string;
  readonly title: string;
  /** `spreadsheets.batchUpdate`. `body` is checked against Google's schema. */
  batchUpdate(actor: Actor, body: unknown): object;
};
