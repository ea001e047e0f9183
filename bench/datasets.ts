import type { Scope } from '../shared/api.ts';
import type { ProviderId } from '../shared/catalogue.ts';
import { createProviders } from '../worker/providers/index.ts';
import { readDataset, type Question } from './reading.ts';
import { liveTickets, setSwitches, type StandIns } from './stand-ins.ts';

/** The event each provider is asked for: its Spring Gala. */
const GALA: Readonly<Record<ProviderId, string>> = {
  tixngo: 'spring-gala-2027',
  'ticket-tailor': 'ev_1001',
  paylogic: 'ef42fbfa5ea53ed6ddb825db7e9d4551',
  oveit: '41207',
  vivenu: '65f0c0de0000000000000001',
};

/** What each required or telling field of a scope is filled with. */
function scopeOf(standIns: StandIns, id: ProviderId, fields: readonly { id: string; required: boolean }[]): Scope {
  const values: Scope = {
    appId: standIns.providers.tixngo.credentials['appId'] ?? '',
    eventId: GALA[id],
    includeDeleted: 'true',
    from: '2024-01-01',
    to: '2028-01-01',
    period: '2025-03',
  };
  const wanted = fields.filter(
    ({ id: field, required }) => required || field === 'eventId' || field === 'includeDeleted',
  );
  return Object.fromEntries(wanted.map((field) => [field.id, values[field.id] ?? '']));
}

export const questions = (standIns: StandIns): Question[] =>
  createProviders({}).flatMap(({ id: provider, datasets }) =>
    datasets.map(({ id: dataset, scope }) => ({ provider, dataset, scope: scopeOf(standIns, provider, scope) })),
  );

export type Read = {
  readonly question: Question;
  readonly rows: number;
  readonly requests: number;
  readonly seconds: number;
};

/** Reads every dataset of every provider once. */
export async function* readAll(standIns: StandIns): AsyncGenerator<Read & { complete: boolean }> {
  for (const question of questions(standIns)) {
    const began = performance.now();
    const { certificate, requests } = await readDataset(standIns, question);
    const seconds = (performance.now() - began) / 1000;
    yield { question, rows: certificate.rows, requests, seconds, complete: certificate.complete };
  }
}

const RATES = { sales: 5, scans: 10, edits: 2 };
const CHANGES: Readonly<Record<ProviderId, readonly [on: object, off: object]>> = {
  tixngo: [
    { scansPerSecond: 10, deletesPerSecond: 2, salesPerSecond: 5 },
    { scansPerSecond: 0, deletesPerSecond: 0, salesPerSecond: 0 },
  ],
  'ticket-tailor': [{ changesPerSecond: RATES }, { changesPerSecond: null }],
  vivenu: [{ changesPerSecond: RATES }, { changesPerSecond: null }],
  paylogic: [
    { salesPerSecond: 5, scansPerSecond: 10 },
    { salesPerSecond: 0, scansPerSecond: 0 },
  ],
  oveit: [
    { salesPerSecond: 5, checkinsPerSecond: 10, cancellationsPerSecond: 1 },
    { salesPerSecond: 0, checkinsPerSecond: 0, cancellationsPerSecond: 0 },
  ],
};

/** Reads the tickets of each provider's gala while they are sold and scanned; counts those that were there all the while and are missing. */
export async function* readWhileChanging(standIns: StandIns) {
  for (const question of questions(standIns).filter(({ dataset }) => dataset === 'tickets')) {
    const { provider, scope } = question;
    const standIn = standIns.providers[provider];
    const [on, off] = CHANGES[provider];
    const eventId = scope['eventId'] ?? '';
    const before = new Set(await liveTickets(standIn, eventId));
    await setSwitches(standIn, { latencyMs: 50, ...on });
    const { keys, certificate } = await readDataset(standIns, question);
    await setSwitches(standIn, { latencyMs: 0, ...off });
    const stayed = (await liveTickets(standIn, eventId)).filter((id) => before.has(id));
    const missing = stayed.filter((id) => !keys.has(id)).length;
    yield { provider, rows: keys.size, stayed: stayed.length, missing, catchUps: certificate.catchUps };
  }
}
