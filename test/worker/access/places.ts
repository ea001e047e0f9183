import type { Kind } from './roles.ts';
import type { Team } from './team.ts';
import { SCHEDULE, type Thing } from './things.ts';

/** What is asked on a route to try it: a body that is right, and an id of something of the team. */
export type Place = {
  readonly kind: Kind;
  readonly of?: Thing;
  readonly body?: (team: Team, id: string) => unknown;
  readonly query?: string;
  /** Besides `id`: what stands in the path. */
  readonly word?: string;
};

const account = { provider: 'tixngo', label: 'Main', credentials: { apiKey: 'secret' } };
const question = ({ connection }: Team) => ({
  sources: [{ connectionId: connection, scope: { eventId: 'gala' } }],
  dataset: 'tickets',
  columns: [],
});
const someone = { email: 'guest@example.org' };
const nobody = { id: '00000000-0000-4000-8000-000000000000', secret: 'x'.repeat(43) };

const PEOPLE: Readonly<Record<string, Place>> = {
  'GET /v1/me': { kind: 'signed in: look' },
  'POST /v1/invitations/:id/accept': { kind: 'signed in: what is meant for somebody else', of: 'invitation' },
  'POST /v1/invitations/:id/decline': { kind: 'signed in: what is meant for somebody else', of: 'invitation' },
  'POST /v1/workspaces/:id/join': { kind: 'of the team: people only', of: 'workspace' },
  'GET /v1/invitations': { kind: 'own team: admins' },
  'POST /v1/invitations': { kind: 'own team: admins', body: () => ({ email: 'new@example.org' }) },
  'DELETE /v1/invitations/:id': { kind: 'of the team: admins', of: 'invitation' },
  'GET /v1/domains': { kind: 'own team: admins' },
  'POST /v1/domains': { kind: 'own team: admins', body: () => ({ domain: 'hall.example' }) },
  'DELETE /v1/domains/:id': { kind: 'of the team: admins', of: 'domain' },
  'GET /v1/workspace': { kind: 'own team: look' },
  'PATCH /v1/workspace': { kind: 'own team: admins', body: () => ({ name: 'Hall' }) },
  'DELETE /v1/workspace': { kind: 'own team: admins', body: ({ tag }) => ({ name: tag }) },
  'POST /v1/workspace/leave': { kind: 'own team: people only' },
  'GET /v1/members': { kind: 'own team: look' },
  'PATCH /v1/members/:id': { kind: 'of the team: admins', of: 'member', body: () => ({ role: 'admin' }) },
  'DELETE /v1/members/:id': { kind: 'of the team: admins', of: 'member' },
  'POST /v1/members/:id/take-over': { kind: 'of the team: admins', of: 'member' },
};

const ACCOUNTS: Readonly<Record<string, Place>> = {
  'GET /v1/providers': { kind: 'signed in: look' },
  'GET /v1/connections': { kind: 'signed in: look' },
  'POST /v1/connections': { kind: 'founds a team', body: () => account },
  'GET /v1/connections/:id': { kind: 'of the team: look', of: 'connection' },
  'PATCH /v1/connections/:id': { kind: 'of the team: admins', of: 'connection', body: () => ({ label: 'Hall' }) },
  'DELETE /v1/connections/:id': { kind: 'of the team: admins', of: 'connection', query: 'force=true' },
  'POST /v1/connections/:id/test': { kind: 'of the team: admins', of: 'connection' },
  'POST /v1/connections/:id/ask': { kind: 'of the team: admins', of: 'connection' },
  'DELETE /v1/connections/:id/ask': { kind: 'of the team: admins', of: 'asked connection' },
  'GET /v1/connections/:id/events': { kind: 'of the team: look', of: 'connection' },
  'GET /v1/connections/:id/apps': { kind: 'of the team: look', of: 'connection' },
};

