import type { Kysely } from 'kysely';
import type { NoticeKind } from '../../shared/notices.ts';
import { keepableJson } from '../keepable.ts';
import { inTransaction } from './in-transaction.ts';
import { noteTrouble } from './report-troubles.ts';
import type { Tables } from './tables.ts';

/** Something people are to be told. `facts`: counts, names people gave to things, sentences of errors; never a guest's data. */
export type Notice = {
  readonly workspaceId: string;
  readonly reportId: string | null;
  readonly kind: NoticeKind;
  readonly facts?: Readonly<Record<string, unknown>>;
};

/**
 * Puts it down to be told; worker/notices makes messages of it. What is wrong with a report (`failed`, `held`, `missed`, `not-shared`) is
 * put down once, however often it is raised, until the report has recovered; a failure for another reason (`facts.code`) once more.
 *
 * @returns whether it is told: not when it is known already.
 */
export async function raiseNotice(db: Kysely<Tables>, notice: Notice): Promise<boolean> {
  const { workspaceId, reportId, kind, facts = {} } = notice;
  return await inTransaction(db, async (transaction) => {
    if (reportId !== null && !(await noteTrouble(transaction, { workspaceId, reportId, kind, facts }))) return false;
    await transaction
      .insertInto('notices')
      .values({ workspace_id: workspaceId, report_id: reportId, kind, facts: keepableJson(facts) })
      .execute();
    return true;
  });
}
