import { createAsk } from '../worker/providers/ask.ts';
import { createHttp } from '../worker/providers/http.ts';
import { createProviders } from '../worker/providers/index.ts';
import { certify } from '../worker/providers/certificate.ts';
import type { Known } from '../worker/providers/known.ts';
import { pull } from '../worker/providers/pull.ts';
import type { PullCursor } from '../worker/providers/pull-cursor.ts';
import { liveTickets, type StandIns } from './stand-ins.ts';

/** Reads an event as a run does, without staging. */
export async function readEvent({ providers }: StandIns, eventId: string) {
  const { origin, credentials } = providers.tixngo;
  const [tixngo] = createProviders({});
  const [dataset] = tixngo?.datasets ?? [];
  if (!tixngo || !dataset) throw new Error('TIXNGO is missing');
  const http = createHttp({ trusted: [origin], now: () => new Date() });
  const signal = new AbortController().signal;
  const ask = createAsk({ http, provider: tixngo, credentials, baseUrl: origin, signal });
  const known: Known = new Map();
  let last: PullCursor | undefined;
  const scope = { appId: credentials.appId, eventId };
  const hash = (secret: string) => secret;
  for await (const page of pull({ dataset, scope, ask, known, now: new Date(), hash })) last = page.cursor;
  await http.close();
  if (!last) throw new Error('nothing was read');
  return { known, certificate: certify(last, known) };
}

/** The floor: the same pages, fetched one after the other and parsed, nothing else. */
export async function fetchPages({ providers }: StandIns, eventId: string): Promise<number> {
  const { origin, credentials } = providers.tixngo;
  const authorization = `Basic ${btoa(`${credentials.email}:${credentials.apiKey}`)}`;
  let rows = 0;
  for (let offset = 0; ; offset += 1000) {
    const query = `mobileAppId=${credentials.appId}&limit=1000&offset=${offset}&excludeDeleted=false`;
    const url = `${origin}/organizer/report/events/${eventId}/tickets?${query}`;
    const response = await fetch(url, { headers: { authorization } });
    const { result } = (await response.json()) as { result: unknown[] };
    rows += result.length;
    if (result.length < 1000) return rows;
  }
}

/** Live tickets that reading did not find. */
export async function missing(standIns: StandIns, eventId: string, known: Known): Promise<number> {
  const live = await liveTickets(standIns, eventId);
  return live.filter((id) => !known.get(id)?.rows).length;
}
