import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import type { SharedList } from '../../shared/audiences.ts';
import { findAudience } from '../db/audiences.ts';
import { recordDeed } from '../db/audit.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { takeFromBuckets, type Bucket } from '../db/rate-buckets.ts';
import { findReport, type ReportRow } from '../db/reports.ts';
import { publishedRunStart } from '../db/runs.ts';
import { scheduleOf } from '../db/schedules.ts';
import { noteOpened, shareLink, type ShareLinkRow } from '../db/share-links.ts';
import type { MaskedList } from '../audiences/shared-lists.ts';
import type { Deps } from '../deps.ts';
import { couldRun } from '../export/formula.ts';
import { csvChunks } from '../export/csv.ts';
import { jsonChunks } from '../export/json.ts';
import { Failure } from '../failure.ts';
import { inlinePage } from '../pages/inline-page.ts';
import { isLinkToken, readLinkSecret } from '../security/link-token.ts';
import { readQuery, refuseQuery } from './input.ts';
import type { AppEnv } from './route.ts';

/** Where the page of a link is; its secret stands behind the #, which no browser sends. */
const PAGE = '/s';

const gone = (sentence: string) => new Failure('not-found', sentence);
const ASK = 'Ask whoever sent it to you for a new one.';

/** For one link, asked only by those who have its secret: hundreds of phones that look twice a minute. */
const oneLink = (id: string): Bucket => ({ name: `share-link ${id}`, everyMs: 100, burst: 120 });

async function take({ db }: Deps, link: ShareLinkRow): Promise<void> {
  const retryAfterMs = await takeFromBuckets(db, [oneLink(link.id)]);
  if (retryAfterMs === 0) return;
  throw new Failure('rate-limited', 'Too many look at this link at once. Wait a moment.', { cause: { retryAfterMs } });
}

/**
 * The link a request opens.
 *
 * @throws Failure `not-found`: the same for a link that never was and for a wrong secret.
 */
async function openedLink({ db, now }: Deps, header: string | undefined): Promise<ShareLinkRow> {
  const secret = readLinkSecret(/^Bearer (\S{1,200})$/i.exec(header ?? '')?.[1] ?? '');
  const link = secret && (await shareLink(db, secret.id));
  if (!link || !isLinkToken(secret.token, link.token_hash))
    throw gone(`This link is not whole, or there is no such link. ${ASK}`);
  if (link.revoked_at !== null) throw gone(`This link was closed. ${ASK}`);
  if (link.expires_at <= now()) throw gone(`This link has expired. ${ASK}`);
  return link;
}

/** In the audit log of the team, the first time in an hour: nothing about whoever it was. */
async function writeDown({ db, now }: Deps, link: ShareLinkRow): Promise<void> {
  await inTransaction(db, async (transaction) => {
    if (!(await noteOpened(transaction, link.id, now()))) return;
    await recordDeed(transaction, {
      workspaceId: link.workspace_id,
      actor: { kind: 'link', id: link.id, name: link.name },
      action: 'link.opened',
      object: { kind: 'link', id: link.id },
      details: { audience: link.audience, report: link.report_id },
    });
  });
}

type Opened = { readonly link: ShareLinkRow; readonly report: ReportRow; readonly list: MaskedList };

/** What the team's people can do about it is not for whoever stands at a door. */
const cannotRead = (cause: unknown) =>
  new Failure('unavailable', 'The list cannot be read at the moment. Tell whoever sent you the link if it stays so.', {
    cause,
  });

async function open(deps: Deps, c: Context<AppEnv>): Promise<Opened> {
  const link = await openedLink(deps, c.req.header('authorization'));
  await take(deps, link);
  const audience = await findAudience(deps.db, { id: link.audience_id, workspace_id: link.workspace_id });
  const report = audience && (await findReport(deps.db, audience.report_id));
  if (!report) throw gone(`This link was closed. ${ASK}`);
  await writeDown(deps, link);
  const list = await deps.sharedLists.read(audience, report).catch((error: unknown) => {
    throw cannotRead(error);
  });
  return { link, report, list };
}

async function headOf({ db, now }: Deps, { link, report, list }: Opened): Promise<Omit<SharedList, 'rows'>> {
  const [startedAt, schedule] = await Promise.all([publishedRunStart(db, report), scheduleOf(db, report.id)]);
  const older = report.sources
    .flatMap(({ stale_since: since, read_at: at, rows }) => (since !== null && rows > 0 ? [at?.getTime() ?? 0] : []))
    .toSorted((a, b) => a - b)[0];
  return {
    name: link.audience,
    columns: list.columns.map(({ id, title, type }) => ({ id, title, type })),
    tag: list.tag,
    asOf: (startedAt ?? report.published_at)?.toISOString() ?? null,
    partlyAsOf: older === undefined ? null : new Date(older).toISOString(),
    redAt: schedule?.late_from?.toISOString() ?? null,
    now: now().toISOString(),
    expiresAt: link.expires_at.toISOString(),
  };
}

async function* rowsOf({ rows }: MaskedList) {
  yield* rows;
}

const ListQuery = z.strictObject({ have: z.string().max(100).optional() });

/** A file's name without anything a header or a file system could trip over. */
const fileName = (name: string, end: string) => {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `attachment; filename="${plain.slice(0, 60) || 'list'}.${end}"`;
};

function download(c: Context<AppEnv>, chunks: AsyncGenerator<string>, { type, name }: { type: string; name: string }) {
  c.header('Content-Type', type);
  c.header('Content-Disposition', name);
  return stream(c, async (out) => {
    for await (const chunk of chunks) await out.write(chunk);
  });
}

/** Titles can be questions an organizer wrote. */
const safeTitles = ({ columns }: MaskedList) =>
  columns.map((column) => (couldRun(column.title) ? { ...column, title: `'${column.title}` } : column));

function downloads(app: Hono<AppEnv>, deps: Deps): void {
  app.get(`${PAGE}/list.csv`, async (c) => {
    refuseQuery(c);
    const { link, list } = await open(deps, c);
    // titles of masks make text of any column, and text is what could run
    const columns = safeTitles(list).map((column) => ({ ...column, type: 'text' as const }));
    const name = fileName(link.audience, 'csv');
    return download(c, csvChunks(columns, rowsOf(list), { raw: false, bom: true }), {
      type: 'text/csv; charset=utf-8',
      name,
    });
  });
  app.get(`${PAGE}/list.json`, async (c) => {
    refuseQuery(c);
    const { link, list } = await open(deps, c);
    const name = fileName(link.audience, 'json');
    return download(c, jsonChunks(list.columns, rowsOf(list)), { type: 'application/json; charset=utf-8', name });
  });
}

/** Open to everybody who has a link: `Authorization: Bearer <id>.<secret>`, as it stands behind the # of its address. */
export function sharedListRoutes(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { html, policy } = inlinePage('shared-list', ['list.js', 'view.js', 'page.js']);
  app.use(`${PAGE}/*`, compress(), async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  app.get(PAGE, (c) => {
    c.header('Content-Security-Policy', policy);
    c.header('Cache-Control', 'no-store');
    return c.html(html);
  });
  app.get(`${PAGE}/list`, async (c) => {
    const { have } = readQuery(c, ListQuery);
    const opened = await open(deps, c);
    const rows = have === opened.list.tag ? null : opened.list.rows;
    return c.json({ ...(await headOf(deps, opened)), rows });
  });
  downloads(app, deps);
  return app;
}
