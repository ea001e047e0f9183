import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { flattened, sentenceOf } from '../issue-sentences.ts';
import { ReportFile } from './shape.ts';

/** Finds the line, from 1, of a field; of what holds it when it is not there. */
export type LineOf = (path: readonly PropertyKey[], key?: string) => number;

const invalid = (sentences: readonly string[]) =>
  new Failure('invalid-request', [...new Set(sentences)].slice(0, 5).join(' '));

/** A YAML library's sentence without the picture of the text below it. */
const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');

function nodeAt(document: Document, path: readonly PropertyKey[]): unknown {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node;
  }
  return document.contents;
}

function keyIn(node: unknown, key: string): unknown {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
}

function lineFinder(document: Document, lines: LineCounter): LineOf {
  return (path, key) => {
    const around = nodeAt(document, path);
    const node = key === undefined ? around : (keyIn(around, key) ?? around);
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
  };
}

function sentencesOf(issues: readonly z.core.$ZodIssue[], lineOf: LineOf): string[] {
  return issues.flatMap(flattened).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`Line ${lineOf(issue.path)}: ${sentenceOf(issue)}`];
    return issue.keys.map((key) => `Line ${lineOf(issue.path, key)}: ${sentenceOf({ ...issue, keys: [key] })}`);
  });
}

/**
 * Reads a report file.
 *
 * @throws Failure `invalid-request` naming line and field of what is wrong, unknown, or there twice.
 */
export function readReportFile(text: string): { file: ReportFile; lineOf: LineOf } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, strict: true });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0)
    throw invalid(broken.map(({ pos, message }) => `Line ${lines.linePos(pos[0]).line}: ${firstLine(message)}.`));
  const lineOf = lineFinder(document, lines);
  const result = z.safeParse(ReportFile, plain(document), { reportInput: true });
  if (!result.success) throw invalid(sentencesOf(result.error.issues, lineOf));
  refuseTwice(result.data, lineOf);
  return { file: result.data, lineOf };
}

/** Aliases that multiply are refused by the library. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw invalid(['The file repeats parts of itself (aliases) in a way that cannot be read. Write them out.']);
  }
}

function refuseTwice({ reports }: ReportFile, lineOf: LineOf): void {
  for (const [at, { name, id }] of reports.entries()) {
    const first = reports.findIndex((other) =>
      id === undefined ? other.id === undefined && other.name === name : other.id === id,
    );
    if (first < at)
      throw invalid([
        `Line ${lineOf(['reports', at])}: the report "${name}" is there twice, first in line ${lineOf(['reports', first])}. Leave one of them out.`,
      ]);
  }
}
