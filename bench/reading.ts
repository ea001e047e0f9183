import type { Scope } from '../shared/api.ts';
import type { DatasetId, ProviderId } from '../shared/catalogue.ts';
import { createAsk } from '../worker/providers/ask.ts';
import { certify } from '../worker/providers/certificate.ts';
import { createHttp, type Http } from '../worker/providers/http.ts';
import { createProviders } from '../worker/providers/index.ts';
import type { Known } from '../worker/providers/known.ts';
import { pull } from '../worker/providers/pull.ts';
import type { PullCursor } from '../worker/providers/pull-cursor.ts';
import type { StandIn, StandIns } from './stand-ins.ts';

export type Question = { readonly provider: ProviderId; readonly dataset: DatasetId; readonly scope: Scope };

/** Reads a dataset as a run does, without staging. `keys`: of all rows, as the provider calls them. */
export async function readDataset({ providers }: StandIns, { provider: id, dataset: list, scope }: Question) {
  const provider = createProviders({}).find((one) => one.id === id);
  const dataset = provider?.datasets.find((one) => one.id === list);
  if (!provider || !dataset) throw new Error(`${id} ${list} is missing`);
  const { origin, credentials } = providers[id];
  const { http, requests } = counting(createHttp({ trusted: [origin], now: () => new Date() }));
  const ask = createAsk({ http, provider, credentials, baseUrl: origin, signal: new AbortController().signal });
  const known: Known = new Map();
  const rows = new Map<string, readonly string[]>();
  let last: PullCursor | undefined;
  const hash = (secret: string) => secret;
  for await (const page of pull({ dataset, scope, ask, known, now: new Date(), hash })) {
    last = page.cursor;
    for (const reading of page.readings)
      rows.set(
        reading.key,
        reading.rows.map(({ key }) => key.split('/').at(-1) ?? ''),
      );
  }
  await http.close();
  if (!last) throw new Error('nothing was read');
  return { keys: new Set([...rows.values()].flat()), certificate: certify(last, known), requests: requests() };
}

function counting(http: Http) {
  let count = 0;
  const counted: Http = {
    ...http,
    read: async (target, signal) => {
      count += 1;
      return await http.read(target, signal);
    },
  };
  return { http: counted, requests: () => count };
}

/** Tickets of one event of TIXNGO. */
export const readEvent = (standIns: StandIns, eventId: string) =>
  readDataset(standIns, {
    provider: 'tixngo',
    dataset: 'tickets',
    scope: { appId: standIns.providers.tixngo.credentials['appId'] ?? '', eventId },
  });

/** The floor: the same pages, fetched one after the other and parsed, nothing else. */
export async function fetchPages({ origin, credentials }: StandIn, eventId: string): Promise<number> {
  const { email = '', apiKey = '', appId = '' } = credentials;
  const authorization = `Basic ${btoa(`${email}:${apiKey}`)}`;
  let rows = 0;
  for (let offset = 0; ; offset += 1000) {
    const query = `mobileAppId=${appId}&limit=1000&offset=${offset}&excludeDeleted=false`;
    const url = `${origin}/organizer/report/events/${eventId}/tickets?${query}`;
    const response = await fetch(url, { headers: { authorization } });
    const { result } = (await response.json()) as { result: unknown[] };
    rows += result.length;
    if (result.length < 1000) return rows;
  }
}
