import { Document } from 'yaml';
import type { FileReport } from './shape.ts';

const HEAD = ` Reports of Willcall. "willcall apply FILE" makes them be like this; what is left out stays as it is.
 Accounts are named as in the sidebar; no keys are in here. docs/people.md tells more.`;

/** The file's text; the same reports give the same text. */
export function writeReportFile(reports: readonly FileReport[]): string {
  const document = new Document({ willcall: 1, reports });
  document.commentBefore = HEAD;
  return document.toString({ lineWidth: 120, singleQuote: false });
}
