import { LOOKUP_COLUMNS, SOURCE_COLUMNS, type Column } from '../../shared/columns.ts';
import type { KeyedRow } from '../providers/provider.ts';
import type { Normalised, Unreadable } from './normalise-rows.ts';

/** Rows as JSON lines: the row's key, then each column by its id. */
export function* rowLines(rows: readonly KeyedRow[], columns: readonly Column[]): Generator<string> {
  for (const { key, row } of rows) {
    const values = columns.map(({ id }) => [id, row[id] ?? null]);
    yield `${JSON.stringify(Object.fromEntries([['key', key], ...values]))}\n`;
  }
}

/** Sentences on what was unknown, missing and unreadable; names only, never values. */
export function findingsOf(found: Normalised): string[] {
  const { records, rows, leftOut, partial, unreadable, unknown, strange } = found;
  return [
    `${number(records, 'record')}, ${number(rows.length, 'row')}.`,
    ...(leftOut > 0
      ? [`A run would leave out ${number(leftOut, 'record')} (deleted ones); shown here all the same.`]
      : []),
    ...(partial > 0 ? [`A run would ask for more of ${number(partial, 'record')}; here those columns are blank.`] : []),
    ...listed(
      'Unknown, read by no column',
      [...unknown].map(([name, times]) => counted(plain(name), times, records)),
    ),
    ...listed('Missing, blank in every row', blankIn(found)),
    ...unreadable.slice(0, SHOWN).map(unreadableLine),
    ...(unreadable.length > SHOWN ? [`… and ${unreadable.length - SHOWN} more records cannot be read.`] : []),
    ...strange.map((document) => `Nothing in document ${document} looks like a record.`),
  ];
}

const SHOWN = 20;
const number = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const listed = (title: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${title}: ${names.join(', ')}.`];
const counted = (name: string, times: number, records: number): string =>
  times < records ? `${name} (${times} of ${records})` : name;

/** A member may be called what somebody typed; what is no ordinary name is not repeated. */
const plain = (name: string): string => {
  const parts = name.split('.');
  const odd = parts.findIndex((part) => !/^[\p{L}_$][\w$:-]{0,59}$/u.test(part));
  return odd < 0 ? name : [...parts.slice(0, odd), '*'].join('.');
};

/** Filled by a run, by a look-up, or with one row a line. */
const FILLED_ELSEWHERE = new Set([...SOURCE_COLUMNS, ...LOOKUP_COLUMNS].map(({ id }) => id));

function blankIn({ columns, rows }: Normalised): string[] {
  if (rows.length === 0) return [];
  return columns
    .map(({ id }) => id)
    .filter((id) => !FILLED_ELSEWHERE.has(id) && !/^line[A-Z]/.test(id))
    .filter((id) => rows.every(({ row }) => (row[id] ?? null) === null));
}

const unreadableLine = ({ record, problems }: Unreadable): string =>
  `Record ${record} cannot be read: ${[...new Set(problems)].join('; ')}.`;