const SPREADSHEETS: Readonly<Record<string, Place>> = {
  'GET /v1/spreadsheets': { kind: 'signed in: look' },
  'POST /v1/spreadsheets': { kind: 'signed in: do', body: ({ googleId }) => ({ spreadsheetId: googleId }) },
  'GET /v1/spreadsheets/:id': { kind: 'report: look', of: 'spreadsheet' },
  'PATCH /v1/spreadsheets/:id': { kind: 'spreadsheet: change', of: 'spreadsheet', body: () => ({ statusTab: false }) },
  'POST /v1/spreadsheets/:id/proof': { kind: 'spreadsheet: prove', of: 'spreadsheet' },
  'GET /v1/spreadsheets/:id/copy': { kind: 'report: look', of: 'spreadsheet' },
  'POST /v1/spreadsheets/:id/copy': { kind: 'of the team: change', of: 'spreadsheet', body: () => ({ events: [] }) },
  'DELETE /v1/spreadsheets/:id': { kind: 'spreadsheet: change', of: 'spreadsheet', query: 'force=true' },
};

const REPORTS: Readonly<Record<string, Place>> = {
  'GET /v1/reports': { kind: 'signed in: look' },
  'POST /v1/reports': {
    kind: 'names things of the team in its body',
    body: (team) => ({ ...question(team), name: 'New', filters: {}, destination: null }),
  },
  'POST /v1/reports/preview': { kind: 'names things of the team in its body', body: question },
  'GET /v1/reports/:id': { kind: 'report: look', of: 'report' },
  'PATCH /v1/reports/:id': { kind: 'report: change', of: 'report', body: () => ({ name: 'New' }) },
  'DELETE /v1/reports/:id': { kind: 'report: change', of: 'report' },
  'POST /v1/reports/preflight': { kind: 'report: refresh', of: 'report', body: (_team, id) => ({ reportId: id }) },
  'POST /v1/reports/:id/hold': { kind: 'report: refresh', of: 'report', body: () => ({ decision: 'accept' }) },
  'POST /v1/reports/:id/runs': { kind: 'report: refresh', of: 'report' },
  'GET /v1/reports/:id/runs': { kind: 'report: look', of: 'report' },
  'GET /v1/runs/:id': { kind: 'report: look', of: 'waiting run' },
  'DELETE /v1/runs/:id': { kind: 'report: refresh', of: 'waiting run' },
  'GET /v1/runs/:id/events': { kind: 'report: look', of: 'finished download' },
  'GET /v1/runs/:id/changes': { kind: 'report: look', of: 'waiting run' },
  'GET /v1/runs/:id/rows': { kind: 'report: look', of: 'finished download' },
  'GET /v1/report-file': { kind: 'own team: look' },
  'POST /v1/report-file': { kind: 'own team: change', body: () => ({ yaml: 'reports: []', dryRun: true }) },
};

const SCHEDULES: Readonly<Record<string, Place>> = {
  'GET /v1/reports/:id/schedule': { kind: 'report: look', of: 'scheduled report' },
  'GET /v1/reports/:id/schedule/offers': { kind: 'report: look', of: 'report' },
  'PUT /v1/reports/:id/schedule': { kind: 'report: change', of: 'report', body: () => SCHEDULE },
  'DELETE /v1/reports/:id/schedule': { kind: 'report: change', of: 'scheduled report' },
  'POST /v1/reports/:id/schedule/pause': { kind: 'report: change', of: 'scheduled report' },
  'POST /v1/reports/:id/schedule/resume': { kind: 'report: change', of: 'paused report' },
};

