import type { ReportDiff, ReportFileInput, ReportFileResult } from '../../shared/report-file.ts';
import { recordDeed } from '../db/audit.ts';
import type { Database } from '../db/connection.ts';
import type { Deps } from '../deps.ts';
import { createAccess, type Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import type { Caller } from '../security/identity.ts';
import { applyReport } from './apply-report.ts';
import { fieldDiffs } from './diff.ts';
import { exportReports, type Exported } from './export-reports.ts';
import { readNames } from './names.ts';
import { readReportFile } from './read-file.ts';

/** Ends a transaction without keeping anything of it. */
class Undone extends Error {
  readonly reports: ReportDiff[];

  constructor(reports: ReportDiff[]) {
    super('nothing is kept');
    this.reports = reports;
  }
}

function diffOf(before: readonly Exported[], after: readonly Exported[], id: string): ReportDiff {
  const old = before.find(({ row }) => row.id === id)?.file ?? null;
  const now = after.find(({ row }) => row.id === id)?.file;
  if (!now) throw new Error('a report that was applied is gone');
  const fields = fieldDiffs(old, now);
  const kind = old === null ? 'created' : fields.length > 0 ? 'changed' : 'unchanged';
  return { report: now.name, kind, fields };
}

/** What is told to Google waits until the transaction is through. */
function postponing(deps: Deps, db: Database) {
  const waiting: (() => void)[] = [];
  const removeStatus: Deps['removeStatus'] = (...given) => void waiting.push(() => deps.removeStatus(...given));
  const tellDue: Deps['tellDue'] = (id) => void waiting.push(() => deps.tellDue(id));
  const forget: Deps['sharedLists']['forget'] = (id) => void waiting.push(() => deps.sharedLists.forget(id));
  const afterwards = () => {
    for (const work of waiting) work();
  };
  return { deps: { ...deps, db, removeStatus, tellDue, sharedLists: { ...deps.sharedLists, forget } }, afterwards };
}

/**
 * Makes the reports of the caller's workspace be as the file says: all of it, or nothing. A dry run does the same, and keeps nothing of it.
 *
 * @throws Failure of the first thing that does not go, with its line.
 */
export async function applyReportFile(
  { deps: outer, access }: { deps: Deps; access: Access },
  caller: Caller,
  { yaml, dryRun = false }: ReportFileInput,
): Promise<ReportFileResult> {
  const { file, lineOf } = readReportFile(yaml);
  const workspaceId = await access.requireMember(caller);
  let afterwards = () => {};
  const work = async (db: Database): Promise<ReportDiff[]> => {
    const postponed = postponing(outer, db);
    const before = await exportReports(db, workspaceId, { lock: true });
    const names = await readNames(db, workspaceId);
    const scene = { deps: postponed.deps, access: createAccess(db, outer.now), caller, names, before };
    const ids: string[] = [];
    for (const [at, report] of file.reports.entries()) {
      ids.push(await applyReport(scene, report, { lineOf, path: ['reports', at] }));
    }
    const after = await exportReports(db, workspaceId);
    const reports = ids.map((id) => diffOf(before, after, id));
    if (dryRun || reports.every(({ kind }) => kind === 'unchanged')) throw new Undone(reports);
    await recordDeed(db, {
      workspaceId,
      actor: actorOf(caller),
      action: 'code.applied',
      object: { kind: 'workspace', id: workspaceId },
      details: countsOf(reports),
    });
    afterwards = postponed.afterwards;
    return reports;
  };
  try {
    const reports = await outer.db.transaction().execute(work);
    afterwards();
    return { applied: true, reports };
  } catch (error) {
    if (error instanceof Undone) return { applied: false, reports: error.reports };
    throw error;
  }
}

function countsOf(reports: readonly ReportDiff[]) {
  const count = (kind: ReportDiff['kind']) => reports.filter((one) => one.kind === kind).length;
  return { created: count('created'), changed: count('changed'), unchanged: count('unchanged') };
}
