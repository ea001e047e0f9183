import type { Kysely } from 'kysely';
import type { ErrorCode } from '../../shared/errors.ts';
import { keepableJson } from '../keepable.ts';
import type { Tables } from './tables.ts';

/** A list for other eyes that could not be refreshed although its report was. */
export type AudienceTrouble = {
  readonly workspaceId: string;
  readonly reportId: string;
  /** Its name. */
  readonly audience: string;
  readonly code: ErrorCode;
  readonly message: string;
};

/** Puts it down to be told. It is no trouble of the report, which is as fresh as ever: its next refresh does not settle it. */
export async function raiseAudienceNotice(
  db: Kysely<Tables>,
  { workspaceId, reportId, audience, code, message }: AudienceTrouble,
): Promise<void> {
  const facts = keepableJson({ status: 'audience', audience, code, message });
  await db
    .insertInto('notices')
    .values({ workspace_id: workspaceId, report_id: reportId, kind: 'failed', facts })
    .execute();
}
