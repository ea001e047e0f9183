import { CopyInput, type CopiedList, type OldEvent, type SpreadsheetCopy } from '../../shared/copies.ts';
import { addReport, found, type State } from './fake-worker-state.ts';

/** What a fake worker's spreadsheets are copies of, by our id of them. */
const copies = new WeakMap<State, Map<string, SpreadsheetCopy>>();

/** Lets a spreadsheet be a copy of another one. */
export function makeCopy(state: State, id: string, copy: SpreadsheetCopy): void {
  const known = copies.get(state) ?? new Map<string, SpreadsheetCopy>();
  copies.set(state, known.set(id, copy));
}

/** Six reports of two events of one account, as they came along. */
export function sixLists(connectionId: string): SpreadsheetCopy {
  const names = ['Door list', 'VIPs', 'Volunteers', 'Orders', 'Check-in', 'Opt-ins'];
  const lists = names.map((name, at): CopiedList => ({
    reportId: `0b8f2c1e-7f0a-4a57-9a55-0a1c5a9be10${at}`,
    name,
    tab: at === 1 ? 'VIP table' : name,
    sheetId: 100 + at,
    dataset: 'tickets',
    sources: [{ connectionId, account: 'Town hall', scope: { eventId: at < 4 ? 'old_gala' : 'old_matinee' } }],
    writeMode: 'sync',
    schedule:
      at === 0
        ? { says: 'every day, ready by 08:00 (Europe/Zurich)', stays: true }
        : at === 4
          ? { says: 'around the event', stays: false }
          : null,
  }));
  const event = (id: string, name: string | null): OldEvent => ({
    connectionId,
    account: 'Town hall',
    field: 'eventId',
    id,
    name,
    lists: lists
      .filter(({ sources }) => sources.some(({ scope }) => scope['eventId'] === id))
      .map(({ reportId }) => reportId),
  });
  return {
    title: 'Spring gala 2026',
    by: 'marks',
    lists,
    events: [event('old_gala', 'Spring Gala 2026'), event('old_matinee', null)],
  };
}

function setUp(state: State, id: string, body: unknown): unknown {
  const input = CopyInput.parse(body);
  const copy = copies.get(state)?.get(id);
  const wanted = copy?.lists.filter(({ reportId }) => input.lists?.includes(reportId) ?? true) ?? [];
  copies.get(state)?.delete(id);
  const reports = wanted.map(({ name, tab, dataset, sources, writeMode }) =>
    addReport(state, {
      name,
      dataset,
      columns: ['ticketId'],
      writeMode,
      destination: { spreadsheet: found(state.spreadsheets, id).id, tab },
      sources: sources.map(({ connectionId }) => ({ connectionId, scope: {} })),
    }),
  );
  return { reports };
}

/** By "METHOD path-with-:id". */
export const COPY_ROUTES: Record<string, (state: State, id: string, body: unknown) => unknown> = {
  'GET /v1/spreadsheets/:id/copy': (state, id) => ({ copy: copies.get(state)?.get(id) ?? null }),
  'POST /v1/spreadsheets/:id/copy': setUp,
};
