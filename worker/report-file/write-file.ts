import { Document, isScalar, isSeq, visit } from 'yaml';
import type { FileReport } from './shape.ts';

const HEAD = ` Reports of Willcall. "willcall apply FILE" makes them be like this; what is left out stays as it is.
 Accounts are named as in the sidebar; no keys are in here. docs/people.md tells more.`;

/** Short things on one line: a column with its mask, a guard, an hour of the day. */
function flatten(document: Document): void {
  visit(document, {
    Map: (_, node, path) => {
      const holder = path.at(-1);
      const isLeaf = node.items.length <= 3 && node.items.every(({ value }) => isScalar(value));
      if (isLeaf && (isSeq(holder) || path.length > 5) && !node.has('account')) node.flow = true;
    },
  });
}

/** The file's text; the same reports give the same text. */
export function writeReportFile(reports: readonly FileReport[]): string {
  const document = new Document({ willcall: 1, reports });
  document.commentBefore = HEAD;
  flatten(document);
  return document.toString({ lineWidth: 120, singleQuote: false });
}
