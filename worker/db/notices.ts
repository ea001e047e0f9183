import type { Kysely } from 'kysely';
import type { NoticeKind } from '../../shared/notices.ts';
import { keepableJson } from '../keepable.ts';
import type { Tables } from './tables.ts';

/** Something people are to be told. `facts`: counts, names people gave to things, sentences of errors; never a guest's data. */
export type Notice = {
  readonly workspaceId: string;
  readonly reportId: string | null;
  readonly kind: NoticeKind;
  readonly facts?: Readonly<Record<string, unknown>>;
};

/** Puts it down to be told; worker/notices makes messages of it. */
export async function raiseNotice(
  db: Kysely<Tables>,
  { workspaceId, reportId, kind, facts = {} }: Notice,
): Promise<void> {
  await db
    .insertInto('notices')
    .values({ workspace_id: workspaceId, report_id: reportId, kind, facts: keepableJson(facts) })
    .execute();
}
