import { randomUUID } from 'node:crypto';
import { ApiKeyInput, type ApiKey } from '../../shared/api-keys.ts';
import type { AuditEntry } from '../../shared/audit.ts';
import { ErasureInput, PersonQuery, type Erasure, type PersonFound } from '../../shared/erasure.ts';
import {
  ChosenKind,
  NoticeTargetChange,
  NoticeTargetInput,
  type NoticeDelivery,
  type NoticeTarget,
  type NoticeTargetList,
} from '../../shared/notices.ts';

/** Who is told what, codes for programs, what happened, and guests, as a fake worker knows them. */
export type DeskState = {
  email: NoticeTargetList['email'];
  targets: Map<string, NoticeTarget>;
  tried: Pick<NoticeDelivery, 'state' | 'error'>;
  codes: Map<string, ApiKey>;
  entries: AuditEntry[];
  found: PersonFound;
  erasures: Map<string, Erasure>;
};

const AT = '2027-04-01T12:00:00.000Z';

export const createDesk = (): DeskState => ({
  email: 'sent',
  targets: new Map(),
  tried: { state: 'sent', error: null },
  codes: new Map(),
  entries: [],
  found: { finds: [], truncated: false, unread: [], elsewhere: ['Downloads somebody made.'] },
  erasures: new Map(),
});

function addTarget({ targets }: DeskState, body: unknown): unknown {
  const input = NoticeTargetInput.parse(body);
  const isOwn = input.kind === 'email' && input.address === undefined;
  const to = input.kind === 'webhook' ? new URL(input.url).host : (input.address ?? 'owner@example.org');
  const target: NoticeTarget = {
    id: randomUUID(),
    kind: input.kind,
    name: input.name ?? to,
    to,
    isOwn,
    state: 'active',
    kinds: input.kinds ?? [...ChosenKind.options],
    reports: input.reports ?? null,
    timeZone: input.timeZone ?? 'UTC',
    summaryAt: input.summaryAt ?? null,
    lastSentAt: null,
    trouble: null,
    createdAt: AT,
  };
  targets.set(target.id, target);
  return { ...target, signingSecret: input.kind === 'webhook' ? 'not-a-real-secret' : null };
}

function changeTarget({ targets }: DeskState, id: string, body: unknown): NoticeTarget | undefined {
  const before = targets.get(id);
  const change = NoticeTargetChange.parse(body);
  if (!before) return undefined;
  const { name, kinds, reports, timeZone, summaryAt, state } = { ...before, ...change };
  const target: NoticeTarget = {
    ...before,
    name: name ?? before.name,
    kinds: kinds ?? before.kinds,
    reports: reports ?? null,
    timeZone: timeZone ?? before.timeZone,
    summaryAt: summaryAt ?? null,
    state: state ?? before.state,
  };
  targets.set(id, target);
  return target;
}

function makeCode({ codes }: DeskState, body: unknown): unknown {
  const { name, scopes, expiresInDays } = ApiKeyInput.parse(body);
  const code: ApiKey = {
    id: randomUUID(),
    name,
    scopes,
    state: 'active',
    createdBy: 'owner@example.org',
    createdAt: AT,
    expiresAt: expiresInDays === null ? null : '2028-04-01T12:00:00.000Z',
    lastUsedOn: null,
  };
  codes.set(code.id, code);
  return { ...code, secret: 'wck_not-a-real-one' };
}

function erase(state: DeskState, body: unknown): Erasure {
  const { rows } = ErasureInput.parse(body);
  const finds = state.found.finds.filter(({ key }) => !rows || rows.some((row) => row.key === key));
  const erasure: Erasure = {
    id: randomUUID(),
    kind: 'person',
    by: 'email',
    state: 'working',
    places: finds.map(({ reportId, report, spreadsheet, spreadsheetTitle, kind, tab }) => {
      const place = { reportId, report, spreadsheet, spreadsheetTitle, kind, tab };
      return { ...place, state: 'done', rows: 1, cells: 3, beside: 1, remark: null, problem: null };
    }),
    rows: finds.length,
    remembered: 4,
    unreachable: ['The version history of the spreadsheet.'],
    requestedBy: 'owner@example.org',
    createdAt: AT,
    finishedAt: null,
  };
  state.erasures.set(erasure.id, erasure);
  return erasure;
}

function history({ entries }: DeskState, path: string): unknown {
  const kind = new URLSearchParams(path.split('?')[1] ?? '').get('action') ?? '';
  return { entries: entries.filter(({ action }) => action.startsWith(kind)), next: null };
}

/** By "METHOD path-with-:id". */
export const DESK_ROUTES: Record<string, (state: DeskState, id: string, body: unknown, path: string) => unknown> = {
  'GET /v1/notice-targets': ({ targets, email }) => ({ targets: [...targets.values()], email }),
  'POST /v1/notice-targets': (state, _id, body) => addTarget(state, body),
  'PATCH /v1/notice-targets/:id': changeTarget,
  'DELETE /v1/notice-targets/:id': ({ targets }, id) => ({ deleted: targets.delete(id) }),
  'POST /v1/notice-targets/:id/test': ({ tried }) => ({
    ...tried,
    id: randomUUID(),
    what: 'test',
    attempts: 1,
    createdAt: AT,
    sentAt: null,
    nextTryAt: null,
  }),
  'GET /v1/keys': ({ codes }) => ({ keys: [...codes.values()] }),
  'POST /v1/keys': (state, _id, body) => makeCode(state, body),
  'DELETE /v1/keys/:id': ({ codes }, id) => {
    const code = codes.get(id);
    if (code) codes.set(id, { ...code, state: 'revoked' });
    return { deleted: true };
  },
  'GET /v1/audit': (state, _id, _body, path) => history(state, path),
  'POST /v1/people/search': ({ found }, _id, body) => (PersonQuery.parse(body), found),
  'POST /v1/people/erasures': (state, _id, body) => erase(state, body),
  'GET /v1/people/erasures': ({ erasures }) => ({ erasures: [...erasures.values()] }),
  'GET /v1/people/erasures/:id': ({ erasures }, id) => {
    const erasure = erasures.get(id);
    return erasure && { ...erasure, state: 'done', finishedAt: AT };
  },
};
