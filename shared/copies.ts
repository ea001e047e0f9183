import * as z from 'zod/mini';
import { Report, Scope } from './api.ts';
import { DatasetId } from './catalogue.ts';
import { WriteMode } from './writing.ts';

const id = z.uuid().check(z.toLowerCase());

/** One account a copied list was read from. `account`: the name the team gave it. */
const CopiedSource = z.object({ connectionId: id, account: z.string(), scope: Scope });

/**
 * A tab that came along when a spreadsheet was copied, and the report that fills it in the spreadsheet it was copied from. Nothing
 * refreshes it here until the same report is set up.
 */
export const CopiedList = z.object({
  reportId: id,
  name: z.string(),
  /** Title and Google's id of the tab in the copy. */
  tab: z.string(),
  sheetId: z.int(),
  dataset: DatasetId,
  sources: z.array(CopiedSource),
  writeMode: WriteMode,
  /**
   * When it is refreshed by itself, in words; null: only when somebody asks. `stays`: the new report gets the same; else it was around
   * the old event, and days of the new one are to be chosen.
   */
  schedule: z.nullable(z.object({ says: z.string(), stays: z.boolean() })),
});
export type CopiedList = z.infer<typeof CopiedList>;

/** An event that copied lists ask for: in which field of which account, by which id. `name`: as far as it is known. */
export const OldEvent = z.object({
  connectionId: id,
  account: z.string(),
  field: z.string(),
  id: z.string(),
  name: z.nullable(z.string()),
  /** Reports that ask for it. */
  lists: z.array(id),
});
export type OldEvent = z.infer<typeof OldEvent>;

/** What a spreadsheet is a copy of, as far as the caller's own team made its lists. */
export const SpreadsheetCopy = z.object({
  /** Title of the spreadsheet it was copied from; null: nobody knows it any more. */
  title: z.nullable(z.string()),
  /** `marks`: Willcall's own marks say so; `keys`: the marks did not come along, but the rows' keys are those of these reports. */
  by: z.enum(['marks', 'keys']),
  /** In the order of the tabs. */
  lists: z.array(CopiedList),
  events: z.array(OldEvent),
});
export type SpreadsheetCopy = z.infer<typeof SpreadsheetCopy>;

/** null: no copy, or none of the caller's team. */
export const FoundCopy = z.object({ copy: z.nullable(SpreadsheetCopy) });
export type FoundCopy = z.infer<typeof FoundCopy>;

/**
 * Sets up the same reports in the copy. Each event of the lists needs the one that takes its place: `to`, which may be the same. `lists`:
 * reports to set up, as `GET` named them; left out: all.
 */
export const CopyInput = z.strictObject({
  events: z
    .array(
      z.strictObject({
        connectionId: id,
        field: z.string().check(z.maxLength(100)),
        id: z.string().check(z.maxLength(5000)),
        to: z.string().check(z.trim(), z.minLength(1), z.maxLength(5000)),
      }),
    )
    .check(z.maxLength(500)),
  lists: z.optional(z.array(id).check(z.minLength(1), z.maxLength(200))),
});
export type CopyInput = z.infer<typeof CopyInput>;

/** The reports that were set up, in the order of the tabs. None of them is refreshed yet. */
export const CopyMade = z.object({ reports: z.array(Report) });
export type CopyMade = z.infer<typeof CopyMade>;