const SHARING: Readonly<Record<string, Place>> = {
  'GET /v1/reports/:id/audiences': { kind: 'report: look, own team', of: 'report' },
  'POST /v1/reports/:id/audiences': { kind: 'report: change', of: 'report', body: () => ({ name: 'Door' }) },
  'GET /v1/audiences/:id': { kind: 'of the team: look', of: 'audience' },
  'PATCH /v1/audiences/:id': { kind: 'of the team: change', of: 'audience', body: () => ({ name: 'Gate' }) },
  'DELETE /v1/audiences/:id': { kind: 'of the team: change', of: 'audience' },
  'GET /v1/links': { kind: 'own team: admins' },
  'GET /v1/audiences/:id/links': { kind: 'of the team: admins', of: 'audience' },
  'POST /v1/audiences/:id/links': { kind: 'of the team: admins', of: 'audience', body: () => ({ name: 'Door' }) },
  'DELETE /v1/links/:id': { kind: 'of the team: admins', of: 'link' },
};

const NOTICES: Readonly<Record<string, Place>> = {
  'GET /v1/notice-targets': { kind: 'own team: look' },
  'POST /v1/notice-targets': { kind: 'own team: people only', body: () => ({ kind: 'email' }) },
  'GET /v1/notice-targets/:id': { kind: "somebody else's notices: look", of: 'notice target' },
  'PATCH /v1/notice-targets/:id': {
    kind: "somebody else's notices: change",
    of: 'notice target',
    body: () => ({ name: 'Desk' }),
  },
  'DELETE /v1/notice-targets/:id': { kind: "somebody else's notices: change", of: 'notice target' },
  'POST /v1/notice-targets/:id/test': { kind: "somebody else's notices: change", of: 'notice target' },
  'GET /v1/notice-targets/:id/deliveries': { kind: "somebody else's notices: look", of: 'notice target' },
  'GET /v1/notices': { kind: 'own team: look' },
};

const RECORDS: Readonly<Record<string, Place>> = {
  'GET /v1/keys': { kind: 'own team: admins' },
  'POST /v1/keys': { kind: 'own team: admins', body: () => ({ name: 'Script', scopes: ['read'] }) },
  'DELETE /v1/keys/:id': { kind: 'of the team: admins', of: 'key' },
  'GET /v1/audit': { kind: 'own team: admins' },
  'POST /v1/people/search': { kind: 'own team: admins', body: () => someone },
  'POST /v1/people/erasures': { kind: 'own team: admins, about nobody', body: () => ({ person: someone }) },
  'GET /v1/people/erasures': { kind: 'own team: admins' },
  'GET /v1/people/erasures/:id': { kind: 'of the team: admins', of: 'erasure' },
  'POST /v1/people/erasures/:id/retry': { kind: 'of the team: admins', of: 'erasure' },
  'DELETE /v1/people/erasures/:id': { kind: 'of the team: admins', of: 'erasure' },
};

const OPEN: Readonly<Record<string, Place>> = {
  'GET /healthz': { kind: 'open' },
  'GET /readyz': { kind: 'open' },
  'GET /openapi.json': { kind: 'open' },
  'GET /enter': { kind: 'open' },
  'POST /enter/form': { kind: 'opened by a secret in a link', body: () => nobody },
  'POST /enter/key': { kind: 'opened by a secret in a link', body: () => ({ ...nobody, credentials: {} }) },
  'GET /s': { kind: 'open' },
  'GET /s/list': { kind: 'opened by a secret in a link' },
  'GET /s/list.csv': { kind: 'opened by a secret in a link' },
  'GET /s/list.json': { kind: 'opened by a secret in a link' },
  'GET /unsubscribe/:id/:word': { kind: 'opened by a secret in a link', of: 'notice target' },
  'POST /unsubscribe/:id/:word': { kind: 'opened by a secret in a link', of: 'notice target' },
};

/** Every route there may be, with what it is tried with: a route that is missing here is a mistake until somebody has placed it. */
export const PLACES: Readonly<Record<string, Place>> = {
  ...PEOPLE,
  ...ACCOUNTS,
  ...SPREADSHEETS,
  ...REPORTS,
  ...SCHEDULES,
  ...SHARING,
  ...NOTICES,
  ...RECORDS,
  ...OPEN,
};
