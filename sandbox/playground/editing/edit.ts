import { z } from 'zod';

const Index = z.number().int().nonnegative();
const Count = z.number().int().min(1).max(1_000_000);
const Dimension = z.enum(['ROWS', 'COLUMNS']);
const Color = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #fce8b2');

/** A block of cells by its first row and column. */
export const Box = z.object({ row: Index, column: Index, rows: Count, columns: Count });
export type Box = z.infer<typeof Box>;

/** Looks to set; null takes a colour away. */
const Look = z.strictObject({
  bold: z.boolean().exactOptional(),
  italic: z.boolean().exactOptional(),
  strikethrough: z.boolean().exactOptional(),
  color: Color.nullable().exactOptional(),
  background: Color.nullable().exactOptional(),
});
export type Look = z.infer<typeof Look>;

const lines = { dimension: Dimension, from: Index, count: Count };
const kind = <Kind extends string>(name: Kind) => ({ kind: z.literal(name) });

/** One thing somebody does to a tab, or to the spreadsheet it is in, in front of the editor. */
export const Edit = z.discriminatedUnion('kind', [
  /** Types, or pastes a block; each text is understood as Google understands what is typed. */
  z.object({ ...kind('enter'), row: Index, column: Index, texts: z.array(z.array(z.string()).max(1000)).min(1) }),
  z.object({ ...kind('clear'), box: Box }),
  /** Pastes what was copied in this spreadsheet, with formats and formulas; `cut` takes it away where it was. */
  z.object({
    ...kind('copy'),
    source: z.object({ sheetId: Index, box: Box }),
    row: Index,
    column: Index,
    cut: z.boolean(),
  }),
  z.object({ ...kind('note'), row: Index, column: Index, text: z.string().max(10_000) }),
  z.object({ ...kind('look'), box: Box, look: Look }),
  z.object({ ...kind('plain'), box: Box }),
  /** `like` says whose looks the new lines take. */
  z.object({ ...kind('insert'), ...lines, like: z.enum(['before', 'after']) }),
  z.object({ ...kind('delete'), ...lines }),
  z.object({ ...kind('hide'), ...lines, hidden: z.boolean() }),
  z.object({ ...kind('freeze'), dimension: Dimension, count: Index }),
  /** Without a box: everything below the frozen rows. */
  z.object({
    ...kind('sort'),
    column: Index,
    order: z.enum(['ASCENDING', 'DESCENDING']),
    box: Box.nullable(),
  }),
  /** Without a box: everything that is filled. */
  z.object({ ...kind('filter'), box: Box.nullable() }),
  z.object({ ...kind('no-filter') }),
  /** Which shown texts of a column are hidden by the filter. */
  z.object({ ...kind('filter-values'), column: Index, hidden: z.array(z.string()) }),
  z.object({ ...kind('add-tab') }),
  z.object({ ...kind('duplicate-tab') }),
  z.object({ ...kind('rename-tab'), title: z.string() }),
  z.object({ ...kind('delete-tab') }),
  z.object({ ...kind('hide-tab'), hidden: z.boolean() }),
  z.object({ ...kind('move-tab'), by: z.union([z.literal(-1), z.literal(1)]) }),
  z.object({ ...kind('rename'), title: z.string().min(1).max(500) }),
]);
export type Edit = z.infer<typeof Edit>;

/** One kind of edit. */
export type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;
