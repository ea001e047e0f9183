import type { ReportChange, ReportInput } from '../../shared/api.ts';
import { Failure } from '../failure.ts';
import { findAccount, findSpreadsheet, type Names } from './names.ts';
import type { LineOf } from './read-file.ts';
import type { FileDestination, FileReport, FileSource } from './shape.ts';

/** Where in the file something stands, so that what is wrong with it is said with its line. */
export type Place = { readonly lineOf: LineOf; readonly path: readonly PropertyKey[] };

/** @returns a Failure `invalid-request` that names the line and the field. */
export function wrong({ lineOf, path }: Place, field: string, problem: string): Failure {
  return new Failure('invalid-request', `Line ${lineOf([...path, field])}: the field "${field}" is wrong: ${problem}`);
}

/** A place in the same thing, deeper inside. */
export const inside = ({ lineOf, path }: Place, ...more: PropertyKey[]): Place => ({
  lineOf,
  path: [...path, ...more],
});

function sourcesOf(names: Names, place: Place, sources: readonly FileSource[]): ReportInput['sources'] {
  return sources.map((source, at) => {
    const found = findAccount(names, source);
    if ('problem' in found) throw wrong(inside(place, 'sources', at), 'account', found.problem);
    return { connectionId: found.id, scope: source.scope ?? {}, lookup: source.lookup ?? null };
  });
}

/** @throws Failure `invalid-request` when it is not clear which spreadsheet is meant. */
export function destinationOf(names: Names, place: Place, to: FileDestination | null): ReportInput['destination'] {
  if (to === null) return null;
  const found = findSpreadsheet(names, to.spreadsheet);
  if ('problem' in found) throw wrong(inside(place, 'destination'), 'spreadsheet', found.problem);
  return { spreadsheet: found.id, tab: to.tab };
}

/**
 * The report's own fields as the API has them; those that are left out stay out.
 *
 * @throws Failure `invalid-request` naming the line of an account or spreadsheet that is not clear.
 */
export function resolved(names: Names, place: Place, file: FileReport): ReportChange & { name: string } {
  const { id: _id, sources, destination, schedule: _schedule, audiences: _audiences, ...fields } = file;
  return {
    ...fields,
    ...(sources && { sources: sourcesOf(names, place, sources) }),
    ...(destination !== undefined && { destination: destinationOf(names, place, destination) }),
  };
}
