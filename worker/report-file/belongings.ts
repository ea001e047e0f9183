import type { AudienceChange } from '../../shared/audiences.ts';
import { PAUSE_AFTER } from '../../shared/schedules.ts';
import type { AudienceRow } from '../db/audiences.ts';
import type { ScheduleRow } from '../db/schedules.ts';
import { liveLinks } from '../db/share-links.ts';
import { changeAudience, createAudience, removeAudience } from '../routes/audiences.ts';
import { giveSchedule, takeSchedule } from '../routes/schedules.ts';
import { destinationOf, inside, wrong, type Place } from './resolve.ts';
import { isSame } from './same.ts';
import type { Scene } from './scene.ts';
import type { FileAudience, FileReport } from './shape.ts';

/** What a report has before the file is applied to it. */
export type Belongings = {
  readonly id: string;
  readonly schedule: ScheduleRow | null;
  readonly audiences: readonly AudienceRow[];
};

async function applySchedule(scene: Scene, { id, schedule: row }: Belongings, given: FileReport['schedule']) {
  const change = { caller: scene.caller, id, wanted: null };
  if (given === undefined) return;
  if (given === null) {
    if (row) await takeSchedule(scene, change);
    return;
  }
  const {
    timing,
    time_zone: timeZone,
    start_date: startDate,
    stop_date: stopDate,
    pause_after: pauseAfter,
  } = row ?? {};
  const before = { timing, timeZone, startDate, stopDate, pauseAfter };
  if (!isSame({ pauseAfter: PAUSE_AFTER, ...given }, before)) await giveSchedule(scene, change, given);
}

async function removeOthers(scene: Scene, rows: readonly AudienceRow[], place: Place): Promise<void> {
  const { deps, caller } = scene;
  const ids = rows.map(({ id }) => id);
  const seen = await liveLinks(deps.db, ids, deps.now());
  for (const row of rows) {
    if (seen.has(row.id))
      throw wrong(
        place,
        'audiences',
        `"${row.name}" is not named, so it would be deleted, and share links show it. Name it, or revoke the links first.`,
      );
    await removeAudience(scene, { caller, id: row.id });
  }
}

const placeOf = ({ spreadsheet_id, tab }: AudienceRow) =>
  spreadsheet_id === null || tab === null ? null : { spreadsheet: spreadsheet_id, tab };

/** Without what is so already. */
function differing(row: AudienceRow, { columns, consentColumn, destination }: AudienceChange): AudienceChange {
  return {
    ...(columns && !isSame(columns, row.columns) && { columns }),
    ...(consentColumn !== undefined && consentColumn !== row.consent_column && { consentColumn }),
    ...(destination !== undefined && !isSame({ destination }, { destination: placeOf(row) }) && { destination }),
  };
}

async function applyAudience(scene: Scene, { id, audiences }: Belongings, file: FileAudience, place: Place) {
  const { caller, names } = scene;
  const { destination: to, ...fields } = file;
  const destination = to === undefined ? {} : { destination: destinationOf(names, place, to) };
  const [row, ...more] = audiences.filter(({ name }) => name === file.name);
  if (more.length > 0)
    throw wrong(place, 'name', `several lists for other eyes are called "${file.name}": rename one.`);
  if (!row) return void (await createAudience(scene, { caller, id }, { ...fields, ...destination }));
  const change = differing(row, { ...fields, ...destination });
  if (Object.keys(change).length > 0) await changeAudience(scene, { caller, id: row.id, wanted: null }, change);
}

function refuseTwice(files: readonly FileAudience[], place: Place): void {
  for (const [at, { name }] of files.entries()) {
    if (files.findIndex((one) => one.name === name) < at)
      throw wrong(inside(place, 'audiences', at), 'name', `"${name}" is there twice. Leave one of them out.`);
  }
}

/** Makes schedule and audiences of a report be as the file says. @throws Failure */
export async function applyBelongings(scene: Scene, before: Belongings, file: FileReport, place: Place): Promise<void> {
  await applySchedule(scene, before, file.schedule);
  const { audiences } = file;
  if (!audiences) return;
  refuseTwice(audiences, place);
  const others = before.audiences.filter(({ name }) => !audiences.some((one) => one.name === name));
  await removeOthers(scene, others, place);
  for (const [at, one] of audiences.entries()) await applyAudience(scene, before, one, inside(place, 'audiences', at));
}
