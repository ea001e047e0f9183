import type { Erasure, PersonFind, PersonFound } from '../../shared/erasure.ts';
import type { Format } from './format.ts';
import { told } from './told.ts';
import { words } from './words.ts';

/** The key cell says the row; a report can have it once in each of its tabs. */
export const rowId = ({ reportId, key }: Pick<PersonFind, 'reportId' | 'key'>): string =>
  JSON.stringify([reportId, key]);

/** Where a row is: "Guest list, tab “Tickets”, row 12". */
export function placeOf({ spreadsheetTitle, tab, row }: PersonFind, { count }: Format): string {
  const { person: text } = words;
  return text.place(spreadsheetTitle ?? text.untitled, tab, count(row));
}

/** What stands in a row, a line each. */
export function linesOf({ columns, beside, person }: PersonFind, { cell }: Format): string[] {
  const { person: text, yes, no } = words;
  const said = (value: PersonFind['columns'][number]['value']): string => cell(value, 'text', { yes, no });
  const filled = columns.filter(({ value }) => value !== null && value !== '');
  return [
    ...(text.who[person] ? [text.who[person]] : []),
    ...filled.map(({ title, value }) => `${told(title)}: ${said(value)}`),
    ...beside.map(({ title, value }) => text.beside(title, said(value))),
  ];
}

/** All that was found, to hand to somebody who asks what there is about them. */
export function answerText({ finds, unread, elsewhere }: PersonFound, format: Format): string {
  const { person: text } = words;
  const rows = finds.flatMap((find) => [
    placeOf(find, format),
    ...linesOf(find, format).map((line) => `  ${line}`),
    '',
  ]);
  const rest = unread.map(({ report, problem }) => text.unread(report, told(problem.message)));
  return [...rows, ...rest, `${text.elsewhere}:`, ...elsewhere.map(told)].join('\n');
}

/** What was erased, and what not, as text to keep. */
export function receiptText(erasure: Erasure, format: Format): string {
  const { person: text } = words;
  const places = erasure.places.map((place) => {
    const where = `${place.spreadsheetTitle ?? text.untitled}, ${place.tab}`;
    const cells = text.cells(format.count(place.cells), format.count(place.beside));
    const done = place.state === 'waiting' ? text.waiting : cells;
    return [
      `${where}: ${place.problem ? told(place.problem.message) : done}`,
      ...(place.remark ? [told(place.remark)] : []),
    ].join(' ');
  });
  return [
    `${format.moment(erasure.createdAt)}, ${erasure.requestedBy}: ${text.states[erasure.state]}`,
    ...places,
    '',
    `${text.unreachable}:`,
    ...erasure.unreachable.map(told),
  ].join('\n');
}
