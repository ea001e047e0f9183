import * as z from 'zod/mini';

/** What is to be done with a report file. `dryRun`: only say what would change. */
export const ReportFileInput = z.strictObject({
  yaml: z.string().check(z.maxLength(900_000)),
  dryRun: z.optional(z.boolean()),
});
export type ReportFileInput = z.infer<typeof ReportFileInput>;

/** One field that differs: `path` such as "schedule.minutes"; null: not there before, or not there after. */
export const FieldDiff = z.object({
  path: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
});
export type FieldDiff = z.infer<typeof FieldDiff>;

export const ReportDiff = z.object({
  report: z.string(),
  kind: z.enum(['created', 'changed', 'unchanged']),
  fields: z.array(FieldDiff),
});
export type ReportDiff = z.infer<typeof ReportDiff>;

/** `applied`: false for a dry run, and when there was nothing to change. Reports the file does not name stay as they are. */
export const ReportFileResult = z.object({ applied: z.boolean(), reports: z.array(ReportDiff) });
export type ReportFileResult = z.infer<typeof ReportFileResult>;
