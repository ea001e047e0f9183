import * as z from 'zod/mini';

/**
 * What people are told of. `failed`, `held`: a refresh wrote nothing, or held something back; `recovered`: it works again; `first-run`:
 * a report was filled for the first time; `missed`: a refresh was due and did not happen; `paused`: a schedule was stopped after failures;
 * `not-shared`: Willcall lost access to a spreadsheet; `downtime`: Willcall itself was away; `summary`: what a day changed.
 */
export const NoticeKind = z.enum([
  'failed',
  'held',
  'recovered',
  'first-run',
  'missed',
  'paused',
  'not-shared',
  'downtime',
  'summary',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;
