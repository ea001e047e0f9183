import type { Kysely } from 'kysely';
import type { NoticeKind } from '../../shared/notices.ts';
import type { Tables } from './tables.ts';

type Db = Kysely<Tables>;

/** What stays wrong with a report until a refresh works. The others are told each time they happen. */
const LASTING: readonly NoticeKind[] = ['failed', 'held', 'missed', 'not-shared'];

type Trouble = {
  readonly workspaceId: string;
  readonly reportId: string;
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Only failures have several reasons, each with a next step of its own. */
function codeOf({ kind, facts }: Trouble): string {
  return kind === 'failed' && typeof facts['code'] === 'string' ? facts['code'] : '';
}

/** Notes what is wrong with a report. @returns false when it was known. */
export async function noteTrouble(db: Db, trouble: Trouble): Promise<boolean> {
  const { workspaceId, reportId, kind } = trouble;
  if (!LASTING.includes(kind)) return true;
  const fresh = await db
    .insertInto('report_troubles')
    .values({ workspace_id: workspaceId, report_id: reportId, kind, code: codeOf(trouble) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kind')
    .executeTakeFirst();
  return fresh !== undefined;
}

/**
 * Forgets what was wrong with a report, of these kinds.
 *
 * @returns what people had been told, and since when it was so; null: nothing.
 */
export async function settleTroubles(
  db: Db,
  reportId: string,
  kinds: readonly NoticeKind[] = LASTING,
): Promise<{ since: Date; kinds: NoticeKind[] } | null> {
  const settled = await db
    .deleteFrom('report_troubles')
    .where('report_id', '=', reportId)
    .where('kind', 'in', [...kinds])
    .returning(['kind', 'since'])
    .execute();
  const [first] = settled.toSorted((a, b) => a.since.getTime() - b.since.getTime());
  return first ? { since: first.since, kinds: [...new Set(settled.map(({ kind }) => kind))] } : null;
}
