import type { Audience, ShareLink } from '../../shared/audiences.ts';
import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { AudienceRow } from '../db/audiences.ts';
import { liveLinks, type ShareLinkRow } from '../db/share-links.ts';
import type { Deps } from '../deps.ts';

const isCode = (code: string): code is ErrorCode => code in ERRORS;

function problemOf({ problem_code: code, problem }: AudienceRow): Audience['problem'] {
  return code === null ? null : { code: isCode(code) ? code : 'internal', message: problem ?? '' };
}

/** Audiences as the API shows them. */
export async function toAudiences({ db, now }: Deps, rows: readonly AudienceRow[]): Promise<Audience[]> {
  const ids = rows.map(({ id }) => id);
  const links = await liveLinks(db, ids, now());
  return rows.map((row) => ({
    id: row.id,
    reportId: row.report_id,
    name: row.name,
    columns: row.columns,
    consentColumn: row.consent_column,
    destination:
      row.spreadsheet_id === null || row.tab === null ? null : { spreadsheet: row.spreadsheet_id, tab: row.tab },
    publishedAt: row.published_at?.toISOString() ?? null,
    rows: row.rows,
    sheetId: row.sheet_id,
    problem: problemOf(row),
    liveLinks: links.get(row.id) ?? 0,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}

function stateOf({ revoked_at: revoked, expires_at: expires }: ShareLinkRow, now: Date): ShareLink['state'] {
  if (revoked !== null) return 'revoked';
  return expires <= now ? 'expired' : 'live';
}

/** A share link as the API shows it. */
export function toShareLink(row: ShareLinkRow, now: Date): ShareLink {
  return {
    id: row.id,
    audienceId: row.audience_id,
    audience: row.audience,
    reportId: row.report_id,
    report: row.report,
    name: row.name,
    state: stateOf(row, now),
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_email,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastOpenedAt: row.opened_at?.toISOString() ?? null,
  };
}
