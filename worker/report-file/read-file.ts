import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { flattened, sentenceOf } from '../issue-sentences.ts';
import { ReportFile } from './shape.ts';

/** Finds the line, from 1, of a field; of what holds it when it is not there. */
export type LineOf = (path: readonly PropertyKey[], key?: string) => number;

/** More are not told: the first ones are mended first. */
const MOST_SENTENCES = 5;

const invalid = (sentences: readonly string[]) =>
  new Failure('invalid-request', [...new Set(sentences)].slice(0, MOST_SENTENCES).join(' '));

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

/** Only as many as are told: looking for the lines of all would take minutes in a large file. */
function sentencesOf(issues: readonly z.core.$ZodIssue[], lineOf: LineOf): string[] {
  const told = issues
    .slice(0, 2 * MOST_SENTENCES)
    .flatMap(flattened)
    .slice(0, 2 * MOST_SENTENCES);
  return told.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`Line ${lineOf(issue.path)}: ${sentenceOf(issue)}`];
    return issue.keys
      .slice(0, MOST_SENTENCES)
      .map((key) => `Line ${lineOf(issue.path, key)}: ${sentenceOf({ ...issue, keys: [key] })}`);
  });
}

/**
 * Reads a report file.
 *
 * @throws Failure `invalid-request` naming line and field of what is wrong, unknown, or there twice.
 */
export function readReportFile(text: string): { file: ReportFile; lineOf: LineOf } {
  const lines = new LineCounter();
  // the library compares each key with all others, which takes minutes in a large file
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, strict: true });
  const broken = [...document.errors, ...document.warnings].slice(0, 2 * MOST_SENTENCES);
  if (broken.length > 0)
    throw invalid(broken.map(({ pos, message }) => `Line ${lines.linePos(pos[0]).line}: ${firstLine(message)}.`));
  refuseKeysTwice(document, lines);
  const lineOf = lineFinder(document, lines);
  const result = z.safeParse(ReportFile, plain(document), { reportInput: true });
  if (!result.success) throw invalid(sentencesOf(result.error.issues, lineOf));
  refuseTwice(result.data, lineOf);
  return { file: result.data, lineOf };
}

function refuseKeysTwice(document: Document, lines: LineCounter): void {
  visit(document, {
    Map: (_, map) => {
      const at = placeOfTwin(map);
      if (at !== null) throw invalid([`Line ${lines.linePos(at).line}: Map keys must be unique.`]);
    },
  });
}

/** Where in the text a key is that stood in the same map before; null: each is there once. */
function placeOfTwin({ items }: YAMLMap): number | null {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    // what a program reads has texts for keys: 1 and "1" are one
    const name = String(key.value);
    if (seen.has(name)) return key.range?.[0] ?? 0;
    seen.add(name);
  }
  return null;
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
