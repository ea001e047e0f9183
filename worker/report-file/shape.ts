import * as z from 'zod/mini';
import { ReportChange, Scope, SourceLookup } from '../../shared/api.ts';
import { AudienceInput } from '../../shared/audiences.ts';
import { ProviderId } from '../../shared/catalogue.ts';
import { ScheduleInput } from '../../shared/schedules.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const id = z.uuid();

/** `provider` and `id` tell accounts of the same name apart. */
const FileSource = z.strictObject({
  account: name,
  provider: z.optional(ProviderId),
  id: z.optional(id),
  scope: z.optional(Scope),
  lookup: z.optional(SourceLookup),
});
export type FileSource = z.infer<typeof FileSource>;

/** `id` is Google's, from the spreadsheet's address: with it the title is for readers only. */
export const FileSpreadsheet = z.strictObject({
  title: z.optional(z.string()),
  id: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{10,100}$/))),
});
export type FileSpreadsheet = z.infer<typeof FileSpreadsheet>;

const FileDestination = z.strictObject({
  spreadsheet: FileSpreadsheet,
  tab: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
});
export type FileDestination = z.infer<typeof FileDestination>;

const FileAudience = z.extend(z.omit(AudienceInput, { destination: true }), {
  destination: z.optional(z.nullable(FileDestination)),
});
export type FileAudience = z.infer<typeof FileAudience>;

/**
 * One report: the fields of the API, with names instead of ids. What is left out stays as it is; for a new report it is as the API's
 * standard. `id` is needed where a name is not unique.
 */
export const FileReport = z.extend(z.omit(ReportChange, { sources: true, destination: true }), {
  name,
  id: z.optional(id),
  sources: z.optional(z.array(FileSource).check(z.minLength(1), z.maxLength(20))),
  destination: z.optional(z.nullable(FileDestination)),
  /** null: none; it is refreshed when somebody asks. */
  schedule: z.optional(z.nullable(ScheduleInput)),
  /** All of them: those that are not named are deleted. */
  audiences: z.optional(z.array(FileAudience).check(z.maxLength(50))),
});
export type FileReport = z.infer<typeof FileReport>;

export const ReportFile = z.strictObject({
  willcall: z.literal(1),
  reports: z.array(FileReport).check(z.minLength(1), z.maxLength(1000)),
});
export type ReportFile = z.infer<typeof ReportFile>;
