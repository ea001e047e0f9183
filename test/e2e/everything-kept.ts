import { z } from 'zod/mini';
import { ApiKeyMade } from '../../shared/api-keys.ts';
import { Report, Run } from '../../shared/api.ts';
import { Audience, NewShareLink } from '../../shared/audiences.ts';
import { Erasure } from '../../shared/erasure.ts';
import { NewNoticeTarget } from '../../shared/notices.ts';
import { Schedule } from '../../shared/schedules.ts';
import { untilOver, type Stage, type WorkerProcess } from './stage.ts';

/** Small, and with every oddity a ticket can have. */
const EVENT = 'trap-door-2027';
const COLUMNS = [
  'ticketId',
  'barcode',
  'ownerFirstName',
  'ownerLastName',
  'ownerEmail',
  'ownerPhone',
  'checkedIn',
  'status',
];
const WEBHOOK = 'https://hooks.example.org/services/T0PLANTED/never-tell-this-part';

export type Everything = {
  report: Report;
  /** What must lie around nowhere, by what it is. */
  secrets: [string, string][];
  /** Names of tables that hold some of it. */
  tables: readonly string[];
};

/** Tables that must not be empty. */
const TABLES = [
  'api_keys',
  'audiences',
  'audit_log',
  'erased_hashes',
  'erasures',
  'key_links',
  'notice_targets',
  'notices',
  'published_rows',
  'run_changes',
  'schedules',
  'share_links',
];

type Scene = { readonly stage: Stage; readonly worker: WorkerProcess };

const Asked = z.object({ address: z.string() });

/** A team in full use: a held run, history, a live link, a schedule, keys, notices, somebody who was erased. */
export async function fillWithEverything(stage: Stage, worker: WorkerProcess, first: Report): Promise<Everything> {
  const { tixngo } = stage.sandbox.providers;
  const guests = [...tixngo.tickets(EVENT)];
  const report = await guestReport(worker, first);
  const scene = { stage, worker };
  await refreshed(scene, report.id);
  await worker.call('PUT', `/v1/reports/${report.id}/schedule`, Schedule, {
    timing: { kind: 'every', minutes: 60 },
    timeZone: 'Europe/Zurich',
  });
  const target = await worker.call('POST', '/v1/notice-targets', NewNoticeTarget, { kind: 'webhook', url: WEBHOOK });
  const key = await worker.call('POST', '/v1/keys', ApiKeyMade, { name: 'Night script', scopes: ['read', 'manage'] });
  const link = await openLink(worker, report.id);
  const { connectionId } = first.sources[0] ?? { connectionId: '' };
  const asked = await worker.call('POST', `/v1/connections/${connectionId}/ask`, Asked, {});
  tixngo.switches.set({ scansPerSecond: 3 });
  tixngo.tick(1);
  tixngo.switches.set({ scansPerSecond: 0 });
  const history = await refreshed(scene, report.id);
  const erased = guests.find(({ ownerEmail }) => textOf(ownerEmail).includes('@'));
  await worker.call('POST', '/v1/people/search', z.unknown(), { email: textOf(erased?.ownerEmail) });
  await stage.database.db.deleteFrom('rate_buckets').execute();
  const erasure = await worker.call('POST', '/v1/people/erasures', Erasure, {
    person: { email: textOf(erased?.ownerEmail) },
  });
  tixngo.switches.set({ vanishesPerSecond: Math.ceil(tixngo.truth(EVENT).length * 0.7) });
  tixngo.tick(1);
  tixngo.switches.set({ vanishesPerSecond: 0 });
  const held = await refreshed(scene, report.id);
  if (history.changes?.changed === 0 || held.hold === null || erasure.rows === 0)
    throw new Error('not all of it is there');
  return {
    report,
    secrets: [
      ['address of the webhook', WEBHOOK],
      ['its own part', 'never-tell-this-part'],
      ['secret of the webhook', target.signingSecret ?? ''],
      ['API key', key.secret],
      ["API key's secret", key.secret.slice(-43)],
      ['share link', secretOf(link)],
      ['link of the owner of a key', secretOf(asked.address)],
      ...guests.flatMap((guest) => personalOf(guest)),
    ],
    tables: TABLES,
  };
}

async function guestReport(worker: WorkerProcess, { sources, destination }: Report): Promise<Report> {
  return await worker.call('POST', '/v1/reports', Report, {
    name: 'Guests',
    sources: sources.map((source) => ({ ...source, scope: { ...source.scope, eventId: EVENT } })),
    dataset: 'tickets',
    columns: COLUMNS,
    destination: { spreadsheet: destination?.spreadsheet, tab: 'Guests' },
    writeMode: 'sync',
    writing: { changeLogRuns: 5, removedRows: 'move' },
  });
}

async function refreshed({ stage, worker }: Scene, reportId: string): Promise<Run> {
  // Google's pace is kept elsewhere; here it would only make the test slow
  await stage.database.db.deleteFrom('rate_buckets').execute();
  const { id } = await worker.call('POST', `/v1/reports/${reportId}/runs`, Run);
  const run = await untilOver(worker, id);
  if (run.status !== 'done') throw new Error(`the refresh is ${run.status}: ${run.error?.message}`);
  return run;
}

/** An audience with masks, its link, opened once. */
async function openLink(worker: WorkerProcess, reportId: string): Promise<string> {
  const columns = [
    { id: 'ownerFirstName', mask: 'initials' },
    { id: 'barcode', mask: 'last-4' },
  ];
  const audience = await worker.call('POST', `/v1/reports/${reportId}/audiences`, Audience, { name: 'Door', columns });
  const made = await worker.call('POST', `/v1/audiences/${audience.id}/links`, NewShareLink, { name: 'Gate A' });
  const headers = { authorization: `Bearer ${openedBy(made.address)}` };
  const answer = await fetch(`${worker.url}/s/list`, { headers });
  if (!answer.ok) throw new Error(`the link does not open: ${answer.status} ${await answer.text()}`);
  return made.address;
}

const openedBy = (address: string): string => address.split('#')[1] ?? address;

/** Without the id before it, which is no secret. */
const secretOf = (address: string): string => openedBy(address).split('.').at(-1) ?? '';

function personalOf(guest: object): [string, string][] {
  const fields = ['ownerEmail', 'ownerPhone', 'ticketBarcode', 'ticketId'];
  const values = new Map<string, unknown>(Object.entries(guest));
  return fields.flatMap((field): [string, string][] => {
    const text = textOf(values.get(field));
    return text.length > 7 ? [[`a guest's ${field}`, text]] : [];
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
