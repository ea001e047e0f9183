import { ReportChange, ReportInput } from '../../shared/api.ts';
import { writingWith } from '../../shared/writing.ts';
import { Failure } from '../failure.ts';
import { toInput, type WholeInput } from '../routes/report-input.ts';
import { changeReport, createReport } from '../routes/reports.ts';
import { applyBelongings } from './belongings.ts';
import type { Exported } from './export-reports.ts';
import { resolved, wrong, type Place } from './resolve.ts';
import { isSame } from './same.ts';
import type { Scene } from './scene.ts';
import type { FileReport } from './shape.ts';

/** The change without what is so already: what stays needs no permission, and a report that is running can stay. */
function differing(change: ReportChange, before: WholeInput): ReportChange {
  const { writing, ...rest } = change;
  const after = { ...rest, ...(writing && { writing: writingWith(writing, before.writing) }) };
  const old = new Map<string, unknown>(Object.entries(before));
  return ReportChange.parse(
    Object.fromEntries(Object.entries(after).filter(([field, value]) => !isSame(value, old.get(field)))),
  );
}

function existing({ before }: Scene, file: FileReport, place: Place): Exported | undefined {
  if (file.id !== undefined) {
    const found = before.find(({ row }) => row.id === file.id);
    if (found) return found;
    throw wrong(place, 'id', 'this team has no report with this id. Leave the id out to make a new one.');
  }
  const [only, ...more] = before.filter(({ row }) => row.name === file.name);
  if (more.length === 0) return only;
  throw wrong(place, 'name', `several reports are called "${file.name}": add the "id" of the one that is meant.`);
}

function newInput(change: ReportChange & { name: string }, place: Place): ReportInput {
  const { sources, dataset } = change;
  const missing = sources === undefined ? 'sources' : dataset === undefined ? 'dataset' : null;
  if (missing !== null)
    throw new Failure(
      'invalid-request',
      `Line ${place.lineOf(place.path)}: there is no report "${change.name}" yet, and to make it the field "${missing}" is missing.`,
    );
  return ReportInput.parse({ columns: [], destination: null, ...change });
}

/** What the API refuses is said with the report and its line. */
async function placed<T>(file: FileReport, { lineOf, path }: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'internal') throw error;
    if (/^Line \d/.test(error.message)) throw error;
    throw new Failure(error.code, `Line ${lineOf(path)}, report "${file.name}": ${error.message}`, { cause: error });
  }
}

/**
 * Makes one report be as the file says.
 *
 * @returns its id.
 * @throws Failure
 */
export async function applyReport(scene: Scene, file: FileReport, place: Place): Promise<string> {
  const { deps, access, caller, names } = scene;
  const found = existing(scene, file, place);
  const change = resolved(names, place, file);
  if (!found) {
    const input = newInput(change, place);
    const { id } = await placed(file, place, async () => await createReport({ deps, access }, caller, input));
    await placed(
      file,
      place,
      async () => await applyBelongings(scene, { id, schedule: null, audiences: [] }, file, place),
    );
    return id;
  }
  const { row, schedule, audiences } = found;
  const different = differing(change, toInput(row));
  if (Object.keys(different).length > 0)
    await placed(file, place, async () => await changeReport({ deps, access }, caller, row.id, different));
  const before = { id: row.id, schedule, audiences };
  await placed(file, place, async () => await applyBelongings(scene, before, file, place));
  return row.id;
}
