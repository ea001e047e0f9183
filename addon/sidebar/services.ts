import type { Report } from '../../shared/api.ts';
import type { SheetContext, Start } from '../sheet-context.ts';
import { isLinked, wasLinked, type Catalogue } from './catalogue.ts';
import { createWorkerVersion, type WorkerVersion } from './compatibility.ts';
import { createFormat, type Format } from './format.ts';
import type { Google } from './google.ts';
import { createIdentity } from './identity.ts';
import { linkSpreadsheet } from './link-spreadsheet.ts';
import { speakTo } from './speak-to.ts';
import { formatLocale } from './start.ts';
import { toldProvider } from './told.ts';
import { createWorkerApi, type WorkerApi } from './worker-api.ts';
import { createSend } from './worker-request.ts';

/** What the views use to reach Google and the worker, and to write numbers and dates. */
export type Services = { api: WorkerApi; google: Google; format: Format; place: SheetContext; version: WorkerVersion };

/**
 * Takes what the menu item told; only what is missing there is asked of Google. From here on the sidebar speaks the person's language.
 *
 * @throws GoogleProblem
 */
export async function openServices(google: Google, start: Start): Promise<Services> {
  const identity = createIdentity(google.identityToken, Date.now, start.token);
  const [place] = await Promise.all([start.context ?? google.context(), identity.token()]);
  speakTo(place.userLocale);
  const version = createWorkerVersion();
  const api = createWorkerApi(createSend(place.workerUrl, identity, version), version);
  return { version, api, google, format: createFormat(formatLocale(place), place.timeZone), place };
}

function usesOf(reports: readonly Report[]): Record<string, number> {
  const uses: Record<string, number> = {};
  for (const { sources } of reports) {
    for (const id of new Set(sources.map(({ connectionId }) => connectionId))) uses[id] = (uses[id] ?? 0) + 1;
  }
  return uses;
}

/**
 * A link holds for a day. Whoever linked the spreadsheet before gets the next day without a click: the mark is left and
 * checked again, nothing is shared. When that does not work the catalogue comes back as it was, and the sidebar offers to link.
 */
export async function renewLink(services: Services, catalogue: Catalogue): Promise<Catalogue> {
  const { spreadsheet } = catalogue;
  if (isLinked(spreadsheet, Date.now()) || !wasLinked(spreadsheet)) return catalogue;
  const { api, google, place } = services;
  const { spreadsheetId, title } = place;
  const renewal = { api, google, spreadsheetId, title, isShared: true, onStep: () => undefined };
  const outcome = await linkSpreadsheet(renewal);
  return 'linked' in outcome ? readCatalogue(services) : catalogue;
}

/** Reads all that the first view needs, in parallel. Rejects as the worker's calls do. */
export async function readCatalogue({ api, place }: Services): Promise<Catalogue> {
  const [providers, accounts, reports, spreadsheets, me] = await Promise.all([
    api.providers().then((all) => all.map(toldProvider)),
    api.accounts(),
    api.reports(),
    api.spreadsheets(),
    api.me(),
  ]);
  const spreadsheet = spreadsheets.find(({ spreadsheetId }) => spreadsheetId === place.spreadsheetId);
  const ours = reports.filter(({ destination }) => destination !== null && destination.spreadsheet === spreadsheet?.id);
  return { providers, accounts, reports: ours, uses: usesOf(reports), spreadsheet, spreadsheets, me };
}
